package io.flowtrack.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowtrack.api.CommunityId;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.Traffic;
import io.flowtrack.testdata.Wrapped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The same values as in the tab-separated log, as JSON has them. */
class ZeekJsonRecordWriterTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static String cell(JsonNode row, String name) {
        JsonNode value = row.get(name);
        if (value == null) {
            return "-";
        }
        if (value.isArray()) {
            List<String> elements = new ArrayList<>();
            value.forEach(element -> elements.add(element.textValue()));
            return String.join(",", elements);
        }
        return value.isDouble() ? String.format(Locale.ROOT, "%.6f", value.decimalValue()) : value.asText();
    }

    @Test
    void everyValueIsThatOfTheOtherLog() throws IOException {
        Frame carried = Frames.udp(Endpoint.client(1), Endpoint.server(1, 53)).build();
        Frame carrier = Frames.udp(Endpoint.client(2), Endpoint.server(2, 4789))
                .payload(Wrapped.vxlan(7, carried.bytes()))
                .build();
        List<Frame> frames = new ArrayList<>(Traffic.random(11, 400).capture());
        frames.add(carrier);
        List<FlowRecord<?>> records = Records.of(
                frames.stream().map(Frame::view),
                FiveTupleExtractor.bidirectional().asZeek(),
                TrackerConfig.zeek());
        ByteArrayOutputStream tsv = new ByteArrayOutputStream();
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        CommunityId ids = CommunityId.withDefaultSeed();
        try (ZeekRecordWriter one = ZeekRecordWriter.of(tsv).withCommunityIds(ids);
                ZeekJsonRecordWriter other = ZeekJsonRecordWriter.of(json).withCommunityIds(ids)) {
            for (FlowRecord<?> record : records) {
                one.write(record);
                other.write(record);
            }
        }
        List<String> rows = tsv.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        List<String> objects = json.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(objects).hasSameSizeAs(rows).hasSizeGreaterThan(100);
        for (int i = 0; i < rows.size(); i++) {
            JsonNode object = MAPPER.readTree(objects.get(i));
            List<String> cells = ZeekColumn.with(ids).stream()
                    .map(column -> cell(object, column.name()))
                    .toList();
            assertThat(cells).containsExactly(rows.get(i).split("\t", -1));
            assertThat(object.get("ts").isNumber()).isTrue();
            assertThat(object.get("id.orig_p").isInt()).isTrue();
            assertThat(object.has("service")).isFalse();
        }
        assertThat(objects)
                .anyMatch(line -> line.contains("\"tunnel_parents\":[\"C"))
                .anyMatch(line -> line.contains("\"community_id\":\"1:"));
    }
}
