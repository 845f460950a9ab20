package io.flowtrack.bench;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.PacketBatch;
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

/** Tracks packets in batches, with a listener, as a capture file gives them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms3g", "-Xmx3g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class BatchBenchmark {
    private final PacketBatch batch = new PacketBatch(PacketBatch.DEFAULT_CAPACITY);

    /** One packet. */
    @Benchmark
    @OperationsPerInvocation(Replay.BURST)
    public long track(Replay replay, WarmTracker warm) {
        FlowTracker<FiveTuple, @Nullable Void> tracker = warm.tracker();
        WarmTracker.PacketCounter counter = warm.counter();
        for (int i = 0; i < Replay.BURST; i++) {
            replay.next(batch.add());
            if (batch.isFull() || i == Replay.BURST - 1) {
                tracker.track(batch, counter);
                batch.clear();
            }
        }
        return counter.packets();
    }
}
