package io.flowtrack.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.flowtrack.api.FlowRecord;
import io.flowtrack.export.ExtraColumns;
import io.flowtrack.export.FlowColumns;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns of one's own, read back by DuckDB. */
class ExtraColumnsTest {
    private static final int FLOWS = 1_000;

    @TempDir
    Path folder = Path.of("");

    private final RandomRecords records = new RandomRecords(11);
    private int told;

    private static ExtraColumns columns(Function<FlowRecord<?>, List<?>> values) {
        return new ExtraColumns() {
            @Override
            public String name() {
                return "mine";
            }

            @Override
            public List<String> columns() {
                return List.of("A whole", "a real/s", "a.text", "a list");
            }

            @Override
            public List<Type> types() {
                return List.of(Type.LONG, Type.DOUBLE, Type.TEXT, Type.INTS);
            }

            @Override
            public List<?> values(FlowRecord<?> flow) {
                return values.apply(flow);
            }
        };
    }

    /** Lists of no number, one, two, none again, and so on. */
    private List<?> next() {
        int number = told++;
        List<Integer> list = new ArrayList<>();
        for (int i = 0; i < number % 3; i++) {
            list.add(number - i - 500);
        }
        return List.of(Long.MIN_VALUE + number, number / 3.0, number % 5 == 0 ? "" : "ä" + number, list);
    }

    private Path write(ExtraColumns extra) throws IOException {
        Path file = folder.resolve("flows.parquet");
        ParquetLayout layout = new ParquetLayout(300, 1 << 25, ParquetCompression.ZSTD);
        try (ParquetRecordWriter writer = ParquetRecordWriter.of(file, layout).with(extra)) {
            for (int i = 0; i < FLOWS; i++) {
                writer.write(records.next());
            }
        }
        return file;
    }

    @Test
    void theyStandBehindAllOthersWithTheirTypes() throws IOException, SQLException {
        Path file = write(columns(flow -> next()));
        try (Duck duck = new Duck()) {
            List<String> types = duck.rows("DESCRIBE SELECT * FROM '" + file + "'").stream()
                    .map(row -> row.get(0) + ": " + row.get(1))
                    .toList();
            assertThat(types).hasSize(FlowColumns.all().size() + 4);
            assertThat(types.subList(types.size() - 4, types.size()))
                    .containsExactly("A whole: BIGINT", "a real/s: DOUBLE", "a.text: VARCHAR", "a list: INTEGER[]");
        }
    }

    @Test
    void everyValueIsReadBack() throws IOException, SQLException {
        Path file = write(columns(flow -> next()));
        try (Duck duck = new Duck()) {
            List<? extends List<?>> rows =
                    duck.rows("SELECT \"A whole\", \"a real/s\" * 3, \"a.text\", \"a list\" FROM '" + file + "'");
            assertThat(rows).hasSize(FLOWS);
            told = 0;
            for (List<?> row : rows) {
                List<?> expected = next();
                assertThat(row.get(0)).isEqualTo(expected.get(0).toString());
                assertThat(Math.round(Double.parseDouble(String.valueOf(row.get(1)))))
                        .isEqualTo(told - 1);
                assertThat(row.get(2)).isEqualTo(expected.get(2));
                assertThat(row.get(3)).isEqualTo(expected.get(3).toString());
            }
        }
    }

    @Test
    void theyAreInAFileWithoutRecordsToo() throws IOException, SQLException {
        Path file = folder.resolve("flows.parquet");
        ParquetRecordWriter.of(file).with(columns(flow -> next())).close();
        try (Duck duck = new Duck()) {
            assertThat(duck.rows("DESCRIBE SELECT \"A whole\", \"a list\" FROM '" + file + "'"))
                    .hasSize(2);
        }
    }

    @Test
    void valuesThatAreNotTheirsAreRefusedAndLeaveNothing() throws IOException, SQLException {
        Path file = folder.resolve("flows.parquet");
        List<List<?>> wrong =
                List.of(List.of(1L, 0.5, "x"), List.of(1, 0.5, "x", List.of()), List.of(1L, 0.5, "x", List.of(1L)));
        told = 0;
        try (ParquetRecordWriter writer =
                ParquetRecordWriter.of(file).with(columns(flow -> told < wrong.size() ? wrong.get(told++) : next()))) {
            for (int i = 0; i < wrong.size(); i++) {
                assertThatIllegalArgumentException().isThrownBy(() -> writer.write(records.next()));
            }
            writer.write(records.next());
        }
        try (Duck duck = new Duck()) {
            assertThat(duck.number("SELECT count(\"A whole\") FROM '" + file + "'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void behindTheFirstRecordItIsTooLate() throws IOException {
        try (ParquetRecordWriter writer = ParquetRecordWriter.of(folder.resolve("flows.parquet"))) {
            writer.write(records.next());
            assertThatIllegalStateException().isThrownBy(() -> writer.with(columns(flow -> next())));
        }
    }
}
