package io.flowtrack.core.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import jdk.jfr.Timestamp;

@Name("flowtrack.EvictionStorm")
@Label("Eviction Storm")
@Category("flowtrack")
@Description(
        "Within one sweep interval of packet time live flows were evicted, a hundredth or more of all in the table")
@StackTrace(false)
final class EvictionStormEvent extends Event {
    @Label("Packet Time")
    @Description("When the interval ended")
    @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
    long packetTime;

    @Label("Interval")
    @Description("How long it was, in packet time")
    @Timespan(Timespan.NANOSECONDS)
    long interval;

    @Label("Flows Evicted")
    long flowsEvicted;

    @Label("Half-Open Flows Evicted")
    @Description("Those of them that were half-open, in an emergency")
    long halfOpenFlowsEvicted;

    @Label("Table Size")
    @Description("Flows in the table when the interval ended, lingering ones among them")
    int tableSize;

    @Label("Emergency")
    @Description("Whether the interval ended in an emergency")
    boolean emergency;
}
