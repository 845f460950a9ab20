package io.flowtrack.export;

import io.flowtrack.api.FlowRecord;
import java.util.List;

/** Columns of one's own behind those that records have, the same for every record. */
public interface ExtraColumns {
    /** The NDJSON field whose object has them. */
    String name();

    /** Their names, in order; each once. */
    List<String> columns();

    /** What their values are, in the order of the columns. */
    List<Type> types();

    /** Their values of a flow, as many as columns and of their types. */
    List<?> values(FlowRecord<?> flow);

    /** What the values of a column are. None is missing. */
    enum Type {
        /** Each is a {@code Long}. */
        LONG,
        /** Each is a {@code Double}, never NaN nor infinite. */
        DOUBLE,
        /** Each is a {@code String}. */
        TEXT,
        /** Each is a {@code List<Integer>}, of any length. */
        INTS
    }
}
