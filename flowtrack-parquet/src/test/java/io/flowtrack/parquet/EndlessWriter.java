package io.flowtrack.parquet;

import java.io.IOException;
import java.nio.file.Path;

/** Writes records until it is killed. */
final class EndlessWriter {
    static final int ROW_GROUP = 500;

    private EndlessWriter() {}

    public static void main(String[] arguments) throws IOException {
        RandomRecords records = new RandomRecords(1);
        ParquetLayout layout = new ParquetLayout(ROW_GROUP, 1 << 25, ParquetCompression.ZSTD);
        try (ParquetRecordWriter writer = ParquetRecordWriter.of(Path.of(arguments[0]), layout)) {
            while (true) {
                writer.write(records.next());
            }
        }
    }
}
