package io.flowtrack.core.jfr;

/**
 * Records intervals in which many live flows were evicted, if anybody wants to know: a hundredth or more of all in the table. One
 * event for each such interval, so that a flood that lasts shows how it goes, and costs no more than sweeps do.
 */
public final class EvictionWatch {
    private static final long PERCENT = 100;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private long evictedBefore;
    private long halfOpenBefore;
    private long evicted;
    private long halfOpen;

    /** Before an interval's end is told: how many live flows were evicted so far, and half-open ones in emergencies. */
    public void count(long evictedSoFar, long halfOpenSoFar) {
        evicted = evictedSoFar - evictedBefore;
        halfOpen = halfOpenSoFar - halfOpenBefore;
        evictedBefore = evictedSoFar;
        halfOpenBefore = halfOpenSoFar;
    }

    /** An interval of packet time has ended, with that many flows in the table, in an emergency or not. */
    public void intervalEnded(long sinceNanos, long nowNanos, int tableSize, boolean isEmergency) {
        boolean isStorm = evicted > 0 && evicted * PERCENT >= tableSize;
        if (isStorm && Recorder.isStarted()) {
            EvictionStormEvent event = new EvictionStormEvent();
            event.packetTime = Math.floorDiv(nowNanos, NANOS_PER_MILLI);
            event.interval = nowNanos - sinceNanos;
            event.flowsEvicted = evicted;
            event.halfOpenFlowsEvicted = halfOpen;
            event.tableSize = tableSize;
            event.emergency = isEmergency;
            event.commit();
        }
    }
}
