package io.flowtrack.parallel;

import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowShare;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Several trackers on several cores, with the results of one, for packets that can be read as often as one likes, such as those
 * of a file: each {@link ReplayShard} is given all of them, by a thread of its own that reads them for itself, and looks no
 * further at those of other shards. Nothing is handed over, so no thread waits for another, and nothing is copied; what all do
 * is to read and to extract, which is small beside tracking. Where packets can be read only once, {@link ShardedFlowTracker}
 * hands them over.
 *
 * <pre>{@code
 *   var replay = ShardedReplay.of(FiveTupleExtractor::bidirectional, config, key -> new State(), 2, shard -> new Listener());
 *   for (var shard : replay.shards()) {
 *       executor.submit(() -> {
 *           PacketBatch batch = new PacketBatch(PacketBatch.DEFAULT_CAPACITY);
 *           try (CaptureFile capture = CaptureFile.open(path)) {
 *               while (capture.next(batch)) {
 *                   shard.track(batch);
 *               }
 *           }
 *           shard.flush();
 *           return null;
 *       });
 *   }
 * }</pre>
 *
 * <p>What differs from a single tracker: the order of events of different shards; each shard has its share of {@link
 * TrackerConfig#maxFlows} and {@link TrackerConfig#memoryBudget}, so a table is full at another moment.
 *
 * @param <K> the flows' key
 * @param <S> the user's own state of a flow
 */
public final class ShardedReplay<K, S extends @Nullable Object> {
    private final List<ReplayShard<K, S>> shards;

    private ShardedReplay(List<ReplayShard<K, S>> shards) {
        this.shards = shards;
    }

    /**
     * Shards that have seen no packet.
     *
     * @param extractors makes an extractor each time, all alike: one for each shard
     * @param config for all shards together; its limits are shared out
     * @param initialiser makes the state of a flow that begins, from its key; called by several threads at once
     * @param shardCount how many, from 1
     * @param listeners makes the listener of a shard, which is called by that shard's thread; one that is a {@link
     *     ShardListener} also hears when a batch is done
     * @throws IllegalArgumentException if {@code shardCount} is out of the range of {@link FlowShare#split}
     */
    public static <K, S extends @Nullable Object> ShardedReplay<K, S> of(
            Supplier<? extends FlowExtractor<K>> extractors,
            TrackerConfig config,
            Function<? super K, ? extends S> initialiser,
            int shardCount,
            Function<? super ShardProgress, ? extends FlowListener<K, S>> listeners) {
        List<FlowShare> shares = FlowShare.split(shardCount, config.hashSeed());
        TrackerConfig limited = ShareLimits.of(config, shardCount);
        return new ShardedReplay<>(shares.stream()
                .map(share -> new ReplayShard<>(extractors.get(), limited, share, initialiser, listeners))
                .toList());
    }

    /** The shards, by {@link ReplayShard#index}. */
    public List<ReplayShard<K, S>> shards() {
        return shards;
    }

    /** What all shards have counted together; asked when no thread runs one. */
    public TrackerStats stats() {
        return StatsSum.of(shards.stream().map(ReplayShard::stats).toList());
    }
}
