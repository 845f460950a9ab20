package io.flowtrack.pcap;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import java.io.IOException;
import java.util.List;

/**
 * The packets of a classic pcap file, one behind the other, each with a header of its own in the byte order of the file.
 *
 * <pre>
 *    0 ┌─────────────────┐
 *      │ seconds         │ since 1970-01-01T00:00Z, unsigned
 *    4 ├─────────────────┤
 *      │ fraction        │ micro- or nanoseconds, added as they are
 *    8 ├─────────────────┤
 *      │ captured length │
 *   12 ├─────────────────┤
 *      │ original length │
 *   16 ├─────────────────┤
 *      │ captured bytes …│
 *      └─────────────────┘
 * </pre>
 *
 * Kuznetzov's modified format has eight bytes more in front of the captured ones, which say nothing of use here.
 */
final class PcapReader implements PacketReader {
    static final int SECONDS_OFFSET = 0;
    static final int FRACTION_OFFSET = 4;
    static final int CAPTURED_LENGTH_OFFSET = 8;
    static final int ORIGINAL_LENGTH_OFFSET = 12;

    static final long NANOS_PER_SECOND = 1_000_000_000;

    private final String name;
    private final ByteSource source;
    private final PcapHeader header;
    private final int headerLength;
    private LinkType linkType;
    private int maxCapturedLength;
    private long packetCount;

    private PcapReader(String name, ByteSource source, PcapHeader header) {
        this.name = name;
        this.source = source;
        this.header = header;
        this.headerLength = header.packetHeaderLength();
        this.linkType = header.linkType();
        this.maxCapturedLength = PcapHeader.maxCapturedLength(linkType);
    }

    /** Reads the file's header; the first packet is next. */
    static PcapReader open(String name, ByteSource source) throws IOException {
        return new PcapReader(name, source, PcapHeader.read(name, source));
    }

    @Override
    public LinkType linkType() {
        return linkType;
    }

    @Override
    public void linkType(LinkType newLinkType) {
        this.linkType = newLinkType;
        this.maxCapturedLength =
                Math.max(PcapHeader.maxCapturedLength(header.linkType()), PcapHeader.maxCapturedLength(newLinkType));
    }

    @Override
    public long packetCount() {
        return packetCount;
    }

    @Override
    public boolean next(PacketView view) throws IOException {
        int available = source.require(headerLength);
        if (available < headerLength) {
            if (available == 0) {
                return false;
            }
            throw cut("is cut: its header has " + headerLength + " bytes, " + available + " left");
        }
        long times = header.pair(source.bytes(), source.position() + SECONDS_OFFSET);
        long lengths = header.pair(source.bytes(), source.position() + CAPTURED_LENGTH_OFFSET);
        int capturedLength = checked(header.capturedLength(lengths));
        if (!source.holds(headerLength + capturedLength)) {
            requireBody(capturedLength);
        }
        int start = source.position() + headerLength; // not where it was, if the body had to be required
        view.wrap(source.bytes(), start, capturedLength, linkType, header.nanos(times))
                .wireLength((int) Math.min(header.originalLength(lengths), Integer.MAX_VALUE));
        source.skip(headerLength + capturedLength);
        packetCount++;
        return true;
    }

    @Override
    public boolean isNextAtHand() {
        if (!source.holds(headerLength)) {
            return false;
        }
        long lengths = header.pair(source.bytes(), source.position() + CAPTURED_LENGTH_OFFSET);
        return source.holds(headerLength + header.capturedLength(lengths));
    }

    private int checked(long capturedLength) throws DamagedCaptureException {
        if (capturedLength > maxCapturedLength) {
            throw damaged("is damaged: " + capturedLength + " bytes announced, at most " + maxCapturedLength
                    + " are possible");
        }
        return (int) capturedLength;
    }

    private void requireBody(int capturedLength) throws IOException {
        int available = source.require(headerLength + capturedLength) - headerLength;
        if (available < capturedLength) {
            throw cut("is cut: " + capturedLength + " bytes announced, " + Math.max(0, available) + " left");
        }
    }

    private DamagedCaptureException damaged(String what) {
        return new DamagedCaptureException(name, source.offset(), "packet " + (packetCount + 1) + " " + what);
    }

    private DamagedCaptureException cut(String what) {
        return DamagedCaptureException.cut(name, source.offset(), "packet " + (packetCount + 1) + " " + what);
    }

    @Override
    public List<String> packetComments() {
        return List.of();
    }

    @Override
    public List<String> interfaceComments() {
        return List.of();
    }

    @Override
    public List<String> sectionComments() {
        return List.of();
    }
}
