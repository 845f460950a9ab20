package io.flowtrack.core;

import io.flowtrack.api.LastReport;
import org.jspecify.annotations.Nullable;

/** What few flows have: tags or tunnels around them, a report while they live. A flow has it from the first of these on. */
final class FlowExtras {
    /** VLAN tags of the first packet, 0 for none. */
    char outerVlanId;

    char innerVlanId;

    /** Null for a flow that was in no tunnel so far. */
    @Nullable TunnelTrail tunnelTrail;

    /** What the last report said; null before the first. */
    @Nullable LastReport lastReport;
}
