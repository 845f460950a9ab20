package io.flowtrack.bench;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.PacketView;
import io.flowtrack.bench.traffic.Recording;
import io.flowtrack.bench.traffic.Workload;
import io.flowtrack.core.FlowTracker;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * How long single calls take while a tracker grows from 1 024 to 1 000 000 flows: a table that is made larger makes
 * somebody wait. Every call is timed ({@link CallTimes}), because JMH's own sampling leaves most calls out, and the few that
 * matter with them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms3g", "-Xmx3g"})
@Warmup(iterations = 5)
@Measurement(iterations = 5)
public class GrowthBenchmark {
    private static final int FIRST_FLOWS = 1_024;
    private static final int LAST_FLOWS = 1_000_000;
    private static final int PACKETS_PER_FLOW = 3;
    private static final int CALLS = PACKETS_PER_FLOW * (LAST_FLOWS - FIRST_FLOWS);

    private final Recording recording = Recording.of(Workload.GROWTH, LAST_FLOWS, Replay.SEED);
    private final WarmTracker.PacketCounter counter = new WarmTracker.PacketCounter();
    private FlowTracker<FiveTuple, @Nullable Void> tracker = WarmTracker.tracker(1);

    /** Makes a tracker of few flows. */
    @Setup(Level.Invocation)
    public void begin() {
        tracker = WarmTracker.tracker(2 * LAST_FLOWS);
        recording.rewind();
        for (int i = 0; i < PACKETS_PER_FLOW * FIRST_FLOWS; i++) {
            tracker.track(recording.next(), counter);
        }
        CallTimes.begin(CALLS);
        Replay.settle();
    }

    /** One packet; the time for reading the clock twice, about 50 ns, is in this figure, but not in the percentiles. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public long track() {
        for (int i = 0; i < CALLS; i++) {
            PacketView packet = recording.next();
            long start = System.nanoTime();
            tracker.track(packet, counter);
            CallTimes.add(System.nanoTime() - start);
        }
        return counter.packets();
    }

    /** Fails a run that measured something else. */
    @TearDown(Level.Invocation)
    public void check() {
        if (tracker.flowCount() != LAST_FLOWS) {
            throw new IllegalStateException(tracker.stats().toString());
        }
    }
}
