package io.flowtrack.pcap;

import io.flowtrack.api.LinkType;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The header of a classic pcap file (draft-ietf-opsawg-pcap), in the byte order of the machine that wrote it.
 *
 * <pre>
 *    0 ┌─────────────────────────────┐
 *      │ magic number                │ byte order, and unit of time
 *    4 ├──────────────┬──────────────┤
 *      │ major version│ minor version│
 *    8 ├──────────────┴──────────────┤
 *      │ unused: time zone, accuracy │
 *   16 ├─────────────────────────────┤
 *      │ snap length                 │ not binding: packets may be longer
 *   20 ├──────────────┬──────────────┤
 *      │ check bits   │ link type    │ one number, link type in its low 16 bits
 *   24 └──────────────┴──────────────┘
 * </pre>
 *
 * @param littleEndian whether all numbers of the file have their lowest byte first
 * @param nanosPerTick what one unit of a time stamp's fraction is worth: 1 or 1000
 * @param minorVersion files before 2.3 have a packet's two lengths in the other order, some files of 2.3 as well
 * @param packetHeaderLength bytes in front of each packet: 16, in Kuznetzov's modified format 24
 * @param linkType what the packets begin with
 */
record PcapHeader(boolean littleEndian, int nanosPerTick, int minorVersion, int packetHeaderLength, LinkType linkType) {
    static final int LENGTH = 24;
    static final int MAGIC_OFFSET = 0;
    static final int MAJOR_OFFSET = 4;
    static final int MINOR_OFFSET = 6;
    static final int SNAP_LENGTH_OFFSET = 16;
    static final int LINK_TYPE_OFFSET = 20;

    static final int MAGIC_MICROS = 0xA1B2C3D4;
    static final int MAGIC_NANOS = 0xA1B23C4D;
    static final int MAGIC_MODIFIED = 0xA1B2CD34;
    static final int MAJOR_VERSION = 2;
    static final int MINOR_VERSION = 4;

    static final int PACKET_HEADER_LENGTH = 16;

    /** Behind the usual header: interface, protocol and packet type. */
    private static final int MODIFIED_PACKET_HEADER_LENGTH = 24;

    private static final int MIXED_LENGTHS_MINOR = 3;
    private static final int LINK_TYPE_MASK = 0xFFFF;

    private static final int LINK_USB_LINUX = 189;
    private static final int LINK_USB_LINUX_MMAPPED = 220;
    private static final int LINK_DBUS = 231;
    private static final int LINK_USBPCAP = 249;
    private static final int LINK_EBHSCR = 279;

    /**
     * Reads the header and steps over it.
     *
     * @throws DamagedCaptureException if there is no whole header, or it is not one of classic pcap, version 2
     */
    static PcapHeader read(String name, ByteSource source) throws IOException {
        int available = source.require(LENGTH);
        ByteBuffer bytes = source.bytes();
        int start = source.position();
        check(name, bytes, start, available);
        boolean littleEndian = isMagic(Integer.reverseBytes(bytes.getInt(start)));
        int magic = i32(bytes, start + MAGIC_OFFSET, littleEndian);
        PcapHeader header = new PcapHeader(
                littleEndian,
                magic == MAGIC_NANOS ? 1 : 1000,
                u16(bytes, start + MINOR_OFFSET, littleEndian),
                magic == MAGIC_MODIFIED ? MODIFIED_PACKET_HEADER_LENGTH : PACKET_HEADER_LENGTH,
                LinkType.of(i32(bytes, start + LINK_TYPE_OFFSET, littleEndian) & LINK_TYPE_MASK));
        source.skip(LENGTH);
        return header;
    }

    private static void check(String name, ByteBuffer bytes, int start, int available) throws DamagedCaptureException {
        if (available == 0) {
            throw DamagedCaptureException.cut(name, 0, "the file is empty");
        }
        if (available >= MAJOR_OFFSET) {
            checkMagic(name, bytes.getInt(start + MAGIC_OFFSET));
        }
        if (available < LENGTH) {
            throw DamagedCaptureException.cut(
                    name, 0, "the file header is cut: it has " + LENGTH + " bytes, " + available + " are there");
        }
        boolean littleEndian = isMagic(Integer.reverseBytes(bytes.getInt(start)));
        int major = u16(bytes, start + MAJOR_OFFSET, littleEndian);
        if (major != MAJOR_VERSION) {
            String version = major + "." + u16(bytes, start + MINOR_OFFSET, littleEndian);
            throw new DamagedCaptureException(
                    name, MAJOR_OFFSET, "pcap version " + version + " is not known, only version 2");
        }
    }

    private static void checkMagic(String name, int magic) throws DamagedCaptureException {
        if (isMagic(magic) || isMagic(Integer.reverseBytes(magic))) {
            return;
        }
        String what = ForeignFormat.titleOf(magic)
                .map(title -> "the file is " + title + ", which is not read")
                .orElseGet(() -> String.format("not a capture file: it begins with %08x", magic));
        throw new DamagedCaptureException(name, MAGIC_OFFSET, what);
    }

    private static boolean isMagic(int number) {
        return number == MAGIC_MICROS || number == MAGIC_NANOS || number == MAGIC_MODIFIED;
    }

    /**
     * Bytes that no packet of that link type exceeds: the larger of libpcap's and Wireshark's limits. A length above it is
     * damage.
     */
    static int maxCapturedLength(LinkType linkType) {
        return switch (linkType.number()) {
            case LINK_DBUS, LINK_USB_LINUX, LINK_USB_LINUX_MMAPPED, LINK_USBPCAP -> 128 << 20;
            case LINK_EBHSCR -> 8 << 20;
            default -> 256 << 10;
        };
    }

    /** Two numbers of four bytes that lie side by side in the file, as one: the first in the upper half. */
    long pair(ByteBuffer bytes, int index) {
        long both = bytes.getLong(index);
        return littleEndian ? Long.rotateLeft(Long.reverseBytes(both), Integer.SIZE) : both;
    }

    /** The time that a {@link #pair} of seconds and fraction means, nanoseconds since 1970-01-01T00:00Z. */
    long nanos(long times) {
        return upper(times) * PcapReader.NANOS_PER_SECOND + lower(times) * nanosPerTick;
    }

    /** Which of a {@link #pair} of lengths is the captured one. */
    long capturedLength(long lengths) {
        return swapsLengths(lengths) ? lower(lengths) : upper(lengths);
    }

    /** Which of a {@link #pair} of lengths is the original one. */
    long originalLength(long lengths) {
        return swapsLengths(lengths) ? upper(lengths) : lower(lengths);
    }

    /** Whether the length that comes first in a packet's header is the original one, not the captured one. */
    private boolean swapsLengths(long lengths) {
        return minorVersion < MIXED_LENGTHS_MINOR
                || (minorVersion == MIXED_LENGTHS_MINOR && upper(lengths) > lower(lengths));
    }

    private static long upper(long pair) {
        return pair >>> Integer.SIZE;
    }

    private static long lower(long pair) {
        return pair & 0xFFFF_FFFFL;
    }

    private static int i32(ByteBuffer bytes, int index, boolean littleEndian) {
        int number = bytes.getInt(index);
        return littleEndian ? Integer.reverseBytes(number) : number;
    }

    private static int u16(ByteBuffer bytes, int index, boolean littleEndian) {
        short number = bytes.getShort(index);
        return (littleEndian ? Short.reverseBytes(number) : number) & 0xFFFF;
    }
}
