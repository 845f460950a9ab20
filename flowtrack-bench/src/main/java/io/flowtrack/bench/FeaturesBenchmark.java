package io.flowtrack.bench;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowListener;
import io.flowtrack.core.FlowTracker;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.features.FeatureListener;
import io.flowtrack.features.FeatureSet;
import io.flowtrack.features.FlowFeatures;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/** {@link TrackerBenchmark} with statistics of flows: what remains is what they cost. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms3g", "-Xmx3g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class FeaturesBenchmark {
    /** Which statistics. */
    @Param({"cic", "cic-legacy", "nfstream"})
    public String set = "cic";

    private final FlowListener<FiveTuple, FlowFeatures> listener = FeatureListener.before(new FlowListener<>() {});
    private FlowTracker<FiveTuple, FlowFeatures> tracker = tracker(1);

    private FlowTracker<FiveTuple, FlowFeatures> tracker(int maxFlows) {
        FeatureSet features = FeatureSet.named(set).orElseThrow();
        return FlowTracker.of(
                FiveTupleExtractor.bidirectional(), WarmTracker.config(maxFlows), key -> features.begin());
    }

    /** Begins all flows, as {@link WarmTracker} does. */
    @Setup
    public void begin(Replay replay) {
        tracker = tracker(replay.maxFlows());
        replay.open(packet -> tracker.track(packet, listener));
        Replay.settle();
    }

    /** One packet. */
    @Benchmark
    @OperationsPerInvocation(Replay.BURST)
    public long track(Replay replay) {
        for (int i = 0; i < Replay.BURST; i++) {
            tracker.track(replay.next(), listener);
        }
        return tracker.nowNanos();
    }
}
