package io.flowtrack.bench;

import io.flowtrack.api.Extraction;
import io.flowtrack.core.extract.FiveTupleExtractor;
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

/** Reads a packet's five-tuple and TCP facts, and keeps nothing: the part of the work no tracker can avoid. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms3g", "-Xmx3g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class DissectBenchmark {
    private final FiveTupleExtractor extractor = FiveTupleExtractor.bidirectional();
    private final Extraction found = new Extraction();

    /** Brings the extractor where the trackers are, too. */
    @Setup
    public void settle() {
        Replay.settle();
    }

    /** One packet. */
    @Benchmark
    @OperationsPerInvocation(Replay.BURST)
    public long dissect(Replay replay) {
        long seen = 0;
        for (int i = 0; i < Replay.BURST; i++) {
            found.reset();
            if (extractor.extract(replay.next(), found)) {
                seen += found.identity().first() ^ found.identity().second();
            }
        }
        return seen;
    }
}
