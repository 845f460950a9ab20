package io.flowtrack.bench;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.PacketBatch;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.bench.traffic.Workload;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.parallel.ReplayShard;
import io.flowtrack.parallel.ShardedReplay;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * Tracks packets in two shards, by two threads that each read all packets, in batches: to be compared with {@link
 * BatchBenchmark} in the same run. JMH takes each thread's packets for its own, so an operation is half a packet of
 * each, and its processor time is that of one packet.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms3g", "-Xmx3g"})
@Threads(ShardedReplayBenchmark.SHARDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class ShardedReplayBenchmark {
    static final int SHARDS = 2;

    private final PacketBatch batch = new PacketBatch(PacketBatch.DEFAULT_CAPACITY);
    private ReplayShard<FiveTuple, @Nullable Void> shard = shard(1, 0);

    private static ReplayShard<FiveTuple, @Nullable Void> shard(int maxFlows, int index) {
        TrackerConfig config = WarmTracker.config(SHARDS * maxFlows).toBuilder()
                .hashSeed(Replay.SEED)
                .build();
        return ShardedReplay.of(
                        FiveTupleExtractor::bidirectional,
                        config,
                        key -> (Void) null,
                        SHARDS,
                        any -> new WarmTracker.PacketCounter())
                .shards()
                .get(index);
    }

    /** Begins all flows of this thread's shard. */
    @Setup
    public void begin(Replay replay, ThreadParams thread) {
        shard = shard(replay.maxFlows(), thread.getThreadIndex());
        replay.open(shard::track);
        Replay.settle();
    }

    /** A run of packets. */
    @Benchmark
    @OperationsPerInvocation(Replay.BURST / SHARDS)
    public long track(Replay replay) {
        for (int i = 0; i < Replay.BURST; i++) {
            replay.next(batch.add());
            if (batch.isFull() || i == Replay.BURST - 1) {
                shard.track(batch);
                batch.clear();
            }
        }
        return shard.packetCount();
    }

    /** Fails a run that measured something else. */
    @TearDown
    public void check(Replay replay) {
        TrackerStats stats = shard.stats();
        boolean isOfOneShard = stats.flowsStarted() > replay.flows / 4
                && (replay.workload == Workload.TURNOVER || stats.flowsStarted() < replay.flows * 3L / 4);
        if (!isOfOneShard || stats.passedOverTotal() != 0) {
            throw new IllegalStateException(stats.toString());
        }
    }
}
