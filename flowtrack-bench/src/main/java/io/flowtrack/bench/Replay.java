package io.flowtrack.bench;

import io.flowtrack.api.PacketView;
import io.flowtrack.bench.traffic.PacketGenerator;
import io.flowtrack.bench.traffic.Recording;
import io.flowtrack.bench.traffic.Workload;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A capture in memory that never ends: the packets that {@code generate} writes to a file for the same workload, number of
 * flows and seed. Those in which the flows begin are played before anything is measured.
 */
@State(Scope.Thread)
public class Replay {
    /**
     * Packets in one invocation of a benchmark. One packet per invocation would add JMH's own loop, a volatile read and
     * a call that is not inlined, to the ten nanoseconds that are measured. A run of packets is what a reader's loop is, and
     * nothing can be moved out of it, because every packet's bytes and time are read through this object.
     */
    static final int BURST = 1_000;

    static final long SEED = 1;
    private static final int MAX_FLOWS = 2_000_000;

    /** How many flows there are. */
    @Param({"100", "10000", "100000", "1000000"})
    public int flows;

    /** Which flows send when. */
    @Param({"ROUND_ROBIN", "SHUFFLED", "SKEWED", "TURNOVER"})
    public Workload workload = Workload.ROUND_ROBIN;

    private Recording recording = Recording.of(Workload.GROWTH, 1, SEED);

    /** Makes the packets that are measured. */
    @Setup
    public void record() {
        recording = Recording.of(workload, flows, SEED);
    }

    /** Plays the packets in which the flows begin. */
    void open(Consumer<PacketView> tracker) {
        PacketGenerator opening = new PacketGenerator(workload, flows, SEED);
        for (int i = 0; i < opening.openingLength(); i++) {
            tracker.accept(opening.next());
        }
    }

    /**
     * The limit of flows for any tracker: nothing reaches it, but for turnover. There it is twice the live flows: a tracker
     * that keeps those that are over is not to grow for ever.
     */
    int maxFlows() {
        return workload == Workload.TURNOVER ? 2 * flows : MAX_FLOWS;
    }

    /**
     * Moves all that was made so far to where the collector keeps old objects. That is where a tracker and its flows are in
     * a process that runs for long, and there each reference that is written costs more.
     */
    static void settle() {
        System.gc();
    }

    /** The next packet, in the one view that is pointed at packet after packet. */
    PacketView next() {
        return recording.next();
    }

    /** Points a view at the next packet. */
    PacketView next(PacketView other) {
        return recording.next(other);
    }
}
