package io.flowtrack.cli;

import io.flowtrack.export.FlowRecordWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/**
 * Turns records into text on several threads, a hundred and more at a time, and writes the text in order. What no thread has
 * begun with when its turn comes is done by the one that waits for it.
 */
final class RecordChunks {
    private static final int CHUNK_LENGTH = 128;
    /** Enough for a chunk of any format, as a rule. */
    private static final int USUAL_BYTES = 1 << 19;

    private static final int WAITING_CHUNKS = 16;

    private final RecordFormat format;
    private final Output output;
    private final Executor executor;
    private final ArrayDeque<FutureTask<ByteArrayOutputStream>> waiting = new ArrayDeque<>();

    /** Chunks of a format whose records do not depend on each other. */
    RecordChunks(RecordFormat format, Output output, Executor executor) {
        this.format = format;
        this.output = output;
        this.executor = executor;
    }

    /** Takes records in, in order, and writes what is ready. */
    void add(List<ToldRecord> records) {
        for (int from = 0; from < records.size(); from += CHUNK_LENGTH) {
            List<ToldRecord> chunk = List.copyOf(records.subList(from, Math.min(records.size(), from + CHUNK_LENGTH)));
            FutureTask<ByteArrayOutputStream> task = new FutureTask<>(() -> text(chunk));
            waiting.add(task);
            executor.execute(task);
            write(WAITING_CHUNKS);
        }
    }

    /** Writes what is ready; and what is not, if more than that many are waiting. */
    void write(int most) {
        while (!waiting.isEmpty() && (waiting.size() > most || waiting.element().isDone())) {
            FutureTask<ByteArrayOutputStream> task = waiting.remove();
            task.run(); // does nothing if somebody else has begun with it
            output.write(result(task));
        }
    }

    private static ByteArrayOutputStream result(FutureTask<ByteArrayOutputStream> task) {
        boolean wasInterrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    wasInterrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private ByteArrayOutputStream text(List<ToldRecord> chunk) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (FlowRecordWriter writer = format.appending(bytes)) {
            ToldRecord.forEach(chunk, writer::write);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory takes all
        }
        return bytes;
    }
}
