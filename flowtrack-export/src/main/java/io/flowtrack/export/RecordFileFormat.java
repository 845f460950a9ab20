package io.flowtrack.export;

import io.flowtrack.api.CommunityId;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A format of records that needs a file rather than a stream. Modules that bring one name it as a service of this type, so that
 * those who use them need not know them ({@link java.util.ServiceLoader}).
 */
public interface RecordFileFormat {
    /** The format's name, in lower case: {@code parquet}. */
    String name();

    /**
     * A writer of that file, which replaces one that is there.
     *
     * @param communityIds used by this writer alone
     * @param extra columns behind those of the format; null for none
     * @throws IOException if the file cannot be written
     */
    FlowRecordWriter open(Path file, CommunityId communityIds, @Nullable ExtraColumns extra) throws IOException;
}
