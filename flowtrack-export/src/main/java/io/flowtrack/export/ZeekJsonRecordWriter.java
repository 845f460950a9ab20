package io.flowtrack.export;

import io.flowtrack.api.CommunityId;
import io.flowtrack.api.FlowRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Zeek's conn.log as JSON, as Zeek writes it with {@code LogAscii::use_json=T}: an object on a line for each flow, with the
 * values of {@link ZeekRecordWriter}. What is unset is left out; times are seconds since 1970-01-01T00:00Z.
 */
public final class ZeekJsonRecordWriter implements FlowRecordWriter {
    private static final int LINE_CAPACITY = 1_024;

    private final WholeLines out;
    private final FlowUids uids = new FlowUids();
    private final TunnelParents parents;
    private final Text line = new Text(LINE_CAPACITY);
    private final Cells cells = new Cells(line);
    private List<ZeekColumn> columns = ZeekColumn.USUAL;

    private ZeekJsonRecordWriter(OutputStream out, TunnelParents parents) {
        this.out = new WholeLines(out);
        this.parents = parents;
    }

    /** A writer of UTF-8. Tunnels are named by their addresses. */
    public static ZeekJsonRecordWriter of(OutputStream out) {
        return of(out, new TunnelParents());
    }

    /**
     * A writer of UTF-8.
     *
     * @param parents has heard of all packets of the flows, and is asked for what carried them
     */
    public static ZeekJsonRecordWriter of(OutputStream out, TunnelParents parents) {
        return new ZeekJsonRecordWriter(out, parents);
    }

    /**
     * Gives all records that are written from now on a last field {@code community_id}, as Zeek's script of that name does.
     *
     * @param ids used by this writer alone
     */
    public ZeekJsonRecordWriter withCommunityIds(CommunityId ids) {
        columns = ZeekColumn.with(ids);
        return this;
    }

    /** Writes a record, but for one of a flow that goes on: Zeek tells of connections that are over. */
    @Override
    public void write(FlowRecord<?> flow) throws IOException {
        if (!flow.isInterim()) {
            cells.begin();
            ZeekColumn.write(columns, ZeekFlow.of(flow, uids, parents), cells);
            line.append("}\n").moveTo(out);
            out.endLine();
        }
    }

    @Override
    public void flush() throws IOException {
        out.passOn();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** Values need no escapes: all texts are addresses, letters and digits, or Base64. */
    private static final class Cells implements ZeekCells {
        private final Text line;
        private String name = "";
        private char before = '{';

        Cells(Text line) {
            this.line = line;
        }

        void begin() {
            before = '{';
        }

        private Text value() {
            line.append(before).append('"').append(name).append("\":");
            before = ',';
            return line;
        }

        @Override
        public void column(ZeekColumn column) {
            name = column.name();
        }

        @Override
        public void unset() {
            // is left out
        }

        @Override
        public void text(String text) {
            value().append('"').append(text).append('"');
        }

        @Override
        public void count(long count) {
            value().append(count);
        }

        @Override
        public void seconds(long micros) {
            Times.appendSeconds(value(), micros);
        }

        @Override
        public void texts(List<String> texts) {
            value().append("[\"").append(String.join("\",\"", texts)).append("\"]");
        }
    }
}
