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
 * <p>Half-open flows wait in lists of their own, so that the oldest of them is found at once: for each timeout that both
 * kinds have there is a second list. What Zeek calls an attempt or a handshake is half-open.
 *
 * <p>By Zeek's rules a flow's time runs on its own packets' timestamps, not on the tracker's clock, and is set anew only
 * when it was due. Where timestamps go backwards, deadlines are not in the order of their list: a sweep may tell the end of
 * such a flow later, a packet that finds it over never does.
 */
final class Timeouts {
    static final int LIST_COUNT = 11;
    /** From this list up to {@link #LINGERING}, flows are half-open. */
    static final int FIRST_HALF_OPEN = 4;

    static final int ATTEMPT = 8;
    static final int LINGERING = 10;

    private static final int TCP = 0;
    private static final int UDP = 1;
    private static final int OTHER = 2;
    private static final int INTERACTIVE = 3;
    private static final int HANDSHAKE = 9;

    private final long[] nanos = new long[LIST_COUNT];
    private final boolean hasAttempts;
    private final boolean hasHandshakes;
    private final boolean isZeek;

    /** The configured timeouts, all but the linger divided by a number from 1. */
    Timeouts(TrackerConfig config, int divisor) {
        nanos[TCP] = config.tcpIdleTimeout().toNanos();
        nanos[UDP] = config.udpIdleTimeout().toNanos();
        nanos[OTHER] = config.otherIdleTimeout().toNanos();
        nanos[ATTEMPT] = nanos(config.tcpTimeouts().attempt().orElse(config.tcpIdleTimeout()));
        nanos[HANDSHAKE] = nanos(config.tcpTimeouts().handshakeIdle().orElse(config.tcpIdleTimeout()));
        nanos[INTERACTIVE] = nanos(config.tcpTimeouts().interactiveIdle());
        for (int list = 0; list < FIRST_HALF_OPEN; list++) {
            nanos[FIRST_HALF_OPEN + list] = nanos[list];
        }
        for (int list = 0; list < LIST_COUNT; list++) {
            nanos[list] = Math.max(1, nanos[list] / divisor);
        }
        nanos[LINGERING] = config.closeLinger().toNanos();
        hasAttempts = config.tcpTimeouts().attempt().isPresent();
        hasHandshakes = config.tcpTimeouts().handshakeIdle().isPresent();
        isZeek = config.rules() == TrackingRules.ZEEK;
    }

    private static long nanos(Duration timeout) {
        return timeout.toNanos();
    }

    /** Whether these lists differ only by whether their flows are half-open. */
    static boolean areTwins(int one, int other) {
        return Math.abs(one - other) == FIRST_HALF_OPEN && Math.min(one, other) < FIRST_HALF_OPEN;
    }

    static boolean isHalfOpen(int list) {
        return list >= FIRST_HALF_OPEN && list < LINGERING;
    }

    /** The list of a flow of which one side only was heard. */
    static int listOfHalfOpen(Transport transport) {
        return FIRST_HALF_OPEN + listOf(transport);
    }

    /** The list of a flow of which both sides were heard. */
    static int listOf(Transport transport) {
        return switch (transport) {
            case TCP -> TCP;
            case UDP -> UDP;
            default -> OTHER;
        };
    }

    /** The list of a flow whose connection is open or about to be. */
    int listOf(TrackedFlow<?, ?> flow, TcpConnection connection) {
        if (!hasAttempts && !hasHandshakes) {
            return open(flow);
        }
        return switch (connection.phase()) {
            case OPEN -> open(flow);
            case ATTEMPT -> hasAttempts ? ATTEMPT : opening(flow);
            case HANDSHAKE -> opening(flow);
        };
    }

    private static int open(TrackedFlow<?, ?> flow) {
        int list = flow.isInteractive() ? INTERACTIVE : TCP;
        return flow.isHalfOpen() ? FIRST_HALF_OPEN + list : list;
    }

    private int opening(TrackedFlow<?, ?> flow) {
        return hasHandshakes ? HANDSHAKE : open(flow);
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

    /** From when on the time of a flow of Zeek runs that a packet found: it is set anew only when it was due. */
    long restart(TrackedFlow<?, ?> flow, long nowNanos) {
        boolean isRunning = nowNanos - flow.touchedNanos() < nanos[flow.list()];
        return isRunning ? flow.touchedNanos() : flow.lastNanos();
    }
}
