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
    /** RFC 4180 with a header row. */
    CSV;

    /** Whether flows are to be told apart as Zeek does. */
    boolean isZeek() {
        return this == ZEEK;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
