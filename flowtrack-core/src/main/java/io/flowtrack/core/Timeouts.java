package io.flowtrack.core;

import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackingRules;
import io.flowtrack.api.Transport;
import io.flowtrack.core.tcp.TcpConnection;
import io.flowtrack.core.tcp.TcpPhase;
import java.time.Duration;

/**
 * How long flows may be silent, and in which of the table's lists they wait for that: one list for each timeout, in the
 * order in which its flows were last touched. Attempts and lingering flows are touched once, when they come to be that.
 *
 * <p>Half-open flows wait in lists of their own, so that the oldest of them is found at once: for each timeout that both
 * kinds have there is a second list. What Zeek calls an attempt, a handshake, half closed or never valid is half-open.
 *
 * <p>Zeek looks at what is half closed, or was never valid, only from time to time: {@value #FIRST_CHECK_SECONDS} s after
 * a flow's beginning and every {@value #CHECK_STEP_SECONDS} s from there, and ends it if it was silent for more than
 * {@value #CHECKED_SILENCE_SECONDS} s. So the deadlines of that list are not in its order: a sweep may tell the end of
 * such a flow later, a packet that finds it over never does.
 */
final class Timeouts {
    static final int LIST_COUNT = 12;
    /** From this list up to {@link #LINGERING}, flows are half-open. */
    static final int FIRST_HALF_OPEN = 4;

    static final int ATTEMPT = 8;
    static final int LINGERING = 11;

    private static final int TCP = 0;
    private static final int UDP = 1;
    private static final int OTHER = 2;
    private static final int INTERACTIVE = 3;
    private static final int HANDSHAKE = 9;
    private static final int CHECKED = 10;

    private static final long FIRST_CHECK_SECONDS = 5;
    private static final long CHECK_STEP_SECONDS = 6;
    private static final long CHECKED_SILENCE_SECONDS = 5;
    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    private final long[] nanos = new long[LIST_COUNT];
    private final boolean hasAttempts;
    private final boolean hasHandshakes;
    private final boolean hasChecks;

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
        hasChecks = config.rules() == TrackingRules.ZEEK;
    }

    private static long nanos(Duration timeout) {
        return timeout.toNanos();
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
        TcpPhase phase = connection.phase();
        return switch (phase) {
            case OPEN -> open(flow);
            case HALF_CLOSED -> hasChecks ? CHECKED : open(flow);
            case UNHEARD -> hasChecks ? CHECKED : opening(flow);
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
        return list == CHECKED ? nowNanos - check(flow) : nowNanos - flow.touchedNanos() - nanos[list];
    }

    /** The first check that finds the flow silent for long enough. */
    private static long check(TrackedFlow<?, ?> flow) {
        long earliest = flow.touchedNanos() + CHECKED_SILENCE_SECONDS * NANOS + 1;
        long first = flow.firstNanos() + FIRST_CHECK_SECONDS * NANOS;
        long step = CHECK_STEP_SECONDS * NANOS;
        long later = Math.max(0, Math.floorDiv(earliest - 1 - first + step - 1, step));
        return Math.max(earliest, first + later * step);
    }
}
