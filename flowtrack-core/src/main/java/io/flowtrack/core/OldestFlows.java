package io.flowtrack.core;

import io.flowtrack.core.table.FlowTable;
import org.jspecify.annotations.Nullable;

/** Which flow is next to go. Looks only at the old ends of the table's lists, so it costs the same for any table. */
final class OldestFlows<K, S extends @Nullable Object> {
    /** How many of a list to look at together before they go. */
    static final int TOGETHER = 32;

    private final FlowTable<TrackedFlow<K, S>> table;
    private final int[] numbers = new int[TOGETHER];

    /** Keeps the compiler from leaving out reads that nothing is done with. */
    @SuppressWarnings("unused")
    private int forgotten;

    OldestFlows(FlowTable<TrackedFlow<K, S>> table) {
        this.table = table;
    }

    /** The flow that has been over for the longest time, or null if none is over; of two, the one touched earlier. */
    @Nullable TrackedFlow<K, S> nextOver(Timeouts timeouts, long nowNanos) {
        TrackedFlow<K, S> next = null;
        long longest = 0;
        for (int list = 0; list < Timeouts.LIST_COUNT; list++) {
            TrackedFlow<K, S> flow = table.oldest(list);
            if (flow != null) {
                long overdue = timeouts.overdueNanos(flow, nowNanos);
                if (overdue > longest || (overdue == longest && isEarlier(flow, next))) {
                    next = flow;
                    longest = overdue;
                }
            }
        }
        return next;
    }

    /**
     * The flow to give up in an emergency: of the half-open ones, or if there are none of all, the one touched the longest
     * time ago.
     *
     * @throws IllegalStateException if the table is empty
     */
    TrackedFlow<K, S> nextInEmergency() {
        TrackedFlow<K, S> halfOpen = leastRecent(Timeouts.FIRST_HALF_OPEN, Timeouts.LINGERING);
        return halfOpen == null ? leastRecent() : halfOpen;
    }

    /**
     * The flow touched the longest time ago.
     *
     * @throws IllegalStateException if the table is empty
     */
    TrackedFlow<K, S> leastRecent() {
        TrackedFlow<K, S> least = leastRecent(0, Timeouts.LIST_COUNT);
        if (least == null) {
            throw new IllegalStateException("no flows");
        }
        return least;
    }

    private @Nullable TrackedFlow<K, S> leastRecent(int fromList, int toList) {
        TrackedFlow<K, S> least = null;
        for (int list = fromList; list < toList; list++) {
            TrackedFlow<K, S> flow = table.oldest(list);
            if (flow != null && isEarlier(flow, least)) {
                least = flow;
            }
        }
        return least;
    }

    /** Reads the flows that go next from any list, which lie all over the memory, so that they are waited for together. */
    void touch() {
        int sum = 0;
        for (int list = 0; list < Timeouts.LIST_COUNT; list++) {
            int count = table.oldest(list, numbers);
            for (int i = 0; i < count; i++) {
                TrackedFlow<K, S> flow = table.peek(numbers[i]);
                sum += flow == null ? 0 : flow.touch();
            }
        }
        forgotten = sum;
    }

    private boolean isEarlier(TrackedFlow<K, S> flow, @Nullable TrackedFlow<K, S> other) {
        return other == null || flow.turn() < other.turn();
    }
}
