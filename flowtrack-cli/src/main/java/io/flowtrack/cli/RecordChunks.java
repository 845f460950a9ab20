package io.flowtrack.cli;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes something of records on several threads, a few dozen at a time, and passes it on in order.
 *
 * @param <T> what is made
 */
final class RecordChunks<T> {
    private static final int CHUNK_LENGTH = 32;
    private static final int WAITING_CHUNKS = 16;

    private final Function<List<ToldRecord>, T> work;
    private final Consumer<T> taker;
    private final Executor executor;
    private final Runnable pastime;
    private final ArrayDeque<FutureTask<T>> waiting = new ArrayDeque<>();

    /**
     * No records yet.
     *
     * @param work done by any thread
     * @param taker called by the thread that adds records
     * @param executor does the work
     * @param pastime what the thread that adds records does for a moment while it waits, such as a part of the work
     */
    RecordChunks(Function<List<ToldRecord>, T> work, Consumer<T> taker, Executor executor, Runnable pastime) {
        this.work = work;
        this.taker = taker;
        this.executor = executor;
        this.pastime = pastime;
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
            while (!task.isDone()) {
                pastime.run();
            }
            taker.accept(result(task));
        }
    }

    private static <T> T result(FutureTask<T> done) {
        try {
            return done.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
