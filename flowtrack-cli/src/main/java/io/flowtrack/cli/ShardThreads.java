package io.flowtrack.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Threads that each have work of their own, and do small work of others while they wait and when they are done. Whoever
 * gives them work takes part in the small work, too, while it waits.
 */
final class ShardThreads implements Executor, AutoCloseable {
    private static final long NAP_MICROS = 200;

    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicInteger atWork = new AtomicInteger();

    /** Starts a thread with work of its own. */
    void start(Runnable work) {
        Thread thread = new Thread(() -> run(work), "flowtrack-shard");
        thread.setDaemon(true);
        threads.add(thread);
        atWork.incrementAndGet();
        thread.start();
    }

    private void run(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        } finally {
            atWork.decrementAndGet();
        }
        try {
            while (true) {
                tasks.take().run();
            }
        } catch (InterruptedException e) {
            // closed while it waited for more to do
        }
    }

    /** Whether any thread still does work of its own. */
    boolean areAtWork() {
        return atWork.get() > 0;
    }

    /** Adds small work, for whoever has time. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /**
     * Does some small work, or waits a moment if there is none.
     *
     * @throws IllegalStateException if a thread has failed, or this is closed
     */
    void passTime() {
        check();
        try {
            Runnable task = tasks.poll(NAP_MICROS, TimeUnit.MICROSECONDS);
            if (task != null) {
                task.run();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("closed", e);
        }
    }

    /**
     * Looks whether all is well.
     *
     * @throws IllegalStateException if a thread has failed
     * @throws Error that with which it has
     */
    void check() {
        Throwable cause = failure.get();
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause != null) {
            throw new IllegalStateException(cause);
        }
    }

    /** Ends all threads, whatever they are at. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
