package io.flowtrack.core.jfr;

import org.jspecify.annotations.Nullable;

/** Records one sweep after another, if anybody wants to know; else it costs a look or two. */
public final class SweepWatch {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private @Nullable SweepEvent event;
    private long flowsLive;
    private int tableSize;

    /** Before the sweep: how many flows are live, and how many are in the table. */
    public void begin(long flowsLiveBefore, int tableSizeBefore) {
        event = null;
        if (Recorder.isStarted() && SweepEvent.isWanted()) {
            flowsLive = flowsLiveBefore;
            tableSize = tableSizeBefore;
            event = new SweepEvent();
            event.begin();
        }
    }

    /** Behind the sweep. */
    public void end(long nowNanos, long flowsLiveAfter, int tableSizeAfter) {
        SweepEvent done = event;
        if (done != null) {
            event = null;
            done.packetTime = Math.floorDiv(nowNanos, NANOS_PER_MILLI);
            done.flowsEnded = flowsLive - flowsLiveAfter;
            done.flowsForgotten = tableSize - tableSizeAfter;
            done.flowsLive = flowsLiveAfter;
            done.commit();
        }
    }
}
