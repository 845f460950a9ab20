package io.flowtrack.core;

import io.flowtrack.api.LastReport;
import org.jspecify.annotations.Nullable;

/**
 * What not every flow has: a key that somebody asked for, its user's own state, tags or tunnels around it, a report while it
 * lives. A flow has it from the first of these on.
 */
final class FlowExtras {
    final FlowOrigin<?, ?> origin;

    /** Null until somebody asks for it. */
    @Nullable Object key;

    @Nullable Object userState;

    /** VLAN tags of the first packet, 0 for none. */
    char outerVlanId;

    char innerVlanId;

    /** Null for a flow that was in no tunnel so far. */
    @Nullable TunnelTrail tunnelTrail;

    /** What the last report said; null before the first. */
    @Nullable LastReport lastReport;

    FlowExtras(FlowOrigin<?, ?> origin) {
        this.origin = origin;
    }
}
