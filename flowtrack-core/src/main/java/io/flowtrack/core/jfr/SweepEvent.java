package io.flowtrack.core.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timestamp;

@Name("flowtrack.Sweep")
@Label("Sweep")
@Category("flowtrack")
@Description("All flows that are over end, once every sweep interval of packet time")
@StackTrace(false)
final class SweepEvent extends Event {
    private static final SweepEvent UNUSED = new SweepEvent();

    @Label("Packet Time")
    @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
    long packetTime;

    @Label("Flows Ended")
    @Description("Flows whose end was told in this sweep")
    long flowsEnded;

    @Label("Flows Forgotten")
    @Description("Flows taken out of the table, those among them whose end was told when they closed")
    int flowsForgotten;

    @Label("Flows Live")
    @Description("Flows whose end is still to be told, after the sweep")
    long flowsLive;

    static boolean isWanted() {
        return UNUSED.isEnabled();
    }
}
