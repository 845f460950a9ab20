package io.flowtrack.core.tcp;

/** What one side of a connection has done so far, as Zeek tells it. */
enum EndpointState {
    /** It sent nothing that was seen. */
    INACTIVE,
    /** It asked for the connection. */
    SYN_SENT,
    /** It began with the answer to a question that was not seen. */
    SYN_ACK_SENT,
    /** It was first seen in the middle of the connection. */
    PARTIAL,
    /** Its part of the handshake is complete. */
    ESTABLISHED,
    /** It sent a FIN. */
    CLOSED,
    /** It sent a RST. */
    RESET;

    /** Whether nothing is to be expected of this side. */
    boolean isBroken() {
        return this == RESET || this == INACTIVE;
    }

    /** Whether this side asked for the connection, or began with an answer. */
    boolean isAttempt() {
        return this == SYN_SENT || this == SYN_ACK_SENT;
    }

    /** Whether nothing is known of how this side opened the connection. */
    boolean isSilent() {
        return this == INACTIVE || this == PARTIAL;
    }
}
