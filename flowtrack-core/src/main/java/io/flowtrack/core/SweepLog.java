package io.flowtrack.core;

import io.flowtrack.core.jfr.EvictionWatch;
import io.flowtrack.core.jfr.SweepWatch;
import io.flowtrack.core.table.FlowTable;

/** Tells the Flight Recorder of sweeps, and of what was evicted between them. */
final class SweepLog {
    private final TrackerCounters counters;
    private final FlowTable<?> table;
    private final SweepWatch sweeps = new SweepWatch();
    private final EvictionWatch evictions = new EvictionWatch();

    SweepLog(TrackerCounters counters, FlowTable<?> table) {
        this.counters = counters;
        this.table = table;
    }

    /** A sweep begins; the one before was then. */
    void begin(long sweptNanos, long nowNanos) {
        intervalEnded(sweptNanos, nowNanos);
        sweeps.begin(counters.flowsLive(), table.size());
    }

    void end(long nowNanos) {
        sweeps.end(nowNanos, counters.flowsLive(), table.size());
    }

    /** The time since a sweep is over. */
    void intervalEnded(long sweptNanos, long nowNanos) {
        evictions.count(counters.flowsEvicted(), counters.halfOpenFlowsEvicted());
        evictions.intervalEnded(sweptNanos, nowNanos, table.size(), counters.isEmergency());
    }
}
