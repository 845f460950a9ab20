package io.flowtrack.core;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.EndedAt;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.table.FlowTable;
import io.flowtrack.core.tcp.TcpConnection;
import org.jspecify.annotations.Nullable;

/**
 * Puts flows into the table and ends them, whatever the cause: takes them out, counts them and tells it, in this one
 * place.
 *
 * <p>A closed connection lingers in a list of its own. Its end is told when it closes or when it leaves the table, as
 * configured, and always for the reason it closed.
 */
final class Endings<K, S extends @Nullable Object> {
    private final FlowTable<TrackedFlow<K, S>> table;
    private final OldestFlows<K, S> oldest;
    private final FlowMemory memory;
    private final TrackerCounters counters;
    private Timeouts timeouts;
    private TrackerConfig config;
    private boolean hasShortTimeouts;

    Endings(FlowTable<TrackedFlow<K, S>> table, FlowMemory memory, TrackerCounters counters, TrackerConfig config) {
        this.table = table;
        this.oldest = new OldestFlows<>(table);
        this.memory = memory;
        this.counters = counters;
        this.config = config;
        this.timeouts = new Timeouts(config, 1);
    }

    void reconfigure(TrackerConfig newConfig) {
        config = newConfig;
        timeouts = timeouts();
    }

    /** Makes timeouts those of an emergency from now on, or as they are without. */
    void shortenTimeouts(boolean isEmergency) {
        hasShortTimeouts = isEmergency;
        timeouts = timeouts();
    }

    private Timeouts timeouts() {
        boolean isShort = hasShortTimeouts && config.emergency().isPresent();
        return new Timeouts(config, isShort ? config.emergency().get().timeoutDivisor() : 1);
    }

    /** What the flows of the table take. */
    FlowMemory memory() {
        return memory;
    }

    /** Puts a flow that begins into the table. */
    void begin(TrackedFlow<K, S> flow, Arrival first, long nowNanos) {
        int list = Timeouts.listOfHalfOpen(flow.transport());
        table.insert(flow, first.facts().identity(), first.hash(), list, start(flow, nowNanos));
        memory.began(flow.transport());
        counters.flowStarted();
    }

    /** Whether the flow was silent for its timeout, or has lingered long enough. */
    boolean isOver(TrackedFlow<K, S> flow, long nowNanos) {
        return timeouts.isOver(flow, nowNanos);
    }

    /** From when on the flow's time runs, if it is set now. */
    long start(TrackedFlow<K, S> flow, long nowNanos) {
        return timeouts.start(flow, nowNanos);
    }

    /** From when on the time of a flow of Zeek runs that a packet found, and that goes on. */
    long restart(TrackedFlow<K, S> flow, long nowNanos) {
        return timeouts.restart(flow, nowNanos);
    }

    /** How many flows there are, lingering ones included. */
    int flowCount() {
        return table.size();
    }

    /** In which list a flow whose connection is not closed waits for its end. */
    int listOf(TrackedFlow<K, S> flow, TcpConnection connection) {
        return timeouts.listOf(flow, connection);
    }

    /** Ends all flows that are over, the one that has been for longest first. */
    void sweep(long nowNanos, FlowListener<K, S> listener) {
        TrackedFlow<K, S> flow = oldest.nextOver(timeouts, nowNanos);
        while (flow != null) {
            end(flow, EndReason.IDLE_TIMEOUT, listener);
            flow = oldest.nextOver(timeouts, nowNanos);
        }
    }

    /** Ends all flows, the least recently used first. */
    void flush(FlowListener<K, S> listener) {
        int untilTouch = 0;
        try {
            while (table.size() > 0) {
                if (untilTouch == 0) {
                    untilTouch = OldestFlows.TOGETHER;
                    oldest.touch();
                }
                untilTouch--;
                TrackedFlow<K, S> flow = oldest.leastRecent();
                table.drop(flow);
                tellIfLive(flow, EndReason.FLUSHED, listener);
            }
        } finally {
            table.reindex();
        }
    }

    /** Lets a connection that is over linger, or ends it at once where nothing lingers. */
    void close(TrackedFlow<K, S> flow, EndReason reason, long nowNanos, FlowListener<K, S> listener) {
        flow.closed(reason);
        if (config.closeLinger().isZero()) {
            end(flow, reason, listener);
            return;
        }
        table.move(flow, Timeouts.LINGERING, start(flow, nowNanos));
        if (config.endedAt() == EndedAt.CLOSE) {
            tell(flow, reason, listener);
        }
    }

    /** Takes a flow out of the table and tells its end, if that was not told when it closed. */
    void end(TrackedFlow<K, S> flow, EndReason reason, FlowListener<K, S> listener) {
        table.remove(flow);
        tellIfLive(flow, reason, listener);
    }

    private void tellIfLive(TrackedFlow<K, S> flow, EndReason reason, FlowListener<K, S> listener) {
        memory.ended(flow.transport());
        if (!flow.isEndTold()) {
            EndReason closeReason = flow.closeReason();
            tell(flow, closeReason == null ? reason : closeReason, listener);
        }
    }

    private void tell(TrackedFlow<K, S> flow, EndReason reason, FlowListener<K, S> listener) {
        flow.endTold();
        counters.flowEnded(reason);
        listener.onEnded(flow, reason);
    }
}
