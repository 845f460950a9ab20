package io.flowtrack.export;

import io.flowtrack.api.ConnState;
import io.flowtrack.api.EndReason;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.Side;
import io.flowtrack.api.TcpFindings;
import io.flowtrack.api.TcpFlags;
import io.flowtrack.api.Transport;
import org.jspecify.annotations.Nullable;

/** What EVE calls the states of flows and of TCP sessions, and the reasons why they end. */
final class EveStates {
    private EveStates() {}

    /**
     * Of the flow: new, established or closed. A TCP session is established when its handshake is complete or it was first seen
     * in the middle, and closed when both sides have sent a FIN; anything else is established when both sides were heard.
     */
    static String flow(FlowRecord<?> flow) {
        if (flow.transport() != Transport.TCP) {
            return flow.responder().packets() > 0 && flow.initiator().packets() > 0 ? "established" : "new";
        }
        return switch (flow.state()) {
            case ACTIVE -> isSeenInTheMiddle(flow) ? "established" : "new";
            case SYN_SENT, SYN_RECEIVED -> "new";
            case ESTABLISHED, FIN_WAIT -> "established";
            case CLOSING, CLOSED, RESET -> "closed";
            case ABORTED -> wasOpen(flow) ? "established" : "new";
        };
    }

    /** Why a flow ended. A connection that is closed is one that has a short timeout. */
    static String reason(@Nullable EndReason reason) {
        if (reason == null) {
            return "unknown";
        }
        return switch (reason) {
            case FIN, RST, IDLE_TIMEOUT -> "timeout";
            case REUSED -> "tcp_reuse";
            case EVICTED -> "forced";
            case FLUSHED -> "shutdown";
            case ACTIVE_TIMEOUT -> "unknown";
        };
    }

    /** Of the TCP session, which depends on who closed first. Null if there was nothing to follow. */
    static @Nullable String tcp(FlowRecord<?> flow) {
        return switch (flow.state()) {
            case ACTIVE -> isSeenInTheMiddle(flow) ? "established" : null;
            case SYN_SENT -> "syn_sent";
            case SYN_RECEIVED -> "syn_recv";
            case ESTABLISHED -> "established";
            case FIN_WAIT -> isClosedByInitiator(flow) ? "close_wait" : "fin_wait1";
            case CLOSING -> isClosedByInitiator(flow) ? "last_ack" : "time_wait";
            case CLOSED, RESET -> "closed";
            case ABORTED -> wasOpen(flow) ? "established" : "syn_sent";
        };
    }

    /** Whether there was data or an acknowledgement to pick the session up from. */
    private static boolean isSeenInTheMiddle(FlowRecord<?> flow) {
        TcpFindings tcp = flow.tcpAnalysis();
        return tcp != null && ((tcp.flagsSeen(Side.INITIATOR) | tcp.flagsSeen(Side.RESPONDER)) & TcpFlags.ACK) != 0;
    }

    /** Whether the initiator's FIN came first. */
    private static boolean isClosedByInitiator(FlowRecord<?> flow) {
        int first = flow.history().indexOf('F');
        int other = flow.history().indexOf('f');
        return first >= 0 && (other < 0 || first < other);
    }

    private static boolean wasOpen(FlowRecord<?> flow) {
        return flow.connState() != ConnState.S0 && flow.connState() != ConnState.OTH;
    }
}
