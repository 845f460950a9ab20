package io.flowtrack.bench;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.core.FlowTracker;
import io.flowtrack.core.extract.FiveTupleExtractor;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A tracker as it is by default, but for a limit that nothing reaches, that knows all flows of a {@link Replay}. */
@State(Scope.Thread)
public class KnownFlows {
    static final int MAX_FLOWS = 2_000_000;

    private final FlowTracker<FiveTuple, @Nullable Void> tracker = FlowTracker.of(
            FiveTupleExtractor.bidirectional(),
            TrackerConfig.defaults().toBuilder().maxFlows(MAX_FLOWS).build());
    private final PacketCounter counter = new PacketCounter();

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

    /** Begins all flows, so that only packets of known flows are measured. */
    @Setup
    public void begin(Replay replay) {
        while (tracker.flowCount() < replay.flows) {
            tracker.track(replay.next(), counter);
        }
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
        TrackerStats stats = tracker.stats();
        if (stats.flowsStarted() != replay.flows || stats.flowsEndedTotal() != 0 || stats.passedOverTotal() != 0) {
            throw new IllegalStateException(stats.toString());
        }
    }
}
