package io.flowtrack.bench;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.bench.traffic.PacketGenerator;
import io.flowtrack.bench.traffic.Workload;
import io.flowtrack.core.FlowTracker;
import io.flowtrack.core.extract.FiveTupleExtractor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Looks for flows that are over when none is: what time passing costs a tracker. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms3g", "-Xmx3g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class SweepBenchmark {
    /** So short, and the timeout so long, that flows outlive as many sweeps as can be measured. */
    private static final long SWEEP_NANOS = 1_000;

    private static final Duration TIMEOUT = Duration.ofDays(36_500);

    /** How many flows there are. */
    @Param({"100", "10000", "100000", "1000000"})
    public int flows;

    private final WarmTracker.PacketCounter counter = new WarmTracker.PacketCounter();
    private final FlowTracker<FiveTuple, @Nullable Void> tracker = FlowTracker.of(
            FiveTupleExtractor.bidirectional(),
            TrackerConfig.builder()
                    .maxFlows(2_000_000)
                    .tcpIdleTimeout(TIMEOUT)
                    .sweepInterval(Duration.ofNanos(SWEEP_NANOS))
                    .build());
    private long nowNanos;

    /** Begins all flows. */
    @Setup
    public void begin() {
        PacketGenerator packets = new PacketGenerator(Workload.ROUND_ROBIN, flows, Replay.SEED);
        for (int i = 0; i < packets.openingLength(); i++) {
            tracker.track(packets.next(), counter);
        }
        nowNanos = tracker.nowNanos();
        Replay.settle();
    }

    /** One sweep. */
    @Benchmark
    public void sweep() {
        nowNanos += SWEEP_NANOS;
        tracker.advanceTo(nowNanos, counter);
    }

    /** Fails a run in which something expired. */
    @TearDown
    public void check() {
        if (tracker.flowCount() != flows) {
            throw new IllegalStateException(tracker.stats().toString());
        }
    }
}
