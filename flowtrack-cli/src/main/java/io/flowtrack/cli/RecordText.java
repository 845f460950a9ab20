package io.flowtrack.cli;

import io.flowtrack.export.FlowRecordWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;

/**
 * Turns some records into text: those that are wanted, in a format whose records do not depend on each other. For any thread;
 * pages are used again, as the text of all would be more garbage than anything else.
 */
final class RecordText {
    /** Enough for the records of a chunk in any format, as a rule. */
    private static final int USUAL_BYTES = 1 << 17;

    private final Function<OutputStream, FlowRecordWriter> format;
    private final FlowSelection selection;
    private final Deque<Page> free = new ConcurrentLinkedDeque<>();

    /** The text of some records. */
    final class Page {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        private final FlowRecordWriter writer = format.apply(bytes);

        /** Passes it on. */
        void writeTo(Output output) {
            output.write(bytes);
            bytes.reset();
            free.push(this);
        }
    }

    /**
     * Text in a format.
     *
     * @param format makes a writer that writes records as if there were others before them
     * @param selection which records are wanted
     */
    RecordText(Function<OutputStream, FlowRecordWriter> format, FlowSelection selection) {
        this.format = format;
        this.selection = selection;
    }

    /** The text of these. Each record is made once, whether or not it is wanted. */
    Page of(List<ToldRecord> records) {
        Page known = free.poll();
        Page page = known == null ? new Page() : known;
        try {
            ToldRecord.forEach(records, selection.before(page.writer::write));
            page.writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory takes all
        }
        return page;
    }
}
