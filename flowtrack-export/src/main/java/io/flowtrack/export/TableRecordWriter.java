package io.flowtrack.export;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.Side;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An aligned table for people. The first rows are held back until it is known how wide the columns have to be; from then
 * on a row is written as it comes, and what is wider pushes the rest of its line to the right.
 */
public final class TableRecordWriter implements FlowRecordWriter {
    private static final int ROWS_HELD_BACK = 200;
    private static final int LINE_CAPACITY = 256;
    private static final String GAP = "  ";

    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String PLAIN = "\u001b[0m";

    private final WholeLines out;
    private final boolean colour;
    private final List<TableColumn> columns;
    private final int[] widths;
    private final Text line = new Text(LINE_CAPACITY);
    private @Nullable List<FlowRecord<?>> heldBack = new ArrayList<>();

    private TableRecordWriter(OutputStream out, boolean colour, List<TableColumn> columns) {
        this.out = new WholeLines(out);
        this.colour = colour;
        this.columns = columns;
        this.widths = new int[columns.size()];
    }

    /**
     * A writer of UTF-8.
     *
     * @param colour whether to colour with the sequences that terminals know
     */
    public static TableRecordWriter of(OutputStream out, boolean colour) {
        return new TableRecordWriter(out, colour, TableColumn.ALL);
    }

    /**
     * A writer of UTF-8 of other columns, with exact numbers.
     *
     * @param colour whether to colour with the sequences that terminals know
     */
    public static TableRecordWriter of(OutputStream out, boolean colour, List<FlowColumn> columns) {
        return new TableRecordWriter(
                out, colour, columns.stream().map(TableColumn::of).toList());
    }

    /** Whether rows are still held back, and so it is not known how wide the columns are. */
    public boolean isAligning() {
        return heldBack != null;
    }

    /**
     * A writer of more rows of this table, in columns of the same width and without headings, for any thread.
     *
     * @throws IllegalStateException if this one {@linkplain #isAligning still aligns}
     */
    public TableRecordWriter appending(OutputStream to) {
        if (heldBack != null) {
            throw new IllegalStateException("it is not known yet how wide the columns are");
        }
        TableRecordWriter rest = new TableRecordWriter(to, colour, columns);
        rest.heldBack = null;
        System.arraycopy(widths, 0, rest.widths, 0, widths.length);
        return rest;
    }

    @Override
    public void write(FlowRecord<?> flow) throws IOException {
        if (heldBack == null) {
            writeRow(flow);
            return;
        }
        Endpoint.of(flow, Side.INITIATOR); // what cannot be shown is refused now, and does no harm to the others
        heldBack.add(flow);
        if (heldBack.size() == ROWS_HELD_BACK) {
            release(heldBack);
        }
    }

    @Override
    public void flush() throws IOException {
        if (heldBack != null && !heldBack.isEmpty()) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = columns.get(i).usualWidth();
            }
            release(heldBack);
        }
        out.passOn();
    }

    @Override
    public void close() throws IOException {
        try {
            if (heldBack != null) {
                release(heldBack);
            }
        } finally {
            out.close();
        }
    }

    private void release(List<FlowRecord<?>> flows) throws IOException {
        heldBack = null;
        for (int i = 0; i < widths.length; i++) {
            TableColumn column = columns.get(i);
            widths[i] = Math.max(widths[i], column.heading().length());
            for (FlowRecord<?> flow : flows) {
                column.cell().append(line, flow);
                widths[i] = Math.max(widths[i], line.length());
                line.clear();
            }
        }
        writeHeadings();
        for (FlowRecord<?> flow : flows) {
            writeRow(flow);
        }
    }

    private void writeHeadings() throws IOException {
        String sequence = colour ? BOLD : "";
        for (int i = 0; i < widths.length; i++) {
            int start = beginCell(i, sequence);
            line.append(columns.get(i).heading());
            endCell(i, sequence, start);
        }
        endLine();
    }

    private void writeRow(FlowRecord<?> flow) throws IOException {
        line.clear(); // of a row that was refused the beginning is still there
        for (int i = 0; i < widths.length; i++) {
            TableColumn column = columns.get(i);
            String sequence = colour ? colour(column, flow) : "";
            int start = beginCell(i, sequence);
            column.cell().append(line, flow);
            endCell(i, sequence, start);
        }
        endLine();
    }

    private void endLine() throws IOException {
        line.append('\n').moveTo(out);
        out.endLine();
    }

    /** Returns where what stands there begins, behind the sequence that colours it, if any. */
    private int beginCell(int index, String sequence) {
        line.append(index == 0 ? "" : GAP).append(sequence);
        return line.length();
    }

    private void endCell(int index, String sequence, int start) {
        int missing = widths[index] - (line.length() - start);
        line.append(sequence.isEmpty() ? "" : PLAIN);
        if (columns.get(index).isNumber()) {
            line.insertSpaces(start - sequence.length(), missing);
        } else if (index < widths.length - 1) {
            line.appendSpaces(missing);
        }
    }

    /** Green for a connection that did what connections should, red for one that was broken off, yellow for a loss. */
    private static String colour(TableColumn column, FlowRecord<?> flow) {
        if (column.equals(TableColumn.STATE)) {
            return switch (flow.state()) {
                case CLOSED, ESTABLISHED -> GREEN;
                case RESET, ABORTED -> RED;
                default -> "";
            };
        }
        return column.equals(TableColumn.END) && flow.endReason() == EndReason.EVICTED ? YELLOW : "";
    }
}
