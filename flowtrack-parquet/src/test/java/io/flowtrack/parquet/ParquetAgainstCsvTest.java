package io.flowtrack.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.FlowRecord;
import io.flowtrack.export.CsvRecordWriter;
import io.flowtrack.export.FlowColumn;
import io.flowtrack.export.FlowColumns;
import io.flowtrack.export.FlowRecordWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same records as Parquet and as CSV, both read by DuckDB. */
class ParquetAgainstCsvTest {
    private static final long SEED = 20_260_101;
    private static final String TUNNELS_AS_TEXT = """
            array_to_string(list_transform(p.tunnels, lambda t: upper(t.type)
                || CASE WHEN t.source IS NULL THEN '' ELSE ' ' || t.source || ' > ' || t.destination END
                || CASE WHEN t.id IS NULL THEN '' ELSE ' id ' || t.id END), '; ')""";

    @TempDir
    Path folder = Path.of("");

    private final List<FlowRecord<?>> records = new RandomRecords(SEED).list(3000);
    private @Nullable Duck opened;

    @BeforeEach
    void writeBoth() throws IOException, SQLException {
        Path parquet = folder.resolve("flows.parquet");
        Path csv = folder.resolve("flows.csv");
        // several row groups, so that the file is one of joined parts
        write(ParquetRecordWriter.of(parquet, new ParquetLayout(1024, 1 << 25, ParquetCompression.ZSTD)));
        write(CsvRecordWriter.of(Files.newOutputStream(csv)));
        opened = new Duck();
        opened.run("CREATE VIEW p AS SELECT * FROM '" + parquet + "'");
        opened.run(
                "CREATE TABLE c AS SELECT * FROM read_csv('" + csv + "', header=true, all_varchar=true, quote='\"')");
    }

    private Duck duck() {
        return Objects.requireNonNull(opened);
    }

    @AfterEach
    void close() throws SQLException {
        duck().close();
    }

    private void write(FlowRecordWriter writer) throws IOException {
        try (writer) {
            for (FlowRecord<?> flow : records) {
                writer.write(flow);
            }
        }
    }

    @Test
    void columnsHaveTheirNamesAndTypes() throws SQLException {
        List<String> expected = FlowColumns.all().stream()
                .map(column -> column.name() + " " + sqlType(column))
                .toList();
        assertThat(duck().rows("DESCRIBE p"))
                .extracting(row -> row.get(0) + " " + row.get(1))
                .isEqualTo(expected);
        assertThat(duck().rows("DESCRIBE c"))
                .extracting(row -> row.get(0))
                .isEqualTo(FlowColumns.all().stream().map(FlowColumn::name).toList());
    }

    private static String sqlType(FlowColumn column) {
        if (column.equals(FlowColumns.TUNNELS)) {
            return "STRUCT(\"type\" VARCHAR, \"source\" VARCHAR, destination VARCHAR, id BIGINT)[]";
        }
        return switch (column.type()) {
            case INT -> "INTEGER";
            case LONG -> "BIGINT";
            case BOOL -> "BOOLEAN";
            case TEXT -> "VARCHAR";
            case TIMESTAMP -> "TIMESTAMPTZ_NS";
        };
    }

    @Test
    void bothSayTheSameColumnByColumn() throws SQLException {
        for (FlowColumn column : FlowColumns.all()) {
            String name = '"' + column.name() + '"';
            String ours = column.equals(FlowColumns.TUNNELS) ? TUNNELS_AS_TEXT : asText(column, "p." + name);
            String theirs = column.type() == FlowColumn.Type.TIMESTAMP
                    ? "CAST(epoch_ns(CAST(replace(c." + name + ", 'Z', '') AS TIMESTAMP_NS)) AS VARCHAR)"
                    : "c." + name;
            String differ = "coalesce(" + ours + ", '') <> coalesce(" + theirs + ", '')";
            assertThat(duck().rows("SELECT " + ours + ", " + theirs + " FROM p POSITIONAL JOIN c WHERE " + differ))
                    .as(column.name())
                    .isEmpty();
        }
        assertThat(duck().number("SELECT count(*) FROM c")).isEqualTo(records.size());
    }

    private static String asText(FlowColumn column, String value) {
        return switch (column.type()) {
            case TIMESTAMP -> "CAST(epoch_ns(" + value + ") AS VARCHAR)";
            case BOOL -> "CAST(CAST(" + value + " AS INTEGER) AS VARCHAR)";
            default -> "CAST(" + value + " AS VARCHAR)";
        };
    }

    @Test
    void everyValueIsThatOfItsRecord() throws SQLException {
        for (FlowColumn column : FlowColumns.all()) {
            if (column.equals(FlowColumns.TUNNELS)) {
                continue; // above, as text
            }
            List<List<@Nullable String>> values =
                    duck().rows("SELECT " + asText(column, '"' + column.name() + '"') + " FROM p");
            assertThat(values).as(column.name()).hasSize(records.size());
            for (int i = 0; i < records.size(); i++) {
                FlowRecord<?> flow = records.get(i);
                String expected = column.type() == FlowColumn.Type.TIMESTAMP
                        ? Long.toString(column.number(flow))
                        : column.text(flow);
                assertThat(values.get(i).get(0)).as(column.name()).isEqualTo(expected);
            }
        }
    }

    @Test
    void tunnelsAreListsAndNeverNull() throws SQLException {
        long tunnels = records.stream().mapToLong(flow -> flow.tunnels().size()).sum();
        assertThat(duck().number("SELECT sum(len(tunnels)) FROM p")).isEqualTo(tunnels);
        assertThat(duck().number("SELECT count(*) FROM p WHERE tunnels IS NULL"))
                .isZero();
    }

    @Test
    void sumsAreThoseOfTheRecords() throws SQLException {
        for (FlowColumn column : FlowColumns.all()) {
            if (column.type() == FlowColumn.Type.INT || column.type() == FlowColumn.Type.LONG) {
                BigInteger sum = records.stream()
                        .mapToLong(column::number)
                        .filter(value -> !column.isNone(value))
                        .mapToObj(BigInteger::valueOf)
                        .reduce(BigInteger.ZERO, BigInteger::add);
                String name = '"' + column.name() + '"';
                assertThat(duck().rows("SELECT sum(" + name + ") FROM p").get(0))
                        .as(column.name())
                        .containsExactly(sum.toString());
                assertThat(duck().rows("SELECT sum(CAST(" + name + " AS BIGINT)) FROM c")
                                .get(0))
                        .as(column.name())
                        .containsExactly(sum.toString());
            }
        }
    }
}
