package io.flowtrack.core.tcp;

/** How far a connection has come, as its timeouts see it. */
public enum TcpPhase {
    /** Nothing that was valid came. */
    UNHEARD,
    /** The initiator asked, and nothing came back. */
    ATTEMPT,
    /** Neither side has got beyond the handshake, and it is more than an attempt. */
    HANDSHAKE,
    /** The connection lives. */
    OPEN,
    /** One side is done and the other one reset or silent: not closed, but nothing more is to be expected. */
    HALF_CLOSED;

    static TcpPhase of(TcpEndpoint initiator, TcpEndpoint responder, boolean hasOpened) {
        EndpointState from = initiator.state();
        EndpointState to = responder.state();
        if (initiator.isDone() || responder.isDone()) {
            return isBroken(from) || isBroken(to) ? HALF_CLOSED : OPEN;
        }
        if (hasOpened) {
            return OPEN;
        }
        if (to == EndpointState.INACTIVE) {
            return from == EndpointState.INACTIVE ? UNHEARD : ATTEMPT;
        }
        return HANDSHAKE;
    }

    private static boolean isBroken(EndpointState state) {
        return state == EndpointState.RESET || state == EndpointState.INACTIVE;
    }
}
