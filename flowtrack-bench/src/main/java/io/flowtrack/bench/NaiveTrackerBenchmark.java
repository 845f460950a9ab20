package io.flowtrack.bench;

import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/** Tracks with the tracker people write, which does far less: what flowtrack must not be much slower than. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms3g", "-Xmx3g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class NaiveTrackerBenchmark {
    private NaiveTracker tracker = new NaiveTracker(1);

    /** Begins all flows, so that only packets of known flows are measured, or the turnover of a full window. */
    @Setup
    public void begin(Replay replay) {
        tracker = new NaiveTracker(replay.maxFlows());
        replay.open(tracker::track);
        Replay.settle();
    }

    /** One packet. */
    @Benchmark
    @OperationsPerInvocation(Replay.BURST)
    public long track(Replay replay) {
        long seen = 0;
        for (int i = 0; i < Replay.BURST; i++) {
            seen += tracker.track(replay.next());
        }
        return seen;
    }
}
