package io.flowtrack.core.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("flowtrack.Growth")
@Label("Growth")
@Category("flowtrack")
@Description("A part of the flow table is copied into a larger one, while a packet waits")
@StackTrace(false)
final class GrowthEvent extends Event {
    @Label("Part")
    @Description("index: from hash to entry; entries: the entries and their order by age")
    final String part;

    @Label("Capacity Before")
    @Description("Flows there was room for")
    final int capacityBefore;

    @Label("Capacity After")
    @Description("Flows there is room for")
    final int capacityAfter;

    GrowthEvent(String part, int capacityBefore, int capacityAfter) {
        this.part = part;
        this.capacityBefore = capacityBefore;
        this.capacityAfter = capacityAfter;
    }
}
