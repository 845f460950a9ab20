package io.flowtrack.core;

import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackingRules;
import io.flowtrack.api.Transport;
import io.flowtrack.core.tcp.TcpConnection;
import java.time.Duration;

/**
 * How long flows may be silent, and in which of the table's lists they wait for that: one list for each timeout, in the
 * order in which its flows were last touched. Attempts and lingering flows are touched once, when they come to be that.
 *
 * <p>By Zeek's rules a flow's time runs on its own packets' timestamps, not on the tracker's clock, and is set anew only
 * when it was due. Where timestamps go backwards, deadlines are not in the order of their list: a sweep may tell the end of
 * such a flow later, a packet that finds it over never does.
 */
final class Timeouts {
    static final int LIST_COUNT = 7;
    static final int LINGERING = 3;
    static final int ATTEMPT = 4;

    private static final int TCP = 0;
    private static final int UDP = 1;
    private static final int OTHER = 2;
    private static final int HANDSHAKE = 5;
    private static final int INTERACTIVE = 6;

    private final long[] nanos = new long[LIST_COUNT];
    private final boolean hasAttempts;
    private final boolean hasHandshakes;
    private final boolean isZeek;

    Timeouts(TrackerConfig config) {
        nanos[TCP] = config.tcpIdleTimeout().toNanos();
        nanos[UDP] = config.udpIdleTimeout().toNanos();
        nanos[OTHER] = config.otherIdleTimeout().toNanos();
        nanos[LINGERING] = config.closeLinger().toNanos();
        nanos[ATTEMPT] = nanos(config.tcpTimeouts().attempt().orElse(config.tcpIdleTimeout()));
        nanos[HANDSHAKE] = nanos(config.tcpTimeouts().handshakeIdle().orElse(config.tcpIdleTimeout()));
        nanos[INTERACTIVE] = nanos(config.tcpTimeouts().interactiveIdle());
        hasAttempts = config.tcpTimeouts().attempt().isPresent();
        hasHandshakes = config.tcpTimeouts().handshakeIdle().isPresent();
        isZeek = config.rules() == TrackingRules.ZEEK;
    }

    private static long nanos(Duration timeout) {
        return timeout.toNanos();
    }

    static int listOf(Transport transport) {
        return switch (transport) {
            case TCP -> TCP;
            case UDP -> UDP;
            default -> OTHER;
        };
    }

    /** The list of a flow whose connection is open or about to be. */
    int listOf(TrackedFlow<?, ?> flow, TcpConnection connection) {
        return switch (connection.phase()) {
            case OPEN -> open(flow);
            case ATTEMPT -> hasAttempts ? ATTEMPT : opening();
            case HANDSHAKE -> opening();
        };
    }

    private static int open(TrackedFlow<?, ?> flow) {
        return flow.isInteractive() ? INTERACTIVE : TCP;
    }

    private int opening() {
        return hasHandshakes ? HANDSHAKE : TCP;
    }

    boolean isOver(TrackedFlow<?, ?> flow, long nowNanos) {
        return overdueNanos(flow, nowNanos) >= 0;
    }

    /** For how long the flow has been over; negative if it is not. */
    long overdueNanos(TrackedFlow<?, ?> flow, long nowNanos) {
        int list = flow.list();
        boolean isByLastPacket = isZeek && list != ATTEMPT && list != LINGERING;
        long since = isByLastPacket ? Math.max(flow.touchedNanos(), flow.lastNanos()) : flow.touchedNanos();
        return nowNanos - since - nanos[list];
    }

    /** From when on the flow's time runs, if it is set now. */
    long start(TrackedFlow<?, ?> flow, long nowNanos) {
        return isZeek ? flow.lastNanos() : nowNanos;
    }

    /** From when on the time of a flow runs that a packet found: by Zeek's rules it is set anew only when it was due. */
    long restart(TrackedFlow<?, ?> flow, long nowNanos) {
        boolean isRunning = isZeek && nowNanos - flow.touchedNanos() < nanos[flow.list()];
        return isRunning ? flow.touchedNanos() : start(flow, nowNanos);
    }
}
