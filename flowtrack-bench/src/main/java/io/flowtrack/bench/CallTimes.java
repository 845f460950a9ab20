package io.flowtrack.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * How long each single call took: percentiles, exact, and the longest. A benchmark puts its calls' times here; those that do
 * not have no such results. JMH makes profilers and benchmarks apart from each other, so they meet in static fields; only
 * one benchmark runs in a process at a time.
 */
public final class CallTimes implements InternalProfiler {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};

    private static int[] nanos = new int[0];
    private static int count;

    /** Made by JMH. */
    public CallTimes() {}

    /** Forgets all times, and makes room for that many. */
    static void begin(int calls) {
        if (nanos.length != calls) {
            nanos = new int[calls];
        }
        count = 0;
    }

    static void add(long callNanos) {
        nanos[count++] = (int) Math.min(callNanos, Integer.MAX_VALUE);
    }

    @Override
    public String getDescription() {
        return "Percentiles of the times of single calls";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        count = 0;
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        if (count == 0) {
            return List.of();
        }
        Arrays.sort(nanos, 0, count);
        List<ScalarResult> results = new ArrayList<>();
        for (double percentile : PERCENTILES) {
            int index = (int) Math.ceil(percentile / 100 * count) - 1;
            results.add(new ScalarResult("call.p" + percentile, nanos[index], "ns", AggregationPolicy.AVG));
        }
        results.add(new ScalarResult("call.max", nanos[count - 1], "ns", AggregationPolicy.MAX));
        return results;
    }
}
