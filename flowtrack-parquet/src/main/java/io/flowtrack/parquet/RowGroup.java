package io.flowtrack.parquet;

import io.flowtrack.api.FlowRecord;
import io.flowtrack.export.FlowColumn;
import io.flowtrack.export.FlowColumns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;

/** A row group in memory: pages, encoded and compressed as soon as they are full. It is written once. */
final class RowGroup implements AutoCloseable {
    /** How often the length is looked at, which takes a look at all columns. */
    private static final int RECORDS_BETWEEN_LOOKS = 1 << 8;

    private final ParquetLayout layout;
    private final ColumnChunkPageWriteStore pages;
    private final ColumnWriteStore columns;
    private final List<ColumnFeed> feeds = new ArrayList<>();
    private int recordCount;
    private boolean isClosed;

    /** An empty one, of the columns of {@link FlowSchema}. */
    RowGroup(ParquetLayout layout, ParquetProperties properties, List<FlowColumn> flowColumns) {
        this.layout = layout;
        BytesInputCompressor compressor = layout.compression().compressor();
        this.pages = ColumnChunkPageWriteStore.builder()
                .withCompressorProvider(column -> compressor)
                .withSchema(FlowSchema.MESSAGE)
                .withAllocator(properties.getAllocator())
                .withRowGroupOrdinal(0)
                .build();
        this.columns = properties.newColumnWriteStore(FlowSchema.MESSAGE, pages, pages);
        for (FlowColumn column : flowColumns) {
            feeds.add(feed(column));
        }
    }

    private ColumnFeed feed(FlowColumn column) {
        String name = column.name();
        if (column.equals(FlowColumns.TUNNELS)) {
            return new TunnelsFeed(
                    target(name, "list", "element", "type"),
                    target(name, "list", "element", "source"),
                    target(name, "list", "element", "destination"),
                    target(name, "list", "element", "id"));
        }
        return column.type() == FlowColumn.Type.TEXT
                ? new ColumnFeed.Texts(column, target(name))
                : new ColumnFeed.Numbers(column, target(name));
    }

    private ColumnWriter target(String... path) {
        ColumnDescriptor column = FlowSchema.MESSAGE.getColumnDescription(path);
        return columns.getColumnWriter(column);
    }

    /**
     * Adds a record.
     *
     * @throws IllegalArgumentException if its key is none of the ready-made ones; nothing is added then
     */
    void add(FlowRecord<?> flow) {
        for (ColumnFeed feed : feeds) {
            feed.take(flow);
        }
        for (ColumnFeed feed : feeds) {
            feed.put();
        }
        columns.endRecord();
        recordCount++;
    }

    int recordCount() {
        return recordCount;
    }

    boolean isFull() {
        return recordCount >= layout.rowGroupRecords()
                || (recordCount % RECORDS_BETWEEN_LOOKS == 0 && columns.getBufferedSize() >= layout.rowGroupLength());
    }

    /** Writes the row group, if there is anything in it. Nothing can be added any more. */
    void writeTo(ParquetFileWriter file) throws IOException {
        if (recordCount > 0) {
            file.startBlock(recordCount);
            columns.flush();
            pages.flushToFileWriter(file);
            file.endBlock();
        }
    }

    /** Lets go of the memory. */
    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            columns.close();
            pages.close();
        }
    }
}
