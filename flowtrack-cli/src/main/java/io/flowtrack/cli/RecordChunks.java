package io.flowtrack.cli;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes something of records on several threads, of a hundred and more at a time, and passes it on in order. What no thread has
 * begun with when its turn comes is done by the one that waits for it.
 *
 * @param <T> what is made
 */
final class RecordChunks<T> {
    private static final int CHUNK_LENGTH = 128;
    private static final int WAITING_CHUNKS = 16;

    private final Function<List<ToldRecord>, T> work;
    private final Consumer<T> taker;
    private final Executor executor;
    private final ArrayDeque<FutureTask<T>> waiting = new ArrayDeque<>();

    /**
     * No records yet.
     *
     * @param work done by any thread
     * @param taker called by the thread that adds records
     */
    RecordChunks(Function<List<ToldRecord>, T> work, Consumer<T> taker, Executor executor) {
        this.work = work;
        this.taker = taker;
        this.executor = executor;
    }

    /** Takes records in, in order, and passes on what is ready. */
    void add(List<ToldRecord> records) {
        for (int from = 0; from < records.size(); from += CHUNK_LENGTH) {
            List<ToldRecord> chunk = List.copyOf(records.subList(from, Math.min(records.size(), from + CHUNK_LENGTH)));
            FutureTask<T> task = new FutureTask<>(() -> work.apply(chunk));
            waiting.add(task);
            executor.execute(task);
            passOn(WAITING_CHUNKS);
        }
        passOn(Integer.MAX_VALUE);
    }

    /** Passes on all that is left. */
    void finish() {
        passOn(0);
    }

    /** Passes on what is ready; and what is not, if more than that many are waiting. */
    private void passOn(int most) {
        while (!waiting.isEmpty() && (waiting.size() > most || waiting.element().isDone())) {
            FutureTask<T> task = waiting.remove();
            task.run(); // does nothing if somebody else has begun with it
            taker.accept(result(task));
        }
    }

    private static <T> T result(FutureTask<T> task) {
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
}
