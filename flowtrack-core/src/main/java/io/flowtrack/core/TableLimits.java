package io.flowtrack.core;

import io.flowtrack.api.EmergencyPolicy;
import io.flowtrack.api.EndReason;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.MemoryBudget;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.Transport;
import io.flowtrack.core.table.FlowTable;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the table within its limits: as many flows, and as much memory, as configured.
 *
 * <p>Flows go in this order: those that are over, those that linger, then live ones. The first live one makes it an
 * emergency, if there are to be any: timeouts become shorter, by which more flows may be over, and half-open flows go
 * before others, until the table has emptied.
 */
final class TableLimits<K, S extends @Nullable Object> {
    private static final MemoryBudget NO_BUDGET = MemoryBudget.ofBytes(Long.MAX_VALUE);
    private static final int FULL_PERCENT = 100;

    private final FlowTable<TrackedFlow<K, S>> table;
    private final OldestFlows<K, S> oldest;
    private final Endings<K, S> endings;
    private final TrackerCounters counters;
    private int maxFlows;
    private MemoryBudget budget = NO_BUDGET;
    private @Nullable EmergencyPolicy policy;

    TableLimits(
            FlowTable<TrackedFlow<K, S>> table, Endings<K, S> endings, TrackerCounters counters, TrackerConfig config) {
        this.table = table;
        this.oldest = new OldestFlows<>(table);
        this.endings = endings;
        this.counters = counters;
        reconfigure(config);
    }

    void reconfigure(TrackerConfig config) {
        maxFlows = config.maxFlows();
        budget = config.memoryBudget().orElse(NO_BUDGET);
        policy = config.emergency().orElse(null);
    }

    /** Makes flows end until there is room for one more. */
    void makeRoomFor(Transport transport, long nowNanos, FlowListener<K, S> listener) {
        long bytes = FlowMemory.bytesOfOneMore(transport, budget.userBytesPerFlow());
        shrinkTo(maxFlows - 1, budget.bytes() - bytes, nowNanos, listener);
    }

    /** Makes flows end until there are no more than there may be. */
    void shrink(long nowNanos, FlowListener<K, S> listener) {
        shrinkTo(maxFlows, budget.bytes(), nowNanos, listener);
    }

    private void shrinkTo(int flows, long bytes, long nowNanos, FlowListener<K, S> listener) {
        if (!isAbove(flows, bytes)) {
            return;
        }
        endings.sweep(nowNanos, listener);
        while (isAbove(flows, bytes)) {
            TrackedFlow<K, S> lingering = table.oldest(Timeouts.LINGERING);
            if (lingering != null) {
                endings.end(lingering, EndReason.EVICTED, listener);
            } else if (policy != null && !counters.isEmergency()) {
                beginEmergency(nowNanos, listener);
            } else {
                evict(listener);
            }
        }
    }

    private boolean isAbove(int flows, long bytes) {
        int size = table.size();
        return size > 0 && (size > flows || endings.memory().bytes(budget.userBytesPerFlow()) > bytes);
    }

    private void beginEmergency(long nowNanos, FlowListener<K, S> listener) {
        counters.emergencyEntered();
        endings.shortenTimeouts(true);
        listener.onEmergencyEntered((int) counters.flowsLive());
        endings.sweep(nowNanos, listener);
    }

    private void evict(FlowListener<K, S> listener) {
        TrackedFlow<K, S> flow = counters.isEmergency() ? oldest.nextInEmergency() : oldest.leastRecent();
        if (counters.isEmergency()) {
            counters.flowEvictedInEmergency(Timeouts.isHalfOpen(flow.list()));
        }
        endings.end(flow, EndReason.EVICTED, listener);
    }

    /** Ends the emergency, if there is one and it is over. */
    void calmDown(FlowListener<K, S> listener) {
        if (counters.isEmergency() && (policy == null || isEmptied(policy))) {
            counters.emergencyLeft();
            endings.shortenTimeouts(false);
            listener.onEmergencyLeft((int) counters.flowsLive());
        }
    }

    private boolean isEmptied(EmergencyPolicy emergency) {
        long percent = emergency.exitPercent();
        return (long) table.size() * FULL_PERCENT <= maxFlows * percent
                && endings.memory().flowBytes(budget.userBytesPerFlow()) <= budget.bytes() / FULL_PERCENT * percent;
    }
}
