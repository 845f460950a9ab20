package io.flowtrack.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One benchmark with one choice of parameters, as JMH wrote it.
 *
 * @param name class and method, such as {@code TrackerBenchmark.track}
 * @param parameters by name
 * @param unit of the time, {@code ns/op}
 * @param threads how many did operations at the same time
 * @param time of every iteration: wall time of an operation of one thread
 * @param secondary what profilers said of every iteration, by name
 */
record Measurement(
        String name,
        Map<String, String> parameters,
        String unit,
        int threads,
        List<Double> time,
        Map<String, List<Double>> secondary) {
    private static final String CPU = "cpu";

    static Measurement of(JsonNode node) {
        String[] name = node.path("benchmark").asText().split("\\.", -1);
        Map<String, String> parameters = new TreeMap<>();
        node.path("params")
                .properties()
                .forEach(p -> parameters.put(p.getKey(), p.getValue().asText()));
        Map<String, List<Double>> secondary = new TreeMap<>();
        // JMH marks some names of secondary results with a dot in front.
        node.path("secondaryMetrics")
                .properties()
                .forEach(metric -> secondary.put(metric.getKey().replace("·", ""), iterations(metric.getValue())));
        JsonNode primary = node.path("primaryMetric");
        return new Measurement(
                name[name.length - 2] + "." + name[name.length - 1],
                parameters,
                primary.path("scoreUnit").asText(),
                node.path("threads").asInt(1),
                iterations(primary),
                secondary);
    }

    /** All iterations of all forks. */
    private static List<Double> iterations(JsonNode metric) {
        List<Double> values = new ArrayList<>();
        metric.path("rawData").forEach(fork -> fork.forEach(value -> values.add(value.asDouble())));
        return values;
    }

    boolean is(String benchmark) {
        return name.startsWith(benchmark + ".");
    }

    /** The parameter, or nothing if the benchmark has none of that name. */
    String parameter(String parameter) {
        return parameters.getOrDefault(parameter, "");
    }

    /** Processor time of each operation where it was measured, else wall time; of each iteration. */
    private List<Double> cost() {
        return secondary.getOrDefault(CPU, time);
    }

    /** The median of the iterations' processor time per operation, in nanoseconds. */
    double nanos() {
        return median(cost());
    }

    /** How far the iteration furthest from the median is from it, as a share of it. */
    double spread() {
        double median = nanos();
        return cost().stream()
                .mapToDouble(value -> Math.abs(value - median) / median)
                .max()
                .orElse(0);
    }

    /** Wall time in which all threads together did one operation more, in nanoseconds. */
    double wallNanos() {
        return median(time) / threads;
    }

    /** The median of what a profiler said. */
    Optional<Double> secondary(String metric) {
        return Optional.ofNullable(secondary.get(metric))
                .filter(list -> !list.isEmpty())
                .map(Measurement::median);
    }

    /** The largest a profiler said. */
    Optional<Double> largest(String metric) {
        return Optional.ofNullable(secondary.get(metric))
                .filter(list -> !list.isEmpty())
                .map(Collections::max);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int size = sorted.size();
        return size == 0 ? Double.NaN : (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    }
}
