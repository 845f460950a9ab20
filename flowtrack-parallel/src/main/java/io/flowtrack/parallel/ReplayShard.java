package io.flowtrack.parallel;

import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.FlowShare;
import io.flowtrack.api.PacketBatch;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.core.FlowTracker;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One of the shards of a {@link ShardedReplay}: give it all packets, in order, and it tracks those of its flows. It belongs to
 * one thread at a time, and shares nothing with other shards.
 *
 * @param <K> the flows' key
 * @param <S> the user's own state of a flow
 */
public final class ReplayShard<K, S extends @Nullable Object> implements ShardProgress {
    private final int index;
    private final FlowTracker<K, S> tracker;
    private final FlowListener<K, S> listener;

    ReplayShard(
            FlowExtractor<K> extractor,
            TrackerConfig config,
            FlowShare share,
            Function<? super K, ? extends S> initialiser,
            Function<? super ShardProgress, ? extends FlowListener<K, S>> listeners) {
        this.index = share.index();
        this.tracker = FlowTracker.of(extractor, config, share, initialiser);
        this.listener = listeners.apply(this);
    }

    /** Takes a packet in; see {@link FlowTracker#track(PacketView, FlowListener)}. */
    public void track(PacketView packet) {
        tracker.track(packet, listener);
        endBatch();
    }

    /** Takes packets in; see {@link FlowTracker#track(PacketBatch, FlowListener)}. */
    public void track(PacketBatch batch) {
        tracker.track(batch, listener);
        endBatch();
    }

    /**
     * Passes time without a packet; see {@link FlowTracker#advanceTo(long)}.
     *
     * @param now nanoseconds since 1970-01-01T00:00Z, the same for each shard
     */
    public void advanceTo(long now) {
        tracker.advanceTo(now, listener);
        endBatch();
    }

    /** Ends all flows of this shard: the input is over. */
    public void flush() {
        tracker.flush(listener);
        endBatch();
    }

    private void endBatch() {
        if (listener instanceof ShardListener<K, S> told) {
            told.onBatchEnd();
        }
    }

    /** What was counted here: the packets of this shard's flows, and in the first shard those that are of no flow. */
    public TrackerStats stats() {
        return tracker.stats();
    }

    /** How many packets it was given so far, those of other shards' flows included. */
    public long packetCount() {
        return tracker.packetCount();
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public long nowNanos() {
        return tracker.nowNanos();
    }

    @Override
    public long packetNumber(FlowPacket packet) {
        return tracker.packetCount();
    }
}
