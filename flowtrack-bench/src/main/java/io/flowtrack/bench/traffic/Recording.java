package io.flowtrack.bench.traffic;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import io.flowtrack.testdata.Frames;
import java.nio.ByteBuffer;

/**
 * The packets of a workload behind its opening, in one direct buffer in the order of their arrival, as a mapped capture file
 * holds them; and from the beginning again at their end. Time goes on, and so do the sequence numbers of flows with data.
 *
 * <pre>
 *    0 ┌──────────────────────┐
 *      │ length of the frame  │
 *    4 ├──────────────────────┤
 *      │ sender's step        │ how far its sequence numbers go in one cycle
 *    8 ├──────────────────────┤
 *      │ receiver's step      │
 *   12 ├──────────────────────┤
 *      │ unused               │
 *   16 ├──────────────────────┤
 *      │ frame …              │
 * </pre>
 */
public final class Recording {
    private static final int HEADER_LENGTH = 16;
    private static final int SENDER_OFFSET = 4;
    private static final int RECEIVER_OFFSET = 8;

    private final ByteBuffer bytes;
    private final int packetCount;
    private final long startNanos;
    private final PacketView view = new PacketView();
    private int offset;
    private boolean isRepeating;
    private long nowNanos;

    private Recording(ByteBuffer bytes, int packetCount, long startNanos) {
        this.bytes = bytes;
        this.packetCount = packetCount;
        this.startNanos = startNanos;
        this.nowNanos = startNanos;
    }

    /**
     * Makes the packets that a {@link PacketGenerator} makes behind its opening.
     *
     * @throws IllegalArgumentException if {@code flows} is out of range
     * @throws ArithmeticException if they are more than 2 GiB
     */
    public static Recording of(Workload workload, int flows, long seed) {
        Traffic traffic = workload.checkedTraffic(flows, seed);
        CycleTotals totals = CycleTotals.of(workload.checkedTraffic(flows, seed));
        ByteBuffer bytes = ByteBuffer.allocateDirect(
                Math.toIntExact(totals.frameBytes() + (long) HEADER_LENGTH * traffic.cycleLength()));
        Segment segment = new Segment();
        for (int i = 0; i < traffic.openingLength(); i++) {
            traffic.next(segment);
        }
        FrameWriter writer = new FrameWriter();
        int start = 0;
        for (int i = 0; i < traffic.cycleLength(); i++) {
            traffic.next(segment);
            int length = writer.write(segment, bytes, start + HEADER_LENGTH);
            bytes.putInt(start, length)
                    .putInt(start + SENDER_OFFSET, totals.sequenceStep(segment.flow, segment.isFromClient))
                    .putInt(start + RECEIVER_OFFSET, totals.sequenceStep(segment.flow, !segment.isFromClient));
            start += HEADER_LENGTH + length;
        }
        long startNanos = Frames.START_NANOS + traffic.openingLength() * PacketGenerator.INTERVAL_NANOS;
        return new Recording(bytes, traffic.cycleLength(), startNanos);
    }

    /** How many different packets there are. */
    public int packetCount() {
        return packetCount;
    }

    /** The next packet, in the one view that is pointed at packet after packet. */
    public PacketView next() {
        return next(view);
    }

    /** Points a view at the next packet. */
    public PacketView next(PacketView other) {
        int start = offset;
        int length = bytes.getInt(start);
        if (isRepeating) {
            renumber(start);
        }
        long timestampNanos = nowNanos;
        nowNanos += PacketGenerator.INTERVAL_NANOS;
        int frame = start + HEADER_LENGTH;
        offset = frame + length;
        if (offset == bytes.capacity()) {
            offset = 0;
            isRepeating = true;
        }
        return other.wrap(bytes, frame, length, LinkType.ETHERNET, timestampNanos);
    }

    /** Without that, all data would be old data when it comes again. Checksums are left as they are: nobody verifies them. */
    private void renumber(int start) {
        int sender = bytes.getInt(start + SENDER_OFFSET);
        int receiver = bytes.getInt(start + RECEIVER_OFFSET);
        if ((sender | receiver) != 0) {
            int sequence = start + HEADER_LENGTH + FrameWriter.SEQUENCE_OFFSET;
            bytes.putInt(sequence, bytes.getInt(sequence) + sender);
            bytes.putInt(sequence + Integer.BYTES, bytes.getInt(sequence + Integer.BYTES) + receiver);
        }
    }

    /**
     * Begins with the first packet and its time again. Not for recordings with data that were repeated.
     */
    public void rewind() {
        offset = 0;
        isRepeating = false;
        nowNanos = startNanos;
    }
}
