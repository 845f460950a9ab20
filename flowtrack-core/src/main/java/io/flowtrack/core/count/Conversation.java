package io.flowtrack.core.count;

import io.flowtrack.api.Side;

/** Both sides of a flow. What more is known of a connection is added by extending it. */
public class Conversation {
    private SideCounters initiator;
    private SideCounters responder;

    /** A conversation of these two. */
    public Conversation(SideCounters initiator, SideCounters responder) {
        this.initiator = initiator;
        this.responder = responder;
    }

    /** What one side has sent. */
    public final SideCounters counters(Side side) {
        return side == Side.INITIATOR ? initiator : responder;
    }

    /** Reads what every packet reads of this conversation. */
    public int touch() {
        return initiator == responder ? 1 : 0;
    }

    /** Swaps the roles. */
    protected void flip() {
        SideCounters wasInitiator = initiator;
        initiator = responder;
        responder = wasInitiator;
    }
}
