package io.flowtrack.parquet;

import io.flowtrack.api.FlowRecord;
import io.flowtrack.export.ExtraColumns;
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
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** A row group in memory: pages, encoded and compressed as soon as they are full. It is written once. */
final class RowGroup implements AutoCloseable {
    /** How often the length is looked at, which takes a look at all columns. */
    private static final int RECORDS_BETWEEN_LOOKS = 1 << 8;

    private final ParquetLayout layout;
    private final MessageType schema;
    private final ColumnChunkPageWriteStore pages;
    private final ColumnWriteStore columns;
    private final List<ColumnFeed> feeds = new ArrayList<>();
    private int recordCount;
    private boolean isClosed;

    /** An empty one, of the columns of {@link FlowSchema}. */
    RowGroup(
            ParquetLayout layout,
            ParquetProperties properties,
            List<FlowColumn> flowColumns,
            @Nullable ExtraColumns extra) {
        this.layout = layout;
        this.schema = FlowSchema.message(extra);
        BytesInputCompressor compressor = layout.compression().compressor();
        this.pages = ColumnChunkPageWriteStore.builder()
                .withCompressorProvider(column -> compressor)
                .withSchema(schema)
                .withAllocator(properties.getAllocator())
                .withRowGroupOrdinal(0)
                .build();
        this.columns = properties.newColumnWriteStore(schema, pages, pages);
        for (FlowColumn column : flowColumns) {
            feeds.add(feed(column));
        }
        if (extra != null) {
            feeds.add(new ExtraFeed(extra, targets(extra)));
        }
    }

    private List<ColumnWriter> targets(ExtraColumns extra) {
        List<ColumnWriter> targets = new ArrayList<>();
        for (int i = 0; i < extra.columns().size(); i++) {
            String name = extra.columns().get(i);
            boolean isList = extra.types().get(i) == ExtraColumns.Type.INTS;
            targets.add(isList ? target(name, "list", "element") : target(name));
        }
        return targets;
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
        ColumnDescriptor column = schema.getColumnDescription(path);
        return columns.getColumnWriter(column);
    }

    /**
     * Adds a record.
     *
     * @throws IllegalArgumentException if its key is none of the ready-made ones, or columns of one's own have values that are not
     *     theirs; nothing is added then
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

    MessageType schema() {
        return schema;
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
