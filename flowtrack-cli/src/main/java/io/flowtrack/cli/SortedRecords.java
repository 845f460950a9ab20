package io.flowtrack.cli;

import io.flowtrack.api.FlowRecord;
import io.flowtrack.export.FlowRecordWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Holds records until the end, and writes them by a field's order then: all, or the first so many. */
final class SortedRecords implements FlowRecordWriter {
    /** As many are held at most. */
    static final int MOST_RECORDS = 1_000_000;

    private static final int USUAL_CAPACITY = 64;

    private final FlowRecordWriter writer;
    private final SortOrder order;
    private final int top;
    /** The last of them in front. */
    private final PriorityQueue<Row> rows;

    private long count;

    private record Row(Comparable<?> key, long number, FlowRecord<?> record) {}

    /** The first so many records, from 1; all that come if that is {@link #MOST_RECORDS} or more. */
    SortedRecords(FlowRecordWriter writer, SortOrder order, int top) {
        this.writer = writer;
        this.order = order;
        this.top = top;
        this.rows = new PriorityQueue<>(USUAL_CAPACITY, rowOrder(order).reversed());
    }

    /** Records of the same key in the order in which they came. */
    private static Comparator<Row> rowOrder(SortOrder order) {
        return Comparator.comparing(Row::key, order).thenComparingLong(Row::number);
    }

    /**
     * {@inheritDoc}
     *
     * @throws BadUsage if there are too many to hold
     */
    @Override
    public void write(FlowRecord<?> record) {
        if (top >= MOST_RECORDS && rows.size() >= MOST_RECORDS) {
            throw new BadUsage("--sort holds records in memory, and there are more than " + MOST_RECORDS
                    + ": give --top N, or a --where that leaves fewer");
        }
        rows.add(new Row(order.key(record), ++count, record));
        if (rows.size() > top) {
            rows.remove();
        }
    }

    /** Nothing can be passed on before all are known. */
    @Override
    public void flush() {}

    @Override
    public void close() throws IOException {
        List<Row> sorted = new ArrayList<>(rows);
        rows.clear();
        sorted.sort(rowOrder(order));
        try (writer) {
            for (Row row : sorted) {
                writer.write(row.record());
            }
        }
    }
}
