package io.flowtrack.bench.traffic;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import io.flowtrack.testdata.Frames;
import java.nio.ByteBuffer;

/**
 * Makes the packets of a workload, one after the other and without end. The same workload, number of flows and seed give
 * the same bytes and times, on every machine and Java.
 */
public final class PacketGenerator {
    /** Time from one packet to the next: a million packets a second. */
    public static final long INTERVAL_NANOS = 1_000;

    private final Traffic traffic;
    private final FrameWriter writer = new FrameWriter();
    private final Segment segment = new Segment();
    private final PacketView view = new PacketView();
    /** Direct, as a recording's: reads of two kinds of buffer would cost a tracker that plays an opening more than others. */
    private final ByteBuffer frame = ByteBuffer.allocateDirect(FrameWriter.MAX_LENGTH);

    private long nowNanos = Frames.START_NANOS;

    /**
     * Begins with the first packet.
     *
     * @param flows how many flows there are, for turnover how many live at once (from 7); 1 to {@link Workload#MAX_FLOWS}
     * @param seed of all that is random
     * @throws IllegalArgumentException if {@code flows} is out of range
     */
    public PacketGenerator(Workload workload, int flows, long seed) {
        traffic = workload.checkedTraffic(flows, seed);
    }

    /** The next packet, valid until the next call. */
    public PacketView next() {
        traffic.next(segment);
        int length = writer.write(segment, frame, 0);
        long timestampNanos = nowNanos;
        nowNanos += INTERVAL_NANOS;
        return view.wrap(frame, 0, length, LinkType.ETHERNET, timestampNanos);
    }

    /** How many packets come before the part that benchmarks measure: those in which the flows begin. */
    public int openingLength() {
        return traffic.openingLength();
    }
}
