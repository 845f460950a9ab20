package io.flowtrack.pcap;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The packets of a pcapng file (draft-ietf-opsawg-pcapng). They are in enhanced, simple and the old packet blocks; section
 * headers and interface descriptions say how to read them; every other block is passed.
 *
 * <pre>
 *    section header            enhanced or old packet block       simple packet block
 *    8 ┌────────────────┐    8 ┌────────────────────────────┐   8 ┌─────────────────┐
 *      │ byte order     │      │ interface: 32 or 16+16 bits│     │ original length │
 *   12 ├───────┬────────┤   12 ├────────────────────────────┤  12 ├─────────────────┤
 *      │ major │ minor  │      │ ticks: high, low           │     │ captured bytes …│
 *   16 ├───────┴────────┤   20 ├────────────────────────────┤     └─────────────────┘
 *      │ section length │      │ captured length            │
 *   24 ├────────────────┤   24 ├────────────────────────────┤
 *      │ options       …│      │ original length            │
 *      └────────────────┘   28 ├────────────────────────────┤
 *                              │ captured bytes, options   …│
 *                              └────────────────────────────┘
 * </pre>
 *
 * A simple packet block is of the section's first interface, and has no time: it gets that of the packet before.
 */
final class PcapNgReader implements PacketReader {
    private static final int MAJOR_OFFSET = 12;
    private static final int MINOR_OFFSET = 14;
    private static final int MAJOR_VERSION = 1;
    private static final int SECTION_OPTIONS_OFFSET = 24;

    private static final int INTERFACE_OFFSET = 8;
    private static final int TICKS_HIGH_OFFSET = 12;
    private static final int TICKS_LOW_OFFSET = 16;
    private static final int CAPTURED_LENGTH_OFFSET = 20;
    private static final int ORIGINAL_LENGTH_OFFSET = 24;
    private static final int PACKET_OFFSET = 28;
    private static final int SIMPLE_ORIGINAL_LENGTH_OFFSET = 8;
    private static final int SIMPLE_PACKET_OFFSET = 12;

    /** Bytes of options that a block may have which is held as a whole: 16 MiB. */
    private static final int MAX_OPTIONS_LENGTH = 1 << 24;

    private final PcapNgBlocks blocks;
    private PcapNgSection section;
    private @Nullable PcapNgInterface lastInterface;
    private @Nullable LinkType forcedLinkType;
    private int optionsIndex;
    private int optionsEnd;
    private long lastNanos;

    /** Whether the next block has been looked at and is still to be stepped over. */
    private boolean isAtBlock;

    private PcapNgReader(PcapNgBlocks blocks, PcapNgSection section) {
        this.blocks = blocks;
        this.section = section;
    }

    /**
     * Reads the header of the first section and, if it comes before any packet, the description of the first interface.
     *
     * @throws DamagedCaptureException if there is no such header
     */
    static PcapNgReader open(String name, ByteSource source) throws IOException {
        PcapNgBlocks blocks = new PcapNgBlocks(name, source);
        if (!blocks.next() || blocks.type() != PcapNgBlocks.SECTION_HEADER) {
            throw new DamagedCaptureException(name, 0, "not a capture file: it does not begin with a section header");
        }
        PcapNgReader reader = new PcapNgReader(blocks, readSection(blocks));
        while (reader.section.interfaceCount() == 0 && reader.isBeforePackets()) {
            reader.takeIn();
        }
        return reader;
    }

    private boolean isBeforePackets() throws IOException {
        isAtBlock = blocks.next();
        return isAtBlock && !blocks.isPacket();
    }

    @Override
    public boolean next(PacketView view) throws IOException {
        optionsIndex = 0;
        optionsEnd = 0;
        while (isAtBlock || blocks.next()) {
            isAtBlock = false;
            if (blocks.isPacket()) {
                isAtBlock = true; // until it has been read: a stream may fail, and be asked again
                read(view);
                isAtBlock = false;
                return true;
            }
            takeIn();
        }
        return false;
    }

    @Override
    public boolean isNextAtHand() {
        return !isAtBlock && blocks.isPacketAtHand();
    }

    /** Steps over a block that holds no packet, and keeps what it says of those that do. */
    private void takeIn() throws IOException {
        isAtBlock = true;
        switch (blocks.type()) {
            case PcapNgBlocks.SECTION_HEADER -> {
                section = readSection(blocks);
                lastInterface = null;
            }
            case PcapNgBlocks.INTERFACE_DESCRIPTION -> readInterface();
            default -> blocks.pass();
        }
        isAtBlock = false;
    }

    private static PcapNgSection readSection(PcapNgBlocks blocks) throws IOException {
        blocks.requireHead(SECTION_OPTIONS_OFFSET);
        int major = blocks.u16(MAJOR_OFFSET);
        if (major != MAJOR_VERSION) {
            String version = major + "." + blocks.u16(MINOR_OFFSET);
            throw blocks.damaged("cannot be read: pcapng version " + version + " is not known, only version 1");
        }
        PcapNgSection begun = new PcapNgSection(options(blocks, SECTION_OPTIONS_OFFSET));
        blocks.skip();
        return begun;
    }

    private void readInterface() throws IOException {
        blocks.requireHead(PcapNgSection.INTERFACE_OPTIONS_OFFSET);
        String wrong = section.add(blocks, options(blocks, PcapNgSection.INTERFACE_OPTIONS_OFFSET));
        if (!wrong.isEmpty()) {
            throw blocks.damaged(wrong);
        }
        blocks.skip();
    }

    /** The options of a block that has nothing behind its head but options; the block is whole then. */
    private static PcapNgOptions options(PcapNgBlocks blocks, int offset) throws IOException {
        if (blocks.length() > MAX_OPTIONS_LENGTH) {
            throw blocks.damaged("is damaged: it has " + blocks.length() + " bytes");
        }
        blocks.requireWhole();
        int start = blocks.start();
        int end = start + (int) blocks.length() - PcapNgBlocks.TRAILER_LENGTH;
        return new PcapNgOptions(blocks.bytes(), start + offset, end, blocks.littleEndian());
    }

    private void read(PacketView view) throws IOException {
        if (blocks.type() == PcapNgBlocks.SIMPLE_PACKET) {
            readSimplePacket(view);
            return;
        }
        blocks.requireHead(PACKET_OFFSET);
        PcapNgInterface origin = interfaceOf(
                blocks.type() == PcapNgBlocks.PACKET ? blocks.u16(INTERFACE_OFFSET) : blocks.u32(INTERFACE_OFFSET));
        long ticks = (blocks.u32(TICKS_HIGH_OFFSET) << Integer.SIZE) | blocks.u32(TICKS_LOW_OFFSET);
        long originalLength = blocks.u32(ORIGINAL_LENGTH_OFFSET);
        int capturedLength = checked(blocks.u32(CAPTURED_LENGTH_OFFSET), PACKET_OFFSET, origin);
        blocks.requireWhole();
        lastNanos = origin.resolution().nanos(ticks);
        point(view, origin, PACKET_OFFSET, capturedLength, originalLength);
        optionsIndex = blocks.start() + PACKET_OFFSET + padded(capturedLength);
        optionsEnd = blocks.start() + (int) blocks.length() - PcapNgBlocks.TRAILER_LENGTH;
        blocks.skip();
    }

    private void readSimplePacket(PacketView view) throws IOException {
        blocks.requireHead(SIMPLE_PACKET_OFFSET);
        PcapNgInterface origin = interfaceOf(0);
        long originalLength = blocks.u32(SIMPLE_ORIGINAL_LENGTH_OFFSET);
        int capturedLength =
                checked(Math.min(originalLength, origin.capturedLengthLimit()), SIMPLE_PACKET_OFFSET, origin);
        blocks.requireWhole();
        point(view, origin, SIMPLE_PACKET_OFFSET, capturedLength, originalLength);
        blocks.skip();
    }

    private PcapNgInterface interfaceOf(long number) throws DamagedCaptureException {
        if (number >= section.interfaceCount()) {
            throw blocks.damaged("is damaged: it is of interface " + number + ", and " + section.interfaceCount()
                    + " are described");
        }
        return section.interfaceAt((int) number);
    }

    /** A packet's length, if its block holds that much and not absurdly more. */
    private int checked(long capturedLength, int packetOffset, PcapNgInterface origin) throws DamagedCaptureException {
        int most = PcapHeader.maxCapturedLength(origin.linkType());
        if (forcedLinkType != null) {
            most = Math.max(most, PcapHeader.maxCapturedLength(forcedLinkType));
        }
        long room = blocks.length() - packetOffset - PcapNgBlocks.TRAILER_LENGTH;
        if (capturedLength > most) {
            throw blocks.damaged(
                    "is damaged: " + capturedLength + " bytes announced, at most " + most + " are possible");
        }
        if (capturedLength > room) {
            throw blocks.damaged("is damaged: " + capturedLength + " bytes announced in a block that holds " + room);
        }
        if (room - capturedLength > MAX_OPTIONS_LENGTH) {
            throw blocks.damaged("is damaged: its block holds " + room + " bytes, of which it is " + capturedLength);
        }
        return (int) capturedLength;
    }

    private void point(
            PacketView view, PcapNgInterface origin, int packetOffset, int capturedLength, long originalLength) {
        LinkType linkType = forcedLinkType == null ? origin.linkType() : forcedLinkType;
        view.wrap(blocks.bytes(), blocks.start() + packetOffset, capturedLength, linkType, lastNanos)
                .wireLength((int) Math.min(originalLength, Integer.MAX_VALUE));
        lastInterface = origin;
    }

    /** Up to the next multiple of 4. */
    static int padded(int length) {
        return (length + 3) & ~3;
    }

    @Override
    public LinkType linkType() {
        if (forcedLinkType != null) {
            return forcedLinkType;
        }
        if (lastInterface != null) {
            return lastInterface.linkType();
        }
        return section.interfaceCount() == 0
                ? LinkType.ETHERNET
                : section.interfaceAt(0).linkType();
    }

    @Override
    public void linkType(LinkType newLinkType) {
        forcedLinkType = newLinkType;
    }

    @Override
    public long packetCount() {
        return blocks.packetCount();
    }

    @Override
    public List<String> packetComments() {
        return new PcapNgOptions(blocks.bytes(), optionsIndex, optionsEnd, blocks.littleEndian()).comments();
    }

    @Override
    public List<String> interfaceComments() {
        return lastInterface == null ? List.of() : lastInterface.comments();
    }

    @Override
    public List<String> sectionComments() {
        return section.comments();
    }
}
