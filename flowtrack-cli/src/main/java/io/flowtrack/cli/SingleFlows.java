package io.flowtrack.cli;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.PacketBatch;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.core.FlowTracker;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Flows tracked by the thread that calls.
 *
 * @param <K> the flows' key
 */
final class SingleFlows<K> implements EndedFlows {
    private final FlowTracker<K, @Nullable Void> tracker;
    private final HeldRecords held;
    private final FlowListener<K, @Nullable Void> listener = new FlowListener<>() {
        @Override
        public void onEnded(Flow<K, @Nullable Void> flow, EndReason reason) {
            held.hold(ToldRecord.ofEnded(tracker.nowNanos(), flow, reason));
        }
    };

    SingleFlows(FlowExtractor<K> extractor, TrackerConfig config, Consumer<List<ToldRecord>> taker) {
        this.tracker = FlowTracker.of(extractor, config);
        this.held = new HeldRecords(taker);
    }

    @Override
    public void accept(PacketBatch batch) {
        tracker.track(batch, listener);
    }

    @Override
    public void finish() {
        tracker.flush(listener);
        held.release();
    }

    @Override
    public TrackerStats stats() {
        return tracker.stats();
    }
}
