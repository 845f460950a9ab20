package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.features.FeatureColumn;
import io.flowtrack.features.FeatureSet;
import io.flowtrack.features.FeatureType;
import io.flowtrack.testdata.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetOutputTest {
    @TempDir
    Path folder = Path.of("");

    private String mixed = "";

    @BeforeEach
    void writeCapture() throws IOException {
        mixed = Samples.file(folder, "mixed.pcap", Samples.mixed());
    }

    private String parquet() {
        return folder.resolve("flows.parquet").toString();
    }

    private static List<String> column(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    @Test
    void aFileHasTheFlowsOfTheOtherFormats() throws SQLException {
        CommandRun run = CommandRun.of("flows", "--format=parquet", "-o", parquet(), mixed);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(" flows (");
        assertThat(run.status()).isEqualTo(ExitStatus.GOOD);
        List<String> uids = CommandRun.of("flows", "--format=csv", mixed).outLines().stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
        assertThat(column("SELECT uid FROM '" + parquet() + "'"))
                .isEqualTo(uids)
                .isNotEmpty();
    }

    @Test
    void severalThreadsWriteTheSameBytes() throws IOException {
        String other = folder.resolve("other.parquet").toString();
        CommandRun.of("flows", "--format=parquet", "-o", parquet(), mixed);
        CommandRun.of("flows", "--format=parquet", "--threads=2", "-o", other, mixed);
        assertThat(Path.of(other)).hasSameBinaryContentAs(Path.of(parquet()));
    }

    @Test
    void communitiesHaveIdsOfTheSeed() throws SQLException {
        CommandRun.of("flows", "--format=parquet", "--community-id-seed=7", "-o", parquet(), mixed);
        String csv = folder.resolve("flows.csv").toString();
        CommandRun.of("flows", "--format=csv", "--community-id-seed=7", "-o", csv, mixed);
        assertThat(column("SELECT community_id FROM '" + parquet() + "'"))
                .isEqualTo(column("SELECT community_id FROM read_csv('" + csv + "', header=true)"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cic", "cic-legacy", "nfstream"})
    void statisticsAreColumnsWithTheValuesOfCsv(String set) throws IOException, SQLException {
        String capture = Samples.file(
                folder, "traffic.pcap", Traffic.random(5, 300).unsteadyClock().capture());
        String csv = folder.resolve("flows.csv").toString();
        CommandRun run = CommandRun.of("flows", "--format=parquet", "--features", set, "-o", parquet(), capture);
        assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.GOOD);
        CommandRun.of("flows", "--format=csv", "--features", set, "-o", csv, capture);
        List<FeatureColumn> columns = FeatureSet.named(set).orElseThrow().columns();
        assertThat(column("SELECT column_name || ' ' || column_type FROM (DESCRIBE SELECT * FROM '" + parquet() + "')"))
                .endsWith(columns.stream()
                        .map(column -> column.name() + " " + sqlType(column.type()))
                        .toArray(String[]::new));
        String different = columns.stream()
                .map(column ->
                        "CASE WHEN p.\"%1$s\" IS DISTINCT FROM CAST(coalesce(c.\"%1$s\", '') AS %2$s) THEN '%1$s' END"
                                .formatted(column.name(), sqlType(column.type())))
                .collect(Collectors.joining(", "));
        assertThat(column("SELECT concat_ws('|', " + different + ") FROM '" + parquet()
                        + "' p POSITIONAL JOIN read_csv('" + csv + "', all_varchar=true) c"))
                .hasSizeGreaterThan(100)
                .containsOnly("");
    }

    private static String sqlType(FeatureType type) {
        return switch (type) {
            case INTEGER -> "BIGINT";
            case REAL -> "DOUBLE";
            case TEXT -> "VARCHAR";
            case INTEGERS -> "INTEGER[]";
        };
    }

    @Test
    void standardOutputIsRefused() {
        CommandRun run = CommandRun.of("flows", "--format=parquet", mixed);
        assertThat(run.status()).isEqualTo(ExitStatus.BAD_USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .contains("the parquet format cannot go to standard output: name a file with '--output'");
    }

    @Test
    void whatCannotBeWrittenIsTold() throws IOException {
        assertThat(CommandRun.of("flows", "--format=parquet", "-o", folder.toString(), mixed)
                        .err())
                .contains("not a regular file");
        Files.createFile(folder.resolve("flows.parquet.part-00001"));
        CommandRun run = CommandRun.of("flows", "--format=parquet", "-o", parquet(), mixed);
        assertThat(run.status()).isEqualTo(ExitStatus.BAD_USAGE);
        assertThat(run.err().lines()).singleElement().asString().contains("of a run that did not finish");
    }
}
