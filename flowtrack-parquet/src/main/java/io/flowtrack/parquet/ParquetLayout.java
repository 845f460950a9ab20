package io.flowtrack.parquet;

/**
 * How a file is laid out. A row group is complete on the disk, or not there at all; until then it is in memory.
 *
 * @param rowGroupRecords so many records are a row group, from 1
 * @param rowGroupLength so many bytes are one, too, in memory, where pages are encoded and compressed; from 1. It is looked at
 *     now and then, so that some hundred records more may be in it
 * @param compression how pages are compressed
 */
public record ParquetLayout(int rowGroupRecords, long rowGroupLength, ParquetCompression compression) {
    /** At most 262,144 records and 32 MiB in a row group, and Zstandard. */
    public static final ParquetLayout DEFAULT = new ParquetLayout(1 << 18, 1 << 25, ParquetCompression.ZSTD);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public ParquetLayout {
        if (rowGroupRecords < 1 || rowGroupLength < 1) {
            throw new IllegalArgumentException(
                    "a row group of " + rowGroupRecords + " records or " + rowGroupLength + " bytes");
        }
    }
}
