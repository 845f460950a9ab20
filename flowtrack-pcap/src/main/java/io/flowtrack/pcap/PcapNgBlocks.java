package io.flowtrack.pcap;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The blocks of a pcapng file, one after another, in the byte order of the section they are in.
 *
 * <pre>
 *    0 ┌────────────────────────┐
 *      │ type                   │
 *    4 ├────────────────────────┤
 *      │ length of the block    │ all of it; a multiple of 4, at least 12
 *    8 ├────────────────────────┤
 *      │ body                  …│ a section header's begins with its byte order
 *   -4 ├────────────────────────┤
 *      │ length again           │
 *      └────────────────────────┘
 * </pre>
 *
 * A block is either asked for as a whole and stepped over, or passed without being held, whatever its length.
 */
final class PcapNgBlocks {
    static final int SECTION_HEADER = 0x0A0D0D0A;
    static final int INTERFACE_DESCRIPTION = 1;
    static final int PACKET = 2;
    static final int SIMPLE_PACKET = 3;
    static final int ENHANCED_PACKET = 6;

    static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;

    /** Length of a block's second length. */
    static final int TRAILER_LENGTH = 4;

    private static final int MIN_LENGTH = 12;
    private static final int LENGTH_OFFSET = 4;
    private static final int MAGIC_OFFSET = 8;

    /** Bytes asked for at a time while a block is passed. */
    private static final int PASS_LENGTH = 1 << 16;

    private final String name;
    private final ByteSource source;
    private boolean littleEndian;
    private long blockOffset;
    private int type;
    private long length;
    private long passLeft;
    private long packetCount;

    PcapNgBlocks(String name, ByteSource source) {
        this.name = name;
        this.source = source;
    }

    /**
     * Goes to the next block, which is still to be stepped over or passed.
     *
     * @return false at the clean end
     * @throws DamagedCaptureException if the header is cut or its numbers cannot be
     */
    boolean next() throws IOException {
        finishPassing();
        int available = source.require(MIN_LENGTH);
        blockOffset = source.offset();
        if (available == 0) {
            return false;
        }
        type = available < LENGTH_OFFSET ? 0 : i32(0);
        if (available < MIN_LENGTH) {
            throw cut("a block is cut: it has at least " + MIN_LENGTH + " bytes, " + available + " left");
        }
        if (source.bytes().getInt(source.position()) == SECTION_HEADER) {
            begin();
        }
        length = u32(LENGTH_OFFSET);
        if (length < MIN_LENGTH || length % Integer.BYTES != 0) {
            throw damaged("is damaged: a block cannot have " + length + " bytes");
        }
        return true;
    }

    /** Whether a whole packet block comes next, and all of it can be looked at without moving any bytes. */
    boolean isPacketAtHand() {
        return passLeft == 0 && source.holds(MIN_LENGTH) && isPacket(i32(0)) && source.holds(u32(LENGTH_OFFSET));
    }

    /** A section header: everything up to the next one is in its byte order. */
    private void begin() throws DamagedCaptureException {
        type = SECTION_HEADER;
        int magic = source.bytes().getInt(source.position() + MAGIC_OFFSET);
        if (magic != BYTE_ORDER_MAGIC && Integer.reverseBytes(magic) != BYTE_ORDER_MAGIC) {
            throw damaged(String.format("is damaged: %08x is no byte order", magic));
        }
        littleEndian = magic != BYTE_ORDER_MAGIC;
    }

    boolean littleEndian() {
        return littleEndian;
    }

    int type() {
        return type;
    }

    /** Whether this block holds a packet. */
    boolean isPacket() {
        return isPacket(type);
    }

    private static boolean isPacket(int type) {
        return type == ENHANCED_PACKET || type == SIMPLE_PACKET || type == PACKET;
    }

    /** Bytes of the whole block, 12 to 4294967292. */
    long length() {
        return length;
    }

    /** Packets in the blocks stepped over so far. */
    long packetCount() {
        return packetCount;
    }

    /**
     * Makes the first bytes of the block contiguous.
     *
     * @param headLength what a block of this type has at least, without the trailer
     * @throws DamagedCaptureException if it is shorter, or cut
     */
    void requireHead(int headLength) throws IOException {
        if (length < headLength + TRAILER_LENGTH) {
            throw damaged("is damaged: its block has " + length + " bytes, at least " + (headLength + TRAILER_LENGTH)
                    + " are needed");
        }
        int available = source.require(headLength);
        if (available < headLength) {
            throw cut(available);
        }
    }

    /**
     * Makes the whole block contiguous. It must be known to have a sensible length.
     *
     * @throws DamagedCaptureException if it is cut, or its two lengths differ
     */
    void requireWhole() throws IOException {
        int available = source.require((int) length);
        if (available < length) {
            throw cut(available);
        }
        checkTrailer(u32((int) length - TRAILER_LENGTH));
    }

    private void checkTrailer(long trailer) throws DamagedCaptureException {
        if (trailer != length) {
            throw damaged("is damaged: its block has " + length + " bytes in front and " + trailer + " behind");
        }
    }

    /** Steps over the block, which {@link #requireWhole} found to be good. Its bytes stay where they are for now. */
    void skip() {
        source.skip((int) length);
        if (isPacket()) {
            packetCount++;
        }
    }

    /** Passes the block when the next one is asked for, without holding more than a part of it. */
    void pass() {
        passLeft = length;
    }

    private void finishPassing() throws IOException {
        while (passLeft > TRAILER_LENGTH) {
            int wanted = (int) Math.min(passLeft - TRAILER_LENGTH, PASS_LENGTH);
            int available = source.require(wanted);
            if (available == 0) {
                throw cut(length - passLeft);
            }
            source.skip(available);
            passLeft -= available;
        }
        if (passLeft == TRAILER_LENGTH) {
            int available = source.require(TRAILER_LENGTH);
            if (available < TRAILER_LENGTH) {
                throw cut(length - passLeft + available);
            }
            checkTrailer(u32(0));
            source.skip(TRAILER_LENGTH);
            passLeft = 0;
        }
    }

    ByteBuffer bytes() {
        return source.bytes();
    }

    /** Index of the block's first byte in {@link #bytes}. */
    int start() {
        return source.position();
    }

    /** Two bytes of the block, 0 to 65535. */
    int u16(int offset) {
        return u16(source.bytes(), source.position() + offset, littleEndian);
    }

    /** Four bytes of the block, signed. */
    int i32(int offset) {
        int number = source.bytes().getInt(source.position() + offset);
        return littleEndian ? Integer.reverseBytes(number) : number;
    }

    /** Four bytes of the block, 0 to 4294967295. */
    long u32(int offset) {
        return i32(offset) & 0xFFFF_FFFFL;
    }

    static int u16(ByteBuffer bytes, int index, boolean littleEndian) {
        short number = bytes.getShort(index);
        return (littleEndian ? Short.reverseBytes(number) : number) & 0xFFFF;
    }

    /** What is wrong with this block. */
    DamagedCaptureException damaged(String what) {
        return new DamagedCaptureException(name, blockOffset, subject() + " " + what);
    }

    private DamagedCaptureException cut(long available) {
        return cut(subject() + " is cut: its block has " + length + " bytes, " + available + " left");
    }

    private DamagedCaptureException cut(String what) {
        return DamagedCaptureException.cut(name, blockOffset, what);
    }

    private String subject() {
        if (isPacket()) {
            return "packet " + (packetCount + 1);
        }
        return switch (type) {
            case SECTION_HEADER -> "the section header";
            case INTERFACE_DESCRIPTION -> "an interface description";
            default -> String.format("a block of type 0x%08x", type);
        };
    }
}
