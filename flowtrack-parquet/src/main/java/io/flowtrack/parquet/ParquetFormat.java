package io.flowtrack.parquet;

import io.flowtrack.api.CommunityId;
import io.flowtrack.export.ExtraColumns;
import io.flowtrack.export.FlowRecordWriter;
import io.flowtrack.export.RecordFileFormat;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Parquet, for those who look for formats by name. */
public final class ParquetFormat implements RecordFileFormat {
    /** The format. */
    public ParquetFormat() {}

    @Override
    public String name() {
        return "parquet";
    }

    @Override
    public FlowRecordWriter open(Path file, CommunityId communityIds, @Nullable ExtraColumns extra) throws IOException {
        ParquetRecordWriter writer = ParquetRecordWriter.of(file, ParquetLayout.DEFAULT, communityIds);
        return extra == null ? writer : writer.with(extra);
    }
}
