package io.flowtrack.cli;

import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.PacketBatch;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.parallel.ReplayShard;
import io.flowtrack.parallel.ShardedReplay;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Flows tracked by several threads, each of which reads all packets and tracks those of its share of the flows. The one that
 * calls has a share, too, puts the records of all in order, and is told of them.
 *
 * @param <K> the flows' key
 */
final class ShardedFlows<K> implements EndedFlows {
    private static final int PACKETS_BETWEEN_LOOKS = 1 << 13;

    private final ShardThreads threads = new ShardThreads();
    private final ReplayPace pace;
    private final ShardedReplay<K, @Nullable LateNumber> replay;
    private final ReplayShard<K, @Nullable LateNumber> own;
    private final ShardMerge merge;
    private final Consumer<List<ToldRecord>> taker;
    private int untilLook = PACKETS_BETWEEN_LOOKS;

    private ShardedFlows(
            Supplier<? extends FlowExtractor<K>> extractors,
            TrackerConfig config,
            Supplier<? extends @Nullable LateNumber> states,
            ThreadOptions.Plan plan,
            Consumer<List<ToldRecord>> taker) {
        this.taker = taker;
        this.pace = new ReplayPace(plan.count());
        List<ShardRecords<K>> records = new ArrayList<>();
        this.replay = ShardedReplay.of(extractors, config, key -> states.get(), plan.count(), shard -> {
            ShardRecords<K> its = new ShardRecords<>(shard);
            records.add(its);
            return its;
        });
        this.merge = new ShardMerge(records);
        this.own = replay.shards().get(0);
        replay.shards().stream().skip(1).forEach(shard -> threads.start(() -> follow(shard, plan.rereading())));
    }

    /**
     * Flows of packets that are still to come.
     *
     * @param extractors makes extractors, all alike
     * @param states makes the state of a flow, if it is to have any; called by several threads at once
     * @param taker also told of flows that go on; may be called without any
     */
    @SuppressWarnings("unchecked") // the same options make extractors of the same keys
    static ShardedFlows<?> of(
            Supplier<? extends FlowExtractor<?>> extractors,
            TrackerConfig config,
            Supplier<? extends @Nullable LateNumber> states,
            ThreadOptions.Plan plan,
            Consumer<List<ToldRecord>> taker) {
        return new ShardedFlows<>(() -> (FlowExtractor<Object>) extractors.get(), config, states, plan, taker);
    }

    /** The threads, for other work. */
    ShardThreads threads() {
        return threads;
    }

    private void follow(ReplayShard<K, @Nullable LateNumber> shard, Consumer<Consumer<PacketBatch>> rereading) {
        try {
            awaitPackets(0);
            rereading.accept(batch -> follow(shard, batch));
            shard.flush();
        } finally {
            pace.left(shard.index());
        }
    }

    private void follow(ReplayShard<K, @Nullable LateNumber> shard, PacketBatch batch) {
        while (shard.packetCount() + batch.size() > pace.taken()) {
            batch.removeLast(); // a file that still grows has more than the first thread took
        }
        shard.track(batch);
        pace.taken(shard.index(), shard.packetCount());
        awaitPackets(shard.packetCount());
    }

    private void awaitPackets(long packetCount) {
        while (!pace.mayFollow(packetCount)) {
            threads.passTime();
        }
    }

    @Override
    public void accept(PacketBatch batch) {
        while (!pace.mayLead()) {
            threads.passTime();
        }
        own.track(batch);
        pace.taken(0, own.packetCount());
        untilLook -= batch.size();
        if (untilLook <= 0) {
            untilLook = PACKETS_BETWEEN_LOOKS;
            taker.accept(merge.take(/* isAll= */ false));
        }
    }

    @Override
    public void finish() {
        pace.atEnd();
        own.flush();
        while (threads.areAtWork()) {
            threads.passTime();
            taker.accept(merge.take(/* isAll= */ false));
        }
        threads.check();
        checkCounts();
        taker.accept(merge.take(/* isAll= */ true));
    }

    private void checkCounts() {
        for (ReplayShard<K, @Nullable LateNumber> shard : replay.shards()) {
            if (shard.packetCount() != own.packetCount()) {
                throw new IllegalStateException("a capture was cut while it was read: one thread found "
                        + own.packetCount() + " packets, another " + shard.packetCount());
            }
        }
    }

    @Override
    public TrackerStats stats() {
        return replay.stats();
    }

    @Override
    public void close() {
        threads.close();
    }
}
