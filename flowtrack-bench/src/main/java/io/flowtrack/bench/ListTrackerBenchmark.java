package io.flowtrack.bench;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowEvent;
import io.flowtrack.core.FlowTracker;
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
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Tracks packets one by one, and looks at the list of events: what that convenience costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms3g", "-Xmx3g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class ListTrackerBenchmark {
    /** One packet. */
    @Benchmark
    @OperationsPerInvocation(Replay.BURST)
    public long track(Replay replay, WarmTracker warm) {
        FlowTracker<FiveTuple, @Nullable Void> tracker = warm.tracker();
        long bytes = 0;
        for (int i = 0; i < Replay.BURST; i++) {
            for (FlowEvent<FiveTuple> event : tracker.track(replay.next())) {
                bytes += event instanceof FlowEvent.Packet<FiveTuple> packet ? packet.wireLength() : 0;
            }
        }
        return bytes;
    }
}
