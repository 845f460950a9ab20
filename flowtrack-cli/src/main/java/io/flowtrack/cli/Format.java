package io.flowtrack.cli;

import java.io.Writer;
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

    /** A writer of this format; {@code colour} is for those who can. */
    RecordWriter writer(Writer out, boolean colour) {
        return switch (this) {
            case TABLE -> new TableRecordWriter(out, colour);
            case NDJSON -> new NdjsonRecordWriter(out);
            case ZEEK -> new ZeekRecordWriter(out);
            case CSV -> new CsvRecordWriter(out);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
