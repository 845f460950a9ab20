package io.flowtrack.cli;

import java.util.Locale;

/** How records are written. */
enum Format {
    /** For people: one aligned line for each flow. */
    TABLE,
    /** One JSON object for each flow. */
    NDJSON,
    /** Zeek's conn.log. */
    ZEEK,
    /** The same as JSON, one object for each flow. */
    ZEEK_JSON,
    /** Suricata's EVE log, one event for each flow. */
    EVE,
    /** RFC 4180 with a header row. */
    CSV,
    /** RFC 7011, in bytes. */
    IPFIX,
    /** Typed columns, in a file of its own. */
    PARQUET;

    /** Whether records depend on those before them. */
    boolean isInOnePiece() {
        return this == ZEEK || this == IPFIX || this == PARQUET;
    }

    /** Whether it is nothing for a terminal. */
    boolean isBinary() {
        return this == IPFIX || this == PARQUET;
    }

    /** Whether the writer makes its own file, and cannot write to a stream. */
    boolean needsFile() {
        return this == PARQUET;
    }

    /** Whether flows are to be told apart as Zeek does. */
    boolean isZeek() {
        return this == ZEEK || this == ZEEK_JSON;
    }

    /** Whether it tells of a flow once, when it is over, and of flows of one transport protocol only. */
    boolean tellsOfEndsOnly() {
        return isZeek() || this == EVE;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
