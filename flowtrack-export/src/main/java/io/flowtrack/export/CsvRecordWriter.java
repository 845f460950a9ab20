package io.flowtrack.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.flowtrack.api.CommunityId;
import io.flowtrack.api.FlowRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values (RFC 4180, but with plain line feeds): the {@linkplain FlowColumns columns}, which are the fields of
 * {@link NdjsonRecordWriter}, flattened, or some of them. A field that has no meaning is empty. The header row stands before
 * the first record, or alone if there is none.
 */
public final class CsvRecordWriter implements FlowRecordWriter {
    private final List<FlowColumn> columns;
    private final WholeLines out;
    private final CsvWriter csv;
    private boolean needsHeader;
    private @Nullable ExtraColumns extra;

    private CsvRecordWriter(OutputStream out, List<FlowColumn> columns, boolean needsHeader) {
        this.columns = List.copyOf(columns);
        this.out = new WholeLines(out);
        this.csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .build(new OutputStreamWriter(this.out, StandardCharsets.UTF_8));
        this.needsHeader = needsHeader;
    }

    /** A writer of UTF-8. */
    public static CsvRecordWriter of(OutputStream out) {
        return of(out, CommunityId.withDefaultSeed());
    }

    /**
     * A writer of UTF-8, with Community IDs of a seed of one's own.
     *
     * @param communityIds used by this writer alone
     */
    public static CsvRecordWriter of(OutputStream out, CommunityId communityIds) {
        return of(out, FlowColumns.all(communityIds));
    }

    /**
     * A writer of UTF-8 that writes some columns, or all in another order.
     *
     * @param columns used by this writer alone if they name communities by IDs of one's own
     */
    public static CsvRecordWriter of(OutputStream out, List<FlowColumn> columns) {
        return new CsvRecordWriter(out, columns, /* needsHeader= */ true);
    }

    /** A writer of UTF-8 to where the header row is already. */
    public static CsvRecordWriter appending(OutputStream out) {
        return appending(out, CommunityId.withDefaultSeed());
    }

    /**
     * A writer of UTF-8 to where the header row is already, with Community IDs of a seed of one's own.
     *
     * @param communityIds used by this writer alone
     */
    public static CsvRecordWriter appending(OutputStream out, CommunityId communityIds) {
        return appending(out, FlowColumns.all(communityIds));
    }

    /**
     * A writer of UTF-8 of these columns to where their header row is already.
     *
     * @param columns used by this writer alone if they name communities by IDs of one's own
     */
    public static CsvRecordWriter appending(OutputStream out, List<FlowColumn> columns) {
        return new CsvRecordWriter(out, columns, /* needsHeader= */ false);
    }

    /** Writes more columns behind all others, to be said before the first record. */
    public CsvRecordWriter with(ExtraColumns more) {
        this.extra = more;
        return this;
    }

    @Override
    public void write(FlowRecord<?> flow) throws IOException {
        List<String> row = new ArrayList<>(columns.size());
        for (FlowColumn column : columns) {
            row.add(Objects.requireNonNullElse(column.text(flow), ""));
        }
        if (extra != null) {
            extra.values(flow).forEach(value -> row.add(value.toString()));
        }
        writeHeader();
        write(row);
    }

    private void writeHeader() throws IOException {
        if (needsHeader) {
            needsHeader = false;
            List<String> names = new ArrayList<>();
            columns.forEach(column -> names.add(column.name()));
            if (extra != null) {
                names.addAll(extra.columns());
            }
            write(names);
        }
    }

    private void write(List<String> row) throws IOException {
        try {
            csv.writeRecord(row);
            csv.flush(); // out of its buffers
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
        out.endLine();
    }

    @Override
    public void flush() throws IOException {
        writeHeader();
        out.passOn();
    }

    @Override
    public void close() throws IOException {
        try {
            writeHeader();
        } finally {
            out.close();
        }
    }
}
