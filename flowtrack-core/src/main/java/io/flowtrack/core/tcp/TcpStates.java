package io.flowtrack.core.tcp;

import io.flowtrack.api.FlowState;

/**
 * The state machine of a connection as an observer sees it: a pure function of the state so far and what is known of both
 * sides now.
 *
 * <pre>
 *   ACTIVE ─▶ SYN_SENT ─▶ SYN_RECEIVED ─▶ ESTABLISHED ─▶ FIN_WAIT ─▶ CLOSING ─▶ CLOSED
 *      any of them ─▶ RESET
 * </pre>
 *
 * <p>A state never goes back. Packets may be missing from the capture, so states may be skipped; only ESTABLISHED is never
 * skipped where the handshake was seen to be complete.
 */
final class TcpStates {
    private TcpStates() {}

    /**
     * The state after a packet that crosses at most one transition.
     *
     * @param state the state before
     * @param initiator what is known of the initiator, the packet included
     * @param responder what is known of the responder, the packet included
     * @param reset whether the packet resets the connection
     */
    static FlowState next(FlowState state, TcpSide initiator, TcpSide responder, boolean reset) {
        if (state.isFinal()) {
            return state;
        }
        if (reset) {
            return FlowState.RESET;
        }
        boolean handshakeUntold = state == FlowState.SYN_SENT || state == FlowState.SYN_RECEIVED;
        if (handshakeUntold && isComplete(initiator, responder)) {
            return FlowState.ESTABLISHED;
        }
        FlowState evidence = evidence(initiator, responder);
        return evidence.compareTo(state) > 0 ? evidence : state;
    }

    private static FlowState evidence(TcpSide initiator, TcpSide responder) {
        if (initiator.hasSentFin() && responder.hasSentFin()) {
            boolean acknowledged = initiator.acknowledgedFinOf(responder) && responder.acknowledgedFinOf(initiator);
            return acknowledged ? FlowState.CLOSED : FlowState.CLOSING;
        }
        if (initiator.hasSentFin() || responder.hasSentFin()) {
            return FlowState.FIN_WAIT;
        }
        if (isComplete(initiator, responder)) {
            return FlowState.ESTABLISHED;
        }
        if (initiator.hasSentSyn() && responder.hasSentSyn()) {
            return FlowState.SYN_RECEIVED;
        }
        return initiator.hasSentSyn() || responder.hasSentSyn() ? FlowState.SYN_SENT : FlowState.ACTIVE;
    }

    private static boolean isComplete(TcpSide initiator, TcpSide responder) {
        return initiator.acknowledgedSynOf(responder) && responder.acknowledgedSynOf(initiator);
    }
}
