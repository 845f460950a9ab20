package io.flowtrack.bench;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.bench.traffic.Workload;
import io.flowtrack.core.FlowTracker;
import io.flowtrack.core.extract.FiveTupleExtractor;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A tracker that has seen a workload's opening. It is as by default, but for its limit of flows, and an idle timeout that is
 * not reached however long is measured.
 */
@State(Scope.Thread)
public class WarmTracker {
    private static final Duration LONG = Duration.ofDays(365);

    private final PacketCounter counter = new PacketCounter();
    private FlowTracker<FiveTuple, @Nullable Void> tracker = tracker(1);

    /** A listener that does as little as one can. */
    static final class PacketCounter implements FlowListener<FiveTuple, @Nullable Void> {
        private long packets;

        @Override
        public void onPacket(Flow<FiveTuple, @Nullable Void> flow, FlowPacket packet) {
            packets++;
        }

        long packets() {
            return packets;
        }
    }

    static FlowTracker<FiveTuple, @Nullable Void> tracker(int maxFlows) {
        return FlowTracker.of(FiveTupleExtractor.bidirectional(), config(maxFlows));
    }

    static TrackerConfig config(int maxFlows) {
        return TrackerConfig.builder().maxFlows(maxFlows).tcpIdleTimeout(LONG).build();
    }

    /** Begins all flows, so that only packets of known flows are measured, or the turnover of a full window. */
    @Setup
    public void begin(Replay replay) {
        tracker = tracker(replay.maxFlows());
        replay.open(packet -> tracker.track(packet, counter));
        Replay.settle();
    }

    FlowTracker<FiveTuple, @Nullable Void> tracker() {
        return tracker;
    }

    PacketCounter counter() {
        return counter;
    }

    /** Fails a run that measured something else: flows that began or ended, packets passed over. */
    @TearDown
    public void check(Replay replay) {
        check(tracker.stats(), replay);
    }

    static void check(TrackerStats stats, Replay replay) {
        boolean isAsMeant = replay.workload == Workload.TURNOVER
                ? stats.flowsStarted() > replay.flows
                : stats.flowsStarted() == replay.flows && stats.flowsEndedTotal() == 0;
        if (!isAsMeant || stats.passedOverTotal() != 0) {
            throw new IllegalStateException(stats.toString());
        }
    }
}
