package io.flowtrack.cli;

import io.flowtrack.export.FlowRecordWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Turns some records into text: those that are wanted, in a format whose records do not depend on each other. */
final class RecordText {
    /** Enough for the records of a chunk in any format, as a rule. */
    private static final int USUAL_BYTES = 1 << 19;

    private final RecordFormat format;
    private final FlowSelection selection;

    RecordText(RecordFormat format, FlowSelection selection) {
        this.format = format;
        this.selection = selection;
    }

    /** The text of these; for any thread. Each record is made once, whether or not it is wanted. */
    ByteArrayOutputStream of(List<ToldRecord> records) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (FlowRecordWriter writer = format.appending(bytes)) {
            ToldRecord.forEach(records, selection.before(writer::write));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory takes all
        }
        return bytes;
    }
}
