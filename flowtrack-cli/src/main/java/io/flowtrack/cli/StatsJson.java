package io.flowtrack.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.flowtrack.api.TrackerStats;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** {@link StatsTotals} as one JSON object; {@code docs/stats.md} says what the fields mean. */
final class StatsJson {
    private static final Map<String, Double> PERCENTILES = Map.of("p50", 50.0, "p90", 90.0, "p99", 99.0);

    private final StatsTotals totals;
    private final int rows;

    /**
     * An object of these totals.
     *
     * @param rows how many talkers and ports are told
     */
    StatsJson(StatsTotals totals, int rows) {
        this.totals = totals;
        this.rows = rows;
    }

    /**
     * Writes the object, and a line feed.
     *
     * @param leftOutCount how many flows are not in the totals because nobody asked for them
     */
    void write(OutputStream out, TrackerStats stats, CaptureSpan span, long leftOutCount) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            writePackets(json, stats, span);
            json.writeObjectFieldStart("flows");
            writeTally(json, totals.all());
            json.writeNumberField("left_out", leftOutCount);
            writeCounts(json, "ended", stats.flowsEnded());
            json.writeEndObject();
            writeTallies(json, "protocols", "proto", totals.protocols());
            writeTallies(json, "states", "conn_state", totals.states());
            writeTalkers(json);
            writePorts(json);
            writeDistributions(json);
            writeLosses(json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void writePackets(JsonGenerator json, TrackerStats stats, CaptureSpan span) throws IOException {
        json.writeObjectFieldStart("packets");
        json.writeNumberField("total", stats.packets());
        json.writeNumberField("in_flows", stats.packetsInFlows());
        writeCounts(json, "passed_over", stats.passedOver());
        writeNumber(
                json, "first_ns", span.openNanos().isEmpty(), span.openNanos().orElse(0));
        writeNumber(
                json, "last_ns", span.closeNanos().isEmpty(), span.closeNanos().orElse(0));
        json.writeEndObject();
    }

    private static void writeCounts(JsonGenerator json, String name, Map<? extends Enum<?>, Long> counts)
            throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<? extends Enum<?>, Long> entry : counts.entrySet()) {
            json.writeNumberField(lowerCase(entry.getKey()), entry.getValue());
        }
        json.writeEndObject();
    }

    private static void writeTally(JsonGenerator json, Tally tally) throws IOException {
        json.writeNumberField("flows", tally.flows());
        json.writeNumberField("packets", tally.packets());
        json.writeNumberField("wire_bytes", tally.wireBytes());
    }

    /** Those with the most bytes first; states keep the upper case that they have in all formats. */
    private static <E extends Enum<E>> void writeTallies(
            JsonGenerator json, String name, String keyName, Map<E, Tally> tallies) throws IOException {
        json.writeArrayFieldStart(name);
        for (Map.Entry<E, Tally> entry : tallies.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(
                        Comparator.comparing(Tally::wireBytes).reversed()))
                .toList()) {
            json.writeStartObject();
            String key = entry.getKey().name();
            json.writeStringField(keyName, keyName.equals("proto") ? key.toLowerCase(Locale.ROOT) : key);
            writeTally(json, entry.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeTalkers(JsonGenerator json) throws IOException {
        json.writeNumberField("talkers_error_bytes", totals.talkers().errorBytes());
        json.writeArrayFieldStart("talkers");
        for (HeavyHitters.Entry<String> talker : totals.talkers().top(rows)) {
            json.writeStartObject();
            json.writeStringField("address", talker.key());
            writeTally(json, talker.tally());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writePorts(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("ports");
        for (HeavyHitters.Entry<StatsPort> port : totals.ports().top(rows)) {
            json.writeStartObject();
            json.writeStringField("proto", port.key().proto());
            json.writeNumberField("port", port.key().port());
            writeTally(json, port.tally());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeDistributions(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("distributions");
        for (StatsMeasure measure : StatsMeasure.values()) {
            json.writeObjectFieldStart(measure.jsonName());
            writeDistribution(json, measure, totals.distribution(measure));
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void writeDistribution(JsonGenerator json, StatsMeasure measure, StatsDistribution distribution)
            throws IOException {
        boolean isEmpty = distribution.count() == 0;
        json.writeNumberField("count", distribution.count());
        for (String name : PERCENTILES.keySet().stream().sorted().toList()) {
            writeNumber(
                    json,
                    name + measure.jsonUnit(),
                    isEmpty,
                    distribution.percentile(PERCENTILES.getOrDefault(name, 0.0)));
        }
        writeNumber(json, "max" + measure.jsonUnit(), isEmpty, distribution.max());
        json.writeArrayFieldStart("steps");
        for (int step = 0; step < distribution.steps(); step++) {
            json.writeStartObject();
            long bound = distribution.bound(step);
            writeNumber(json, "below" + measure.jsonUnit(), bound == Long.MAX_VALUE, bound);
            json.writeNumberField("count", distribution.count(step));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeNumber(JsonGenerator json, String name, boolean isNull, long number) throws IOException {
        json.writeFieldName(name);
        if (isNull) {
            json.writeNull();
        } else {
            json.writeNumber(number);
        }
    }

    private void writeLosses(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("losses");
        json.writeNumberField("tcp_packets", totals.losses().tcpPackets());
        json.writeNumberField("missed_bytes", totals.losses().missedBytes());
        for (StatsLosses.Kind kind : StatsLosses.Kind.values()) {
            json.writeNumberField(lowerCase(kind), totals.losses().sum(kind));
        }
        json.writeEndObject();
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
