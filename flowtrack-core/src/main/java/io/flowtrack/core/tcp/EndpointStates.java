package io.flowtrack.core.tcp;

/**
 * How the states of both endpoints go on by a segment. SYN, FIN and RST in one segment count in this order.
 *
 * <pre>
 *   INACTIVE ─▶ SYN_SENT, SYN_ACK_SENT, PARTIAL ─▶ ESTABLISHED ─▶ CLOSED ─▶ RESET
 * </pre>
 */
final class EndpointStates {
    /** Nothing that others need to know. */
    static final int NONE = 0;
    /** The sender closes or resets the connection. */
    static final int CLOSES = 1;
    /** The responder answers a SYN. */
    static final int ANSWERS = 2;
    /** The sender's SYN came behind the SYN-ACK that answers it. */
    static final int COMES_LATE = 4;
    /** The sender's SYN was missed: it acknowledges what its peer opened. */
    static final int OPENED_UNSEEN = 8;
    /** The sender resets a connection that was not closed by it before. */
    static final int RESETS = 16;

    private EndpointStates() {}

    /** Moves the states of sender and peer, and tells what that means. */
    static int follow(TcpSegment segment, boolean fromInitiator, TcpEndpoint sender, TcpEndpoint peer) {
        if (sender.isIn(EndpointState.INACTIVE)) {
            return inactive(segment, fromInitiator, sender, peer);
        }
        if (segment.isOrdinary() || sender.isIn(EndpointState.RESET)) {
            return NONE;
        }
        if (sender.isIn(EndpointState.CLOSED)) {
            return closed(segment, sender, peer);
        }
        boolean isAttempt = sender.isIn(EndpointState.SYN_SENT) || sender.isIn(EndpointState.SYN_ACK_SENT);
        return isAttempt ? attempt(segment, sender, peer) : open(segment, sender, peer);
    }

    private static int inactive(TcpSegment segment, boolean fromInitiator, TcpEndpoint sender, TcpEndpoint peer) {
        int meaning = NONE;
        if (segment.hasSyn()) {
            meaning = fromInitiator ? ask(segment, sender, peer) : answer(segment, sender, peer);
        }
        if (segment.hasFin()) {
            sender.enter(EndpointState.CLOSED, peer);
            meaning |= CLOSES;
        }
        if (segment.hasRst()) {
            sender.enter(EndpointState.RESET, peer);
            meaning |= CLOSES;
        }
        return segment.isOrdinary() ? appear(segment, fromInitiator, sender, peer) : meaning;
    }

    private static int ask(TcpSegment segment, TcpEndpoint sender, TcpEndpoint peer) {
        sender.enter(segment.hasAck() ? EndpointState.SYN_ACK_SENT : EndpointState.SYN_SENT, peer);
        return NONE;
    }

    private static int answer(TcpSegment segment, TcpEndpoint sender, TcpEndpoint peer) {
        int meaning = NONE;
        if (!segment.hasAck() && peer.isIn(EndpointState.SYN_ACK_SENT)) {
            meaning = COMES_LATE;
        } else if (peer.isIn(EndpointState.SYN_SENT)) {
            peer.enter(EndpointState.ESTABLISHED, sender);
        }
        sender.enter(EndpointState.ESTABLISHED, peer);
        return peer.isIn(EndpointState.PARTIAL) ? meaning : meaning | ANSWERS;
    }

    private static int appear(TcpSegment segment, boolean fromInitiator, TcpEndpoint sender, TcpEndpoint peer) {
        EndpointState peerState = peer.state();
        if (!fromInitiator && segment.payloadLength() == 0 && peerState == EndpointState.SYN_SENT) {
            return NONE; // some acknowledge a SYN before they answer it
        }
        if (segment.hasAck() && peerState == EndpointState.ESTABLISHED) {
            sender.enter(EndpointState.ESTABLISHED, peer);
            return OPENED_UNSEEN;
        }
        sender.enter(EndpointState.PARTIAL, peer);
        return NONE;
    }

    private static int attempt(TcpSegment segment, TcpEndpoint sender, TcpEndpoint peer) {
        if (segment.hasFin()) {
            sender.enter(EndpointState.CLOSED, peer);
        }
        if (segment.hasRst()) {
            sender.enter(EndpointState.RESET, peer);
            return CLOSES | RESETS;
        }
        return segment.hasFin() ? CLOSES : NONE;
    }

    private static int open(TcpSegment segment, TcpEndpoint sender, TcpEndpoint peer) {
        boolean isLone = sender.isIn(EndpointState.PARTIAL) && peer.isIn(EndpointState.INACTIVE);
        if (segment.hasSyn() && !segment.hasAck() && isLone) {
            sender.enter(EndpointState.SYN_SENT, peer);
        }
        if (segment.hasRst()) {
            sender.enter(EndpointState.RESET, peer);
            boolean isAnswer = peer.isIn(EndpointState.RESET) && peer.wasEstablished();
            return isAnswer ? CLOSES : CLOSES | RESETS;
        }
        if (segment.hasFin()) {
            sender.enter(EndpointState.CLOSED, peer);
            if (peer.isIn(EndpointState.RESET) && peer.wasClosed()) {
                peer.enter(EndpointState.CLOSED, sender); // it sent a FIN before its RST: this is a normal end
            }
        }
        return segment.hasFin() ? CLOSES : NONE;
    }

    private static int closed(TcpSegment segment, TcpEndpoint sender, TcpEndpoint peer) {
        if (!segment.hasRst() || peer.isIn(EndpointState.CLOSED)) {
            return NONE;
        }
        sender.enter(EndpointState.RESET, peer);
        return sender.isDone() ? NONE : CLOSES;
    }
}
