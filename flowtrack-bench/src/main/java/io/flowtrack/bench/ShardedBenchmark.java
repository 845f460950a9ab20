package io.flowtrack.bench;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.TrackerConfig;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Tracks packets of known flows in shards, as many threads as shards: to be compared with {@link TrackerBenchmark} in the same
 * run. {@link CpuTime} says how much more work it is; the calling thread works, too, so that n shards on n cores are n times
 * as fast as one tracker only if that is none.
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
    /** How many shards. */
    @Param({"1", "2"})
    public int shards;

    private ExecutorService pool = Executors.newSingleThreadExecutor();
    private ShardedFlowTracker<FiveTuple, @Nullable Void> tracker = tracker(1);

    private ShardedFlowTracker<FiveTuple, @Nullable Void> tracker(int count) {
        TrackerConfig config = TrackerConfig.defaults().toBuilder()
                .maxFlows(KnownFlows.MAX_FLOWS)
                .build();
        return ShardedFlowTracker.<FiveTuple, @Nullable Void>of(
                        FiveTupleExtractor::bidirectional,
                        config,
                        key -> null,
                        Sharding.of(count, pool),
                        shard -> new KnownFlows.PacketCounter())
                .bytesStay(true);
    }

    /** Begins all flows, so that only packets of known flows are measured. */
    @Setup
    public void begin(Replay replay) {
        pool.shutdown();
        pool = Executors.newFixedThreadPool(shards);
        tracker = tracker(shards);
        for (int i = 0; i < replay.flows; i++) {
            tracker.track(replay.next());
        }
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
        if (stats.flowsStarted() != replay.flows || stats.flowsEndedTotal() != 0 || stats.passedOverTotal() != 0) {
            throw new IllegalStateException(stats.toString());
        }
    }
}
