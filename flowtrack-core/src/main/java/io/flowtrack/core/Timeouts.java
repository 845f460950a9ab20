package io.flowtrack.core;

import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.Transport;
import io.flowtrack.core.table.FlowNode;

/** How long flows may be silent, and in which of the table's lists they wait for that: one list for each timeout. */
final class Timeouts {
    static final int LIST_COUNT = 4;
    static final int LINGERING = 3;

    private static final int TCP = 0;
    private static final int UDP = 1;
    private static final int OTHER = 2;

    private final long[] nanos = new long[LIST_COUNT];

    Timeouts(TrackerConfig config) {
        nanos[TCP] = config.tcpIdleTimeout().toNanos();
        nanos[UDP] = config.udpIdleTimeout().toNanos();
        nanos[OTHER] = config.otherIdleTimeout().toNanos();
        nanos[LINGERING] = config.closeLinger().toNanos();
    }

    static int listOf(Transport transport) {
        return switch (transport) {
            case TCP -> TCP;
            case UDP -> UDP;
            default -> OTHER;
        };
    }

    boolean isOver(FlowNode flow, long nowNanos) {
        return overdueNanos(flow, nowNanos) >= 0;
    }

    /** For how long the flow has been over; negative if it is not. */
    long overdueNanos(FlowNode flow, long nowNanos) {
        return nowNanos - flow.touchedNanos() - nanos[flow.list()];
    }
}
