package io.flowtrack.cli;

import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.PacketBatch;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.parallel.ShardFailedException;
import io.flowtrack.parallel.ShardedFlowTracker;
import io.flowtrack.parallel.Sharding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Flows tracked by several threads. The one that calls puts their records in order, and is told of them.
 *
 * @param <K> the flows' key
 */
final class ShardedFlows<K> implements EndedFlows {
    private static final int PACKETS_BETWEEN_LOOKS = 1 << 13;

    private final ExecutorService pool;
    private final ShardedFlowTracker<K, LateNumber> tracker;
    private final ShardMerge merge;
    private final Consumer<List<ToldRecord>> taker;
    private int untilLook = PACKETS_BETWEEN_LOOKS;

    private ShardedFlows(
            Supplier<? extends FlowExtractor<K>> extractors,
            TrackerConfig config,
            FeatureOptions features,
            int threads,
            Consumer<List<ToldRecord>> taker) {
        this.taker = taker;
        this.pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "flowtrack-shard");
            thread.setDaemon(true);
            return thread;
        });
        List<ShardRecords<K>> records = new ArrayList<>();
        FeatureOptions.Beginning beginning = features.beginning();
        this.tracker = ShardedFlowTracker.of(
                extractors, config, key -> new LateNumber(beginning.begin()), Sharding.of(threads, pool), shard -> {
                    ShardRecords<K> its = new ShardRecords<>(shard, features.areWanted());
                    records.add(its);
                    return its;
                });
        this.merge = new ShardMerge(records);
    }

    /**
     * Flows of packets that are still to come.
     *
     * @param extractors makes extractors, all alike
     * @param features what is counted of each flow beside
     * @param taker also told of flows that go on; may be called without any
     */
    @SuppressWarnings("unchecked") // the same options make extractors of the same keys
    static ShardedFlows<?> of(
            Supplier<? extends FlowExtractor<?>> extractors,
            TrackerConfig config,
            FeatureOptions features,
            int threads,
            Consumer<List<ToldRecord>> taker) {
        return new ShardedFlows<>(() -> (FlowExtractor<Object>) extractors.get(), config, features, threads, taker);
    }

    /** The threads, for other work. */
    Executor pool() {
        return pool;
    }

    @Override
    public void accept(PacketBatch batch) {
        try {
            tracker.track(batch);
        } catch (ShardFailedException e) {
            if (e.getCause() instanceof InternalError cut) { // the file was cut while it was mapped
                throw cut;
            }
            throw e;
        }
        untilLook -= batch.size();
        if (untilLook <= 0) {
            untilLook = PACKETS_BETWEEN_LOOKS;
            taker.accept(merge.take(/* isAll= */ false));
        }
    }

    @Override
    public boolean likesBytesToStay() {
        return true;
    }

    @Override
    public void bytesStay(boolean doStay) {
        tracker.bytesStay(doStay);
    }

    @Override
    public void finish() {
        tracker.close();
        taker.accept(merge.take(/* isAll= */ true));
    }

    @Override
    public TrackerStats stats() {
        return tracker.stats();
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
