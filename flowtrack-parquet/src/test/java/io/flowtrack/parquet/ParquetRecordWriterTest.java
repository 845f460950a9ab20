package io.flowtrack.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowtrack.api.FlowRecord;
import io.flowtrack.export.FlowColumns;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParquetRecordWriterTest {
    private static final long BIG = 1 << 25;

    @TempDir
    Path folder = Path.of("");

    private final RandomRecords records = new RandomRecords(7);

    private Path file() {
        return folder.resolve("flows.parquet");
    }

    private static ParquetLayout groupsOf(int recordCount) {
        return new ParquetLayout(recordCount, BIG, ParquetCompression.ZSTD);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private long count(String glob) throws SQLException {
        try (Duck duck = new Duck()) {
            return duck.number("SELECT count(*) FROM read_parquet('" + folder.resolve(glob) + "')");
        }
    }

    private void write(ParquetRecordWriter writer, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            writer.write(records.next());
        }
    }

    @Test
    void aFileWithoutRecordsHasAllColumns() throws IOException, SQLException {
        ParquetRecordWriter.of(file()).close();
        assertThat(count("flows.parquet")).isZero();
        try (Duck duck = new Duck()) {
            assertThat(duck.rows("DESCRIBE SELECT * FROM '" + file() + "'")).hasSameSizeAs(FlowColumns.all());
        }
        assertThat(names()).containsExactly("flows.parquet");
    }

    @ParameterizedTest
    @EnumSource
    void everyCompressionIsRead(ParquetCompression compression) throws IOException, SQLException {
        try (ParquetRecordWriter writer = ParquetRecordWriter.of(file(), new ParquetLayout(300, BIG, compression))) {
            write(writer, 1000);
        }
        assertThat(count("flows.parquet")).isEqualTo(1000);
        try (Duck duck = new Duck()) {
            String codec = compression == ParquetCompression.NONE ? "UNCOMPRESSED" : compression.name();
            assertThat(duck.rows("SELECT DISTINCT compression FROM parquet_metadata('" + file() + "')"))
                    .containsExactly(List.of(codec));
        }
    }

    @Test
    void rowGroupsEndAtTheirNumberOfRecords() throws IOException, SQLException {
        try (ParquetRecordWriter writer = ParquetRecordWriter.of(file(), groupsOf(400))) {
            write(writer, 1000);
            assertThat(names()).containsExactly("flows.parquet.part-00001", "flows.parquet.part-00002");
            assertThat(count("flows.parquet.part-*")).isEqualTo(800);
        }
        assertThat(names()).containsExactly("flows.parquet");
        try (Duck duck = new Duck()) {
            assertThat(duck.rows("SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata('" + file()
                            + "') ORDER BY 1"))
                    .containsExactly(List.of("0", "400"), List.of("1", "400"), List.of("2", "200"));
        }
    }

    @Test
    void rowGroupsEndAtTheirLength() throws IOException, SQLException {
        long length = 1 << 20;
        ParquetLayout layout = new ParquetLayout(Integer.MAX_VALUE, length, ParquetCompression.NONE);
        try (ParquetRecordWriter writer = ParquetRecordWriter.of(file(), layout)) {
            write(writer, 10_000);
        }
        try (Duck duck = new Duck()) {
            assertThat(duck.rows("SELECT sum(total_uncompressed_size) FROM parquet_metadata('" + file()
                            + "') GROUP BY row_group_id"))
                    .hasSizeGreaterThan(3)
                    .allSatisfy(row -> assertThat(Long.parseLong(row.get(0))).isLessThan(2 * length));
        }
        assertThat(count("flows.parquet")).isEqualTo(10_000);
    }

    @Test
    void whatIsFlushedCanBeRead() throws IOException, SQLException {
        try (ParquetRecordWriter writer = ParquetRecordWriter.of(file())) {
            writer.flush();
            assertThat(names()).containsExactly("flows.parquet.tmp");
            write(writer, 10);
            writer.flush();
            assertThat(count("flows.parquet.part-*")).isEqualTo(10);
            write(writer, 5);
        }
        assertThat(count("flows.parquet")).isEqualTo(15);
    }

    @Test
    @Timeout(120)
    void whatAKilledProcessHasWrittenCanBeRead() throws IOException, SQLException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessWriter.class.getName(),
                        file().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            while (!Files.exists(folder.resolve("flows.parquet.part-00004"))) {
                assertThat(process.isAlive())
                        .as(() -> "it ended by itself, see " + folder.resolve("log"))
                        .isTrue();
                Thread.sleep(5);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        long parts = names().stream().filter(name -> name.contains(".part-")).count();
        assertThat(parts).isGreaterThanOrEqualTo(4);
        assertThat(count("flows.parquet.part-*")).isEqualTo(parts * EndlessWriter.ROW_GROUP);
        assertThat(file()).doesNotExist();
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> ParquetRecordWriter.of(file()))
                .withMessageContaining("a run that did not finish");
    }

    @Test
    void aWriterThatFailedWritesNothingMoreAndLeavesItsParts() throws IOException, SQLException {
        ParquetRecordWriter writer = ParquetRecordWriter.of(file(), groupsOf(100));
        write(writer, 250);
        Files.createDirectories(folder.resolve("flows.parquet.tmp").resolve("in the way"));
        assertThatThrownBy(() -> write(writer, 50)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> write(writer, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("behind what failed");
        writer.close();
        assertThat(file()).doesNotExist();
        assertThat(count("flows.parquet.part-*")).isEqualTo(200);
    }

    @Test
    void aRecordThatCannotBeReadLeavesNothing() throws IOException, SQLException {
        FlowRecord<?> good = records.next();
        FlowRecord<?> bad = new FlowRecord<>(
                "my own key",
                good.transport(),
                good.initiatorOrientation(),
                good.state(),
                good.endReason(),
                good.connState(),
                good.history(),
                good.missedBytes(),
                good.firstNanos(),
                good.lastNanos(),
                good.initiator(),
                good.responder(),
                good.vlanIds(),
                good.tunnels(),
                good.tcpAnalysis(),
                good.reportNumber(),
                good.deltaStartNanos(),
                good.initiatorDelta(),
                good.responderDelta(),
                good.userState());
        try (ParquetRecordWriter writer = ParquetRecordWriter.of(file())) {
            writer.write(good);
            assertThatIllegalArgumentException().isThrownBy(() -> writer.write(bad));
            writer.write(good);
        }
        assertThat(count("flows.parquet")).isEqualTo(2);
    }

    @Test
    void anOlderFileIsReplacedAndAFolderIsNot() throws IOException, SQLException {
        Files.writeString(file(), "older");
        try (ParquetRecordWriter writer = ParquetRecordWriter.of(file())) {
            assertThat(file()).doesNotExist();
            write(writer, 3);
        }
        assertThat(count("flows.parquet")).isEqualTo(3);
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> ParquetRecordWriter.of(folder))
                .withMessageContaining("not a regular file");
    }

    @Test
    void theSameRecordsAreTheSameBytes() throws IOException {
        Path other = folder.resolve("other.parquet");
        for (Path path : List.of(file(), other)) {
            RandomRecords same = new RandomRecords(3);
            try (ParquetRecordWriter writer = ParquetRecordWriter.of(path, groupsOf(150))) {
                for (int i = 0; i < 500; i++) {
                    writer.write(same.next());
                }
            }
        }
        assertThat(file()).hasSameBinaryContentAs(other);
    }

    @Test
    void aClosedWriterTakesNothingAndCloseMayBeRepeated() throws IOException, SQLException {
        ParquetRecordWriter writer = ParquetRecordWriter.of(file());
        write(writer, 1);
        writer.close();
        writer.close();
        assertThatThrownBy(() -> write(writer, 1)).isInstanceOf(IOException.class);
        assertThat(count("flows.parquet")).isEqualTo(1);
    }
}
