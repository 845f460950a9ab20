package io.flowtrack.cli;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How far the threads have come that read the same packets. The first leads: the others look for no packet that it has not
 * taken, so that all end at the same one, even where a file grows meanwhile. And it does not leave them far behind, because what
 * is told of its packets waits for theirs.
 */
final class ReplayPace {
    /** More than what is read at once, and enough that threads which take turns on one core need not do so often. */
    private static final int LEAD = 1 << 12;

    private static final int MOST_LEAD = 1 << 16;

    private final AtomicLongArray taken;
    private volatile boolean isAtEnd;

    ReplayPace(int threads) {
        taken = new AtomicLongArray(threads);
    }

    /** Says how many packets a thread has taken. */
    void taken(int thread, long packetCount) {
        taken.setRelease(thread, packetCount);
    }

    /** Says that a thread takes nothing more. */
    void left(int thread) {
        taken(thread, Long.MAX_VALUE);
    }

    /** Says that the first thread has come to the end. */
    void atEnd() {
        isAtEnd = true;
    }

    /** How many packets the first thread has taken. */
    long taken() {
        return taken.getAcquire(0);
    }

    /** Whether the first thread may go on. */
    boolean mayLead() {
        long all = taken();
        for (int i = 1; i < taken.length(); i++) {
            if (all - taken.getAcquire(i) > MOST_LEAD) {
                return false;
            }
        }
        return true;
    }

    /** Whether another thread that has taken so many packets may look for more. */
    boolean mayFollow(long packetCount) {
        return isAtEnd || taken() >= packetCount + LEAD;
    }
}
