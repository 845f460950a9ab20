package io.flowtrack.parquet;

import io.flowtrack.api.CommunityId;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.export.ExtraColumns;
import io.flowtrack.export.FlowColumn;
import io.flowtrack.export.FlowColumns;
import io.flowtrack.export.FlowRecordWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file: the {@linkplain FlowColumns columns} with their types, null where a record has no value.
 * Times are timestamps of nanoseconds in UTC, tunnels are a list.
 *
 * <p>Parquet writes what a reader needs first last, so a file that was not finished cannot be read. Therefore each row group is a
 * file of its own until the end, {@code FILE.part-00001} and so on, whole and readable from the moment it has that name;
 * {@link #close} makes them one file of the name that was asked for. After a crash the parts are what was written. Memory holds one
 * row group, and at the end what the footer says of all of them, some 100 kB for each.
 */
public final class ParquetRecordWriter implements FlowRecordWriter {
    private static final ParquetProperties PROPERTIES = ParquetProperties.builder()
            .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0) // what every reader knows
            .withDictionaryEncoding(true)
            .build();

    private final List<FlowColumn> columns;
    private final ParquetLayout layout;
    private final PartFiles files;
    private @Nullable ExtraColumns extra;
    private RowGroup rows;
    private @Nullable Exception failure;
    private boolean hasBegun;
    private boolean isClosed;

    private ParquetRecordWriter(PartFiles files, ParquetLayout layout, List<FlowColumn> columns) {
        this.columns = columns;
        this.layout = layout;
        this.files = files;
        this.rows = new RowGroup(layout, PROPERTIES, columns, extra);
    }

    /**
     * A writer of that file, with the usual layout.
     *
     * @throws IOException if the file cannot be written, or parts of it are there from a run that did not finish
     */
    public static ParquetRecordWriter of(Path file) throws IOException {
        return of(file, ParquetLayout.DEFAULT);
    }

    /**
     * A writer of that file. One that is there is removed at once.
     *
     * @throws IOException if the file cannot be written, or parts of it are there from a run that did not finish
     */
    public static ParquetRecordWriter of(Path file, ParquetLayout layout) throws IOException {
        return of(file, layout, CommunityId.withDefaultSeed());
    }

    /**
     * A writer of that file, with Community IDs of a seed of one's own. A file that is there is removed at once.
     *
     * @param communityIds used by this writer alone
     * @throws IOException if the file cannot be written, or parts of it are there from a run that did not finish
     */
    public static ParquetRecordWriter of(Path file, ParquetLayout layout, CommunityId communityIds) throws IOException {
        return new ParquetRecordWriter(PartFiles.of(file), layout, FlowColumns.all(communityIds));
    }

    /**
     * Writes more columns behind all others, to be said before the first record.
     *
     * @throws IllegalStateException if there is a record already
     */
    public ParquetRecordWriter with(ExtraColumns more) {
        if (hasBegun) {
            throw new IllegalStateException("there are records without the columns");
        }
        rows.close();
        extra = more;
        rows = new RowGroup(layout, PROPERTIES, columns, extra);
        return this;
    }

    @Override
    public void write(FlowRecord<?> flow) throws IOException {
        checkUsable();
        hasBegun = true;
        rows.add(flow);
        if (rows.isFull()) {
            flush();
        }
    }

    /**
     * Ends the row group, if there is a record in it: it can be read from now on. Small row groups make large, slow files, so
     * do this rarely.
     */
    @Override
    public void flush() throws IOException {
        checkUsable();
        if (rows.recordCount() > 0) {
            try (RowGroup full = rows) {
                files.add(target -> write(full, target));
                rows = new RowGroup(layout, PROPERTIES, columns, extra);
            } catch (IOException | RuntimeException e) {
                failure = e;
                throw e;
            }
        }
    }

    private void checkUsable() throws IOException {
        if (isClosed) {
            throw new IOException("the file is closed");
        }
        if (failure != null) {
            throw new IOException("nothing can be written behind what failed", failure);
        }
    }

    private static void write(RowGroup rows, Path target) throws IOException {
        try (ParquetFileWriter file = new ParquetFileWriter(
                new LocalOutputFile(target),
                rows.schema(),
                ParquetFileWriter.Mode.OVERWRITE,
                /* rowGroupSize= */ Long.MAX_VALUE, // row groups are placed one behind the other, never aligned
                /* maxPaddingSize= */ 0,
                /* encryptionProperties= */ null,
                PROPERTIES)) {
            file.start();
            rows.writeTo(file);
            file.end(Map.of());
        }
    }

    /**
     * Makes one file of the parts; if something failed before, they stay.
     *
     * @throws IOException if that fails; the parts stay then, too
     */
    @Override
    public void close() throws IOException {
        if (isClosed) {
            return;
        }
        try {
            if (failure == null) {
                flush();
                files.join(target -> write(rows, target));
            }
        } finally {
            isClosed = true;
            rows.close();
        }
    }
}
