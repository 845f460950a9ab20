package io.flowtrack.export;

import io.flowtrack.api.CommunityId;
import io.flowtrack.api.FlowRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Zeek's conn.log, as tab-separated values. Where Zeek would say something that is not known here, the field is unset. For
 * records of five-tuples; their values are Zeek's if the tracker's rules were ({@link io.flowtrack.api.TrackerConfig#zeek}).
 */
public final class ZeekRecordWriter implements FlowRecordWriter {
    private static final String UNSET = "-";
    private static final int LINE_CAPACITY = 512;

    private static final String HEADER = """
            #separator \\x09
            #set_separator\t,
            #empty_field\t(empty)
            #unset_field\t-
            #path\tconn
            """;

    private final WholeLines out;
    private final FlowUids uids = new FlowUids();
    private final TunnelParents parents;
    private final @Nullable LogTimes times;
    private final Text line = new Text(LINE_CAPACITY);
    private final Cells cells = new Cells(line);
    private List<ZeekColumn> columns = ZeekColumn.USUAL;
    private boolean isOpen;
    private OptionalLong latestNanos = OptionalLong.empty();

    private ZeekRecordWriter(OutputStream out, TunnelParents parents, @Nullable LogTimes times) {
        this.out = new WholeLines(out);
        this.parents = parents;
        this.times = times;
    }

    private String row(String name, Function<ZeekColumn, String> cell) {
        return columns.stream().map(cell).collect(Collectors.joining("\t", name + "\t", "\n"));
    }

    /**
     * A writer whose header says when the flow of the first record began, and whose last line says the latest time of any
     * packet of its records. Tunnels are named by their addresses.
     */
    public static ZeekRecordWriter of(OutputStream out) {
        return new ZeekRecordWriter(out, new TunnelParents(), null);
    }

    /**
     * A writer that knows more than records tell.
     *
     * @param parents has heard of all packets of the flows, and is asked for what carried them
     * @param times what stands behind {@code #open} and {@code #close}
     */
    public static ZeekRecordWriter of(OutputStream out, TunnelParents parents, LogTimes times) {
        return new ZeekRecordWriter(out, parents, times);
    }

    /**
     * Gives all records a last column {@code community_id}, as Zeek's script of that name does.
     *
     * @param ids used by this writer alone
     * @throws IllegalStateException if the header was written
     */
    public ZeekRecordWriter withCommunityIds(CommunityId ids) {
        if (isOpen) {
            throw new IllegalStateException("the header says already which columns there are");
        }
        columns = ZeekColumn.with(ids);
        return this;
    }

    /** Writes a record, but for one of a flow that goes on: Zeek tells of connections that are over. */
    @Override
    public void write(FlowRecord<?> flow) throws IOException {
        if (flow.isInterim()) {
            return;
        }
        ZeekFlow row = ZeekFlow.of(flow, uids, parents);
        open(OptionalLong.of(flow.firstNanos()));
        latestNanos = OptionalLong.of(Math.max(latestNanos.orElse(Long.MIN_VALUE), flow.lastNanos()));
        cells.isFirst = true;
        ZeekColumn.write(columns, row, cells);
        endLine();
    }

    private void endLine() throws IOException {
        line.append('\n').moveTo(out);
        out.endLine();
    }

    private void open(OptionalLong firstNanos) throws IOException {
        if (!isOpen) {
            isOpen = true;
            line.append(HEADER);
            writeTime("#open", times == null ? firstNanos : times.openNanos());
            line.append(row("#fields", ZeekColumn::name))
                    .append(row("#types", ZeekColumn::type))
                    .moveTo(out);
            out.endLine();
        }
    }

    @Override
    public void flush() throws IOException {
        out.passOn();
    }

    @Override
    public void close() throws IOException {
        try {
            open(OptionalLong.empty());
            writeTime("#close", times == null ? latestNanos : times.closeNanos());
        } finally {
            out.close();
        }
    }

    private void writeTime(String name, OptionalLong nanos) throws IOException {
        line.append(name).append('\t').append(nanos.isPresent() ? Times.zeekHeader(nanos.getAsLong()) : UNSET);
        endLine();
    }

    private static final class Cells implements ZeekCells {
        private final Text line;
        private boolean isFirst;

        Cells(Text line) {
            this.line = line;
        }

        @Override
        public void column(ZeekColumn column) {
            if (!isFirst) {
                line.append('\t');
            }
            isFirst = false;
        }

        @Override
        public void unset() {
            line.append(UNSET);
        }

        @Override
        public void text(String text) {
            line.append(text);
        }

        @Override
        public void count(long count) {
            line.append(count);
        }

        @Override
        public void seconds(long micros) {
            Times.appendSeconds(line, micros);
        }

        @Override
        public void texts(List<String> texts) {
            line.append(String.join(",", texts));
        }
    }
}
