package io.flowtrack.core.tcp;

import java.util.Arrays;

/**
 * The pieces of a stream that were seen above a hole, in order and without overlap, as pairs of start and end. At most
 * {@value #MOST}: one more, and the hole next to the new piece counts as filled, so that a hostile stream takes no more
 * memory and loses less than it did.
 */
final class StreamPieces {
    /** The most pieces kept of one side. */
    static final int MOST = 64;

    private static final int FEW = 4;

    private long[] bounds = new long[2 * FEW];
    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    long firstStart() {
        return bounds[0];
    }

    /** End of the highest piece. */
    long lastEnd() {
        return bounds[2 * count - 1];
    }

    /** Bytes in all pieces. */
    long byteCount() {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += bounds[2 * i + 1] - bounds[2 * i];
        }
        return sum;
    }

    /** Takes the first piece away and returns its end. */
    long takeFirst() {
        long end = bounds[1];
        removeRange(0, 1);
        return end;
    }

    void clear() {
        count = 0;
    }

    /** Adds a piece, and joins what it touches. */
    void add(long start, long end) {
        int from = 0;
        while (from < count && bounds[2 * from + 1] < start) {
            from++;
        }
        int to = from;
        long joinedStart = start;
        long joinedEnd = end;
        while (to < count && bounds[2 * to] <= end) {
            joinedStart = Math.min(joinedStart, bounds[2 * to]);
            joinedEnd = Math.max(joinedEnd, bounds[2 * to + 1]);
            to++;
        }
        if (from == to) {
            makeRoom(from);
        } else {
            removeRange(from + 1, to);
        }
        bounds[2 * from] = joinedStart;
        bounds[2 * from + 1] = joinedEnd;
        if (count > MOST) {
            fillHoleAt(Math.max(1, from));
        }
    }

    private void fillHoleAt(int piece) {
        bounds[2 * piece - 1] = bounds[2 * piece + 1];
        removeRange(piece, piece + 1);
    }

    private void makeRoom(int at) {
        if (2 * count == bounds.length) {
            bounds = Arrays.copyOf(bounds, Math.min(2 * bounds.length, 2 * (MOST + 1)));
        }
        System.arraycopy(bounds, 2 * at, bounds, 2 * at + 2, 2 * (count - at));
        count++;
    }

    private void removeRange(int from, int to) {
        System.arraycopy(bounds, 2 * to, bounds, 2 * from, 2 * (count - to));
        count -= to - from;
    }
}
