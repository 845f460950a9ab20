package io.flowtrack.api;

/**
 * Who sent a packet: the endpoint that began the flow or the one that was spoken to. It depends on the order of arrival;
 * the way along the key is told by {@link Orientation}.
 */
public enum Side {
    /** The endpoint that began the flow: Zeek's originator, RFC 9293's active opener. */
    INITIATOR,
    /** The other endpoint. */
    RESPONDER;

    /** The other side. */
    public Side opposite() {
        return this == INITIATOR ? RESPONDER : INITIATOR;
    }
}
