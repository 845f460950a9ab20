package io.flowtrack.api;

/** Where a flow stands. Only TCP flows leave {@link #ACTIVE}; the TCP states are what an observer can know of RFC 9293. */
public enum FlowState {
    /** Packets are seen, and no connection is followed: not TCP, or TCP first seen in the middle. */
    ACTIVE,
    /** One side sent a SYN. */
    SYN_SENT,
    /** Both sides want the connection: SYN and SYN-ACK were seen, or a SYN from each. */
    SYN_RECEIVED,
    /** Both SYNs are acknowledged. */
    ESTABLISHED,
    /** One side sent a FIN; the other may still send data. */
    FIN_WAIT,
    /** Both sides sent a FIN; an acknowledgement is outstanding. */
    CLOSING,
    /** Both FINs are acknowledged. */
    CLOSED,
    /** One side sent a RST. */
    RESET,
    /** Both sides gave the connection up without closing it: a new connection began on the same tuple. */
    ABORTED;

    /** Whether the connection is over, so that its flow ends. */
    public boolean isFinal() {
        return this == CLOSED || this == RESET || this == ABORTED;
    }
}
