package io.flowtrack.core.tcp;

/** How far a connection has come, as its timeouts see it. */
public enum TcpPhase {
    /** The initiator asked, and nothing came back. */
    ATTEMPT,
    /** Neither side has got beyond the handshake, and it is more than an attempt; or nothing that was valid came. */
    HANDSHAKE,
    /** The connection lives, or is closed on one side. */
    OPEN;

    static TcpPhase of(TcpEndpoint initiator, TcpEndpoint responder, boolean hasOpened) {
        if (hasOpened || initiator.isDone() || responder.isDone()) {
            return OPEN;
        }
        boolean isAttempt = !initiator.isIn(EndpointState.INACTIVE) && responder.isIn(EndpointState.INACTIVE);
        return isAttempt ? ATTEMPT : HANDSHAKE;
    }
}
