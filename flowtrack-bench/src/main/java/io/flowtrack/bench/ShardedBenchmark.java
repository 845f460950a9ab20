package io.flowtrack.bench;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.parallel.ShardedFlowTracker;
import io.flowtrack.parallel.Sharding;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Tracks packets in two shards, each with a thread of its own, and one thread more that gives them out, copied, because a replay
 * renumbers its packets in place: to be compared with {@link BatchBenchmark} in the same run. {@link CpuTime} says how much more work it is.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms3g", "-Xmx3g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class ShardedBenchmark {
    private static final int SHARDS = 2;

    private ExecutorService pool = Executors.newSingleThreadExecutor();
    private ShardedFlowTracker<FiveTuple, @Nullable Void> tracker = tracker(1);

    private ShardedFlowTracker<FiveTuple, @Nullable Void> tracker(int maxFlows) {
        return ShardedFlowTracker.of(
                FiveTupleExtractor::bidirectional,
                WarmTracker.config(SHARDS * maxFlows),
                key -> null,
                Sharding.of(SHARDS, pool),
                shard -> new WarmTracker.PacketCounter());
    }

    /** Begins all flows, so that only packets of known flows are measured, or the turnover of a full window. */
    @Setup
    public void begin(Replay replay) {
        pool.shutdown();
        pool = Executors.newFixedThreadPool(SHARDS);
        tracker = tracker(replay.maxFlows());
        replay.open(tracker::track);
        tracker.stats();
        Replay.settle();
    }

    /** One packet; the shards are never more than their queues behind. */
    @Benchmark
    @OperationsPerInvocation(Replay.BURST)
    public long track(Replay replay) {
        for (int i = 0; i < Replay.BURST; i++) {
            tracker.track(replay.next());
        }
        return tracker.nowNanos();
    }

    /** Fails a run that measured something else. */
    @TearDown
    public void check(Replay replay) {
        TrackerStats stats = tracker.stats();
        pool.shutdown();
        WarmTracker.check(stats, replay);
    }
}
