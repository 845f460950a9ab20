package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.flowtrack.features.FeatureColumn;
import io.flowtrack.features.FeatureSet;
import io.flowtrack.testdata.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureOptionsTest {
    @TempDir
    Path folder = Path.of("");

    private String connection() throws IOException {
        return Samples.file(folder, "connection.pcap", Samples.connection());
    }

    private static List<NamedCsvRecord> rows(CommandRun run) {
        assertThat(run.status()).as(run.err()).isZero();
        return CsvReader.builder().ofNamedCsvRecord(run.out()).stream().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cic", "cic-legacy", "nfstream"})
    void columnsStandBehindThoseOfTheRecord(String set) throws IOException {
        List<String> names = FeatureSet.named(set).orElseThrow().columns().stream()
                .map(FeatureColumn::name)
                .toList();
        NamedCsvRecord row = rows(CommandRun.of("flows", "--format=csv", "--features", set, connection()))
                .get(0);
        NamedCsvRecord plain =
                rows(CommandRun.of("flows", "--format=csv", connection())).get(0);
        int before = plain.getHeader().size();
        assertThat(row.getHeader()).startsWith(plain.getHeader().toArray(String[]::new));
        assertThat(row.getHeader().subList(before, row.getHeader().size())).isEqualTo(names);
        assertThat(row.getFields().subList(0, before)).isEqualTo(plain.getFields());
    }

    @Test
    void valuesAreThoseOfTheFlow() throws IOException {
        NamedCsvRecord row = rows(CommandRun.of("flows", "--format=csv", "--features=cic", connection()))
                .get(0);
        assertThat(row.getField("Total Fwd Packet")).isEqualTo("5");
        assertThat(row.getField("Total Bwd packets")).isEqualTo("4");
        assertThat(row.getField("Flow Duration")).isEqualTo("8000.0");
        assertThat(row.getField("Flow IAT Mean")).isEqualTo("1000.0");
    }

    @Test
    @SuppressWarnings("unchecked")
    void asJsonTheyAreAnObject() throws IOException {
        CommandRun run = CommandRun.of("flows", "--format=ndjson", "--features=nfstream", connection());
        Map<String, @Nullable Object> features = (Map<String, @Nullable Object>)
                Objects.requireNonNull(Json.object(run.outLines().get(0)).get("features"));
        assertThat(features)
                .hasSize(FeatureSet.nfstream().columns().size())
                .containsEntry("bidirectional_packets", 9L)
                .containsEntry("bidirectional_mean_piat_ms", 1.0)
                .containsEntry("splt_direction", List.of(0L, 1L, 0L, 0L, 1L, 0L, 1L, 1L, 0L, -1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cic", "cic-legacy", "nfstream"})
    void theSchemaHasAPlaceForThem(String set) throws IOException {
        Path file = Project.root().resolve("flowtrack-export/src/main/resources/io/flowtrack/export/flow.schema.json");
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(file));
        String capture =
                Samples.file(folder, "traffic.pcap", Traffic.random(5, 100).capture());
        CommandRun run = CommandRun.of("flows", "--format=ndjson", "--features", set, "--active-timeout=1s", capture);
        assertThat(run.outLines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(schema.validate(line, InputFormat.JSON))
                        .as(line)
                        .isEmpty());
    }

    @Test
    void reportsOnFlowsThatGoOnHaveWhatWasCountedByThen() throws IOException {
        CommandRun run = CommandRun.of("flows", "--format=csv", "--features=cic", "--active-timeout=3ms", connection());
        assertThat(rows(run)).hasSizeGreaterThan(2).allSatisfy(row -> {
            assertThat(row.getField("Total Fwd Packet")).isEqualTo(row.getField("initiator_packets"));
            assertThat(row.getField("Total Length of Fwd Packet")).isEqualTo(row.getField("initiator_payload_bytes"));
        });
    }

    @ParameterizedTest
    @CsvSource({"cic, csv", "cic-legacy, ndjson", "nfstream, csv"})
    void severalThreadsWriteTheSame(String set, String format) throws IOException {
        String capture = Samples.file(
                folder, "traffic.pcap", Traffic.random(7, 300).unsteadyClock().capture());
        String[] line = {
            "flows", "--features", set, "--format", format, "--active-timeout=1s", "--threads", "1", capture
        };
        CommandRun one = CommandRun.of(line);
        line[7] = "3";
        assertThat(one.status()).isZero();
        assertThat(CommandRun.of(line).out()).isEqualTo(one.out()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"cic, table", "cic, zeek", "cic, zeek-json", "nfstream, eve", "netflow, csv"})
    void whatCannotBeIsRefused(String set, String format) throws IOException {
        CommandRun run = CommandRun.of("flows", "--features", set, "--format", format, connection());
        assertThat(run.status()).isEqualTo(ExitStatus.BAD_USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("--features");
    }
}
