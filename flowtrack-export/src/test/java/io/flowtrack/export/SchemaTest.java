package io.flowtrack.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.core.extract.HostPairExtractor;
import io.flowtrack.core.extract.MacPairExtractor;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Traffic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema describes what is written, and nothing else. */
class SchemaTest {
    private static final TrackerConfig REPORTING =
            TrackerConfig.builder().activeTimeout(Duration.ofMillis(1)).build();
    private static final Schema SCHEMA = schema();

    private static Schema schema() {
        try (InputStream file = NdjsonRecordWriter.schema()) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> lines(List<FlowRecord<?>> records) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (NdjsonRecordWriter writer = NdjsonRecordWriter.of(out)) {
            for (FlowRecord<?> record : records) {
                writer.write(record);
            }
        }
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static boolean isValid(String line) {
        return SCHEMA.validate(line, InputFormat.JSON).isEmpty();
    }

    private static void check(List<FlowRecord<?>> records) throws IOException {
        for (String line : lines(records)) {
            assertThat(SCHEMA.validate(line, InputFormat.JSON)).as(line).isEmpty();
        }
    }

    @Test
    void recordsOfAllCapturesAreValid() throws IOException {
        List<FlowExtractor<?>> extractors = List.of(
                FiveTupleExtractor.bidirectional(),
                FiveTupleExtractor.bidirectional().withVlanIds().withTunnelIds(),
                HostPairExtractor.create(),
                MacPairExtractor.create());
        List<FlowRecord<?>> records = new ArrayList<>();
        for (Path capture : Records.captures()) {
            for (FlowExtractor<?> extractor : extractors) {
                records.addAll(Records.of(capture, extractor, REPORTING));
            }
            records.addAll(Records.of(capture, FiveTupleExtractor.bidirectional(), TrackerConfig.zeek()));
        }
        assertThat(records).anyMatch(FlowRecord::isInterim);
        check(records);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void recordsOfRandomTrafficAreValid(long seed) throws IOException {
        check(Records.of(
                Traffic.random(seed, 300).capture().stream().map(Frame::view),
                FiveTupleExtractor.bidirectional(),
                REPORTING));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"features\":{\"one\":1.5,\"two\":2,\"three\":\"x\",\"four\":[1,-1]}' | true",
                "'\"features\":{\"one\":null}' | false",
                "'\"features\":{\"one\":[1.5]}' | false",
                "'\"features\":null' | false",
                "'\"more\":{\"one\":1.5}' | false",
            })
    void statisticsAreAllowedAndNoOtherField(String field, boolean isAllowed) throws IOException {
        String line = lines(Records.of(keepAlives(), FiveTupleExtractor.bidirectional(), TrackerConfig.defaults()))
                .get(0);
        assertThat(isValid(line)).isTrue();
        assertThat(isValid(line.replaceFirst("}$", "," + field + "}"))).isEqualTo(isAllowed);
    }

    private static Path keepAlives() throws IOException {
        return Records.captures().stream()
                .filter(file -> file.endsWith("http-keepalive.pcap"))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"proto\":\"'              | '\"proto\":\"x'",
                "'\"report_number\":1,'      | ''",
                "'\"report_number\":1,'      | '\"report_number\":0,'",
                "'\"packets\":'              | '\"packets\":-'",
                "'\"flow_number\":'          | '\"flow_number\":\"1\",\"x\":'",
                "'\"community_id\":\"1:'   | '\"community_id\":\"2:'",
                "'\"community_id\":\"'     | '\"community\":\"'",
                "'\"start\":\"'              | '\"start\":\"x'",
                "'\"tunnels\":[]'            | '\"tunnels\":null'",
                "'\"history\":\"'            | '\"history\":\"1'",
                "'\"tcp\":{'                 | '\"tcp\":{\"more\":1,'",
            })
    void aWrongRecordIsNot(String right, String wrong) throws IOException {
        String line = lines(Records.of(keepAlives(), FiveTupleExtractor.bidirectional(), TrackerConfig.defaults()))
                .get(0);
        assertThat(isValid(line)).isTrue();
        assertThat(line).contains(right);
        assertThat(isValid(line.replaceFirst(Pattern.quote(right), wrong))).isFalse();
    }
}
