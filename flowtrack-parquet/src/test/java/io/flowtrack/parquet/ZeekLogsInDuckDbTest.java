package io.flowtrack.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.export.FlowRecordWriter;
import io.flowtrack.export.ZeekJsonRecordWriter;
import io.flowtrack.export.ZeekRecordWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both of Zeek's logs of the same records, read by DuckDB with the names and types that the header gives. */
class ZeekLogsInDuckDbTest {
    private static final long SEED = 11;

    /** What Zeek's types are in SQL; everything else is text. */
    private static final Map<String, String> SQL_TYPES =
            Map.of("time", "DOUBLE", "interval", "DOUBLE", "count", "BIGINT", "port", "USMALLINT", "bool", "BOOLEAN");

    @TempDir
    Path folder = Path.of("");

    /** Of a tracker, histories have letters alone. */
    private final List<FlowRecord<?>> records = RandomRecords.withoutExtremes(SEED).list(3_000).stream()
            .filter(record -> record.key() instanceof FiveTuple)
            .filter(record -> !record.isInterim() && !record.history().contains("\""))
            .toList();

    private Path write(String name, FlowRecordWriter writer) throws IOException {
        try (writer) {
            for (FlowRecord<?> record : records) {
                writer.write(record);
            }
        }
        return folder.resolve(name);
    }

    private static List<String> header(List<String> lines, String name) {
        String line = lines.stream()
                .filter(each -> each.startsWith(name + "\t"))
                .findFirst()
                .orElseThrow();
        return List.of(line.substring(name.length() + 1).split("\t", -1));
    }

    @Test
    void theyAreTheSameRows() throws IOException, SQLException {
        Path tsv = write("conn.log", ZeekRecordWriter.of(Files.newOutputStream(folder.resolve("conn.log"))));
        Path json = write("conn.json", ZeekJsonRecordWriter.of(Files.newOutputStream(folder.resolve("conn.json"))));
        List<String> lines = Files.readAllLines(tsv);
        List<String> names = header(lines, "#fields");
        List<String> types = header(lines, "#types");
        try (Duck duck = new Duck()) {
            duck.run("CREATE TABLE tsv AS SELECT * FROM read_csv('" + tsv + "', auto_detect=false, header=false,"
                    + " delim='\t', comment='#', nullstr='-', quote='', escape='', columns=" + columns(names, types)
                    + ")");
            duck.run("CREATE TABLE json AS SELECT * FROM read_json('" + json + "', format='newline_delimited', columns="
                    + columns(names, types).replace("'tunnel_parents': 'VARCHAR'", "'tunnel_parents': 'VARCHAR[]'")
                    + ")");
            String rows = "SELECT * FROM tsv";
            String objects = "SELECT * REPLACE (array_to_string(tunnel_parents, ',') AS tunnel_parents) FROM json";
            assertThat(duck.rows(objects)).hasSameSizeAs(records).isEqualTo(duck.rows(rows));
            assertThat(duck.number("SELECT sum(orig_pkts + resp_pkts) FROM json"))
                    .isEqualTo(records.stream()
                            .mapToLong(record -> record.initiator().packets()
                                    + record.responder().packets())
                            .sum());
            assertThat(duck.number("SELECT count(tunnel_parents) FROM tsv")).isPositive();
            assertThat(duck.number("SELECT count(*) FROM tsv WHERE duration IS NULL"))
                    .isBetween(1L, records.size() - 1L);
        }
    }

    private static String columns(List<String> names, List<String> types) {
        return IntStream.range(0, names.size())
                .mapToObj(i -> "'" + names.get(i) + "': '"
                        + Objects.requireNonNullElse(SQL_TYPES.get(types.get(i)), "VARCHAR") + "'")
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
