package io.flowtrack.export;

import io.flowtrack.api.FlowRecord;
import java.util.List;

/** Columns of one's own behind those that records have, the same for every record. */
public interface ExtraColumns {
    /** The NDJSON field whose object has them. */
    String name();

    /** Their names, in order; each once. */
    List<String> columns();

    /** Their values of a flow, as many as columns: {@code Long}, finite {@code Double}, {@code String}, {@code List<Integer>}. */
    List<?> values(FlowRecord<?> flow);
}
