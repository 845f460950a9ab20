package io.flowtrack.core;

import io.flowtrack.api.LastReport;
import org.jspecify.annotations.Nullable;

/** What few flows have: tunnels around them, a report while they live. A flow has it from the first of these on. */
final class FlowExtras {
    /** Null for a flow that was in no tunnel so far. */
    @Nullable TunnelTrail tunnelTrail;

    /** What the last report said; null before the first. */
    @Nullable LastReport lastReport;
}
