package io.flowtrack.core;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.FlowListener;
import io.flowtrack.core.tcp.TcpConnection;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Looks at each TCP connection now and then, as Zeek does, and ends those that are silent and of which nothing more is to be
 * expected. The first look is five seconds after a connection began, each other one six seconds after the one before. When
 * a side closes before the other one does, a second row of looks begins. A look happens when the first packet of the capture
 * comes that is not before it, so that rows drift. A connection that was reset is looked at no more.
 */
final class ConnectionChecks<K, S extends @Nullable Object> {
    private static final long FIRST_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long STEP_NANOS = Duration.ofSeconds(6).toNanos();
    private static final long SILENCE_NANOS = Duration.ofSeconds(5).toNanos();

    /** More than the rows that a connection can have: one, and one for each side. */
    private static final int MOST_FOR_EACH = 4;

    private static final int FEW = 1_024;

    private record Check<K, S extends @Nullable Object>(long dueNanos, long turn, TrackedFlow<K, S> flow) {}

    private final PriorityQueue<Check<K, S>> queue = new PriorityQueue<>(
            Comparator.<Check<K, S>>comparingLong(Check::dueNanos).thenComparingLong(Check::turn));
    private final Endings<K, S> endings;
    private long turn;

    ConnectionChecks(Endings<K, S> endings) {
        this.endings = endings;
    }

    /** Plans the first look at a connection that begins. */
    void begin(TrackedFlow<K, S> flow, long nowNanos) {
        if (flow.connection() != null) {
            plan(flow, nowNanos, FIRST_NANOS);
        }
    }

    /** Plans another row of looks, if the last packet closed one side only. */
    void heed(TrackedFlow<K, S> flow, TcpConnection connection) {
        if ((connection.news() & TcpConnection.HALF_CLOSED) != 0) {
            plan(flow, flow.lastNanos(), STEP_NANOS);
        }
    }

    /** Plans a look so long after that time; none if there is no such time, for it is never reached. */
    private void plan(TrackedFlow<K, S> flow, long fromNanos, long delayNanos) {
        long dueNanos = fromNanos + delayNanos;
        if (dueNanos < fromNanos) {
            return;
        }
        if (queue.size() > MOST_FOR_EACH * endings.flowCount() + FEW) {
            queue.removeIf(check -> !check.flow.isInTable());
        }
        queue.add(new Check<>(dueNanos, turn++, flow));
    }

    /** Takes all looks that are due. */
    void run(long nowNanos, FlowListener<K, S> listener) {
        for (Check<K, S> next = queue.peek(); next != null && next.dueNanos <= nowNanos; next = queue.peek()) {
            queue.remove();
            look(next.flow, nowNanos, listener);
        }
    }

    private void look(TrackedFlow<K, S> flow, long nowNanos, FlowListener<K, S> listener) {
        TcpConnection connection = flow.connection();
        if (connection == null || !flow.isInTable() || flow.closeReason() != null || connection.wasReset()) {
            return;
        }
        if (nowNanos - SILENCE_NANOS > flow.lastNanos() && connection.isLeftOver()) {
            endings.end(flow, EndReason.IDLE_TIMEOUT, listener);
        } else {
            plan(flow, nowNanos, STEP_NANOS);
        }
    }
}
