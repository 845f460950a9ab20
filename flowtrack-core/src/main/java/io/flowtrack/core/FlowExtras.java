package io.flowtrack.core;

import org.jspecify.annotations.Nullable;

/** What few flows have: tunnels around them, a report while they live. A flow has it from the first of these on. */
final class FlowExtras {
    /** Null for a flow that was in no tunnel so far. */
    @Nullable TunnelTrail tunnelTrail;

    /** When the flow was last reported on; at first, when it began. */
    long reportedNanos;

    FlowExtras(long firstNanos) {
        reportedNanos = firstNanos;
    }
}
