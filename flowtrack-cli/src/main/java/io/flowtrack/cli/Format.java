package io.flowtrack.cli;

import io.flowtrack.export.CsvRecordWriter;
import io.flowtrack.export.FlowRecordWriter;
import io.flowtrack.export.NdjsonRecordWriter;
import io.flowtrack.export.TableRecordWriter;
import io.flowtrack.export.TunnelParents;
import io.flowtrack.export.ZeekRecordWriter;
import java.io.OutputStream;
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

    /**
     * A writer of this format.
     *
     * @param colour whether to use colours, where the format has them
     * @param span when the first and the latest packet were captured
     * @param parents hears of all packets
     */
    FlowRecordWriter writer(OutputStream out, boolean colour, CaptureSpan span, TunnelParents parents) {
        return switch (this) {
            case TABLE -> TableRecordWriter.of(out, colour);
            case NDJSON -> NdjsonRecordWriter.of(out);
            case ZEEK -> ZeekRecordWriter.of(out, parents, span);
            case CSV -> CsvRecordWriter.of(out);
        };
    }

    /**
     * A writer behind what another has written, for formats in which no record depends on another.
     *
     * @throws IllegalStateException for others
     */
    FlowRecordWriter appending(OutputStream out) {
        return switch (this) {
            case NDJSON -> NdjsonRecordWriter.of(out);
            case CSV -> CsvRecordWriter.appending(out);
            case TABLE, ZEEK -> throw new IllegalStateException(this + " is written in one piece");
        };
    }

    /** Whether flows are to be told apart as Zeek does. */
    boolean isZeek() {
        return this == ZEEK;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
