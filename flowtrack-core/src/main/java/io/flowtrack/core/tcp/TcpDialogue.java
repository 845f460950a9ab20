package io.flowtrack.core.tcp;

import io.flowtrack.api.ConnState;
import io.flowtrack.api.Side;

/**
 * Follows both endpoints of a connection as Zeek does: their states, their numbers, what was lost, and the history. For
 * one segment the order is: class letter, zero window, acknowledgement, retransmission, states, losses, payload, closing.
 */
final class TcpDialogue implements TcpStream.Losses {
    private final ConnectionRules rules;
    private final History history = new History();
    private TcpEndpoint initiator = new TcpEndpoint();
    private TcpEndpoint responder = new TcpEndpoint();
    private long missedBytes;
    private Side losing = Side.INITIATOR;
    private boolean isPartial;
    private boolean isClosePending;
    private boolean hasOpened;
    private int news;

    TcpDialogue(ConnectionRules rules) {
        this.rules = rules;
        TcpEndpoint.connect(initiator, responder);
    }

    TcpEndpoint endpoint(Side side) {
        return side == Side.INITIATOR ? initiator : responder;
    }

    History history() {
        return history;
    }

    long missedBytes() {
        return missedBytes;
    }

    ConnState connState() {
        return ConnStates.of(initiator, responder, history.toString());
    }

    boolean isReusedBy(int flags, int sequence) {
        return ConnectionReuse.isReuse(initiator, responder, flags, sequence);
    }

    boolean areBothDone() {
        return initiator.isDone() && responder.isDone();
    }

    TcpPhase phase() {
        return TcpPhase.of(initiator, responder, hasOpened);
    }

    /** Follows a segment and returns what it brought, as bits of {@link TcpConnection}. */
    int follow(Side side, TcpSegment segment) {
        news = 0;
        TcpEndpoint sender = endpoint(side);
        TcpEndpoint peer = sender.peer();
        notePartial(side, segment);
        sender.start(segment);
        long place = sender.numbers.relative(segment.sequence());
        noteLetter(sender, segment, place);
        if (segment.hasFin()) {
            sender.fin(place + segment.sequenceLength());
        }
        long acknowledged = segment.hasAck() ? acknowledge(peer, segment) : 0;
        boolean repeats = sender.numbers.advance(segment, sender.state() == EndpointState.RESET);
        if (repeats) {
            history.count(sideOf(sender), History.Mishap.RETRANSMISSION);
        }
        int meaning = EndpointStates.follow(segment, side == Side.INITIATOR, sender);
        heed(meaning, sender);
        if (segment.hasAck()) {
            deliver(peer, acknowledged);
        }
        if (segment.payloadLength() > 0 && segment.isWhole() && !segment.hasRst() && place >= 0) {
            sender.stream.see(segment.hasSyn() ? place + 1 : place, segment.payloadLength(), sender.numbers);
        }
        checkEnd(sender);
        if ((meaning & EndpointStates.CLOSES) != 0) {
            close(sender);
        }
        return news;
    }

    private Side sideOf(TcpEndpoint endpoint) {
        return endpoint == initiator ? Side.INITIATOR : Side.RESPONDER;
    }

    /** A connection is partial if its first segment, or the responder's first one, is not the SYN it should be. */
    private void notePartial(Side side, TcpSegment segment) {
        if (endpoint(side).wasHeard()) {
            return;
        }
        if (side == Side.INITIATOR) {
            isPartial = !segment.hasSyn() || segment.hasAck();
        } else if (!isPartial) {
            isPartial = !segment.hasSyn();
        }
    }

    private void noteLetter(TcpEndpoint sender, TcpSegment segment, long place) {
        boolean isProductive = segment.isOrdinary() && (segment.payloadLength() > 0 || segment.hasAck());
        if (rules.flipsRoles() && isProductive && history.isOnlyAnswer()) {
            history.flipAnswer();
            flip();
        }
        SegmentLetters.note(history, sideOf(sender), sender, segment, place);
        if (segment.window() == 0
                && !segment.hasRst()
                && sender.peer().state() != EndpointState.CLOSED
                && sender.state() != EndpointState.RESET) {
            history.count(sideOf(sender), History.Mishap.ZERO_WINDOW);
        }
    }

    private void flip() {
        TcpEndpoint wasInitiator = initiator;
        initiator = responder;
        responder = wasInitiator;
        initiator.wasHeard();
        responder.wasHeard();
        isPartial = false;
        news |= TcpConnection.FLIPPED;
    }

    /** Takes in how far the peer's numbers are acknowledged, and returns the place, 0 if it is before the start. */
    private static long acknowledge(TcpEndpoint peer, TcpSegment segment) {
        if (peer.state() == EndpointState.INACTIVE) {
            peer.numbers.startBefore(segment.acknowledgement());
            return 1;
        }
        long place = peer.numbers.relativeAcknowledgement(segment.acknowledgement());
        if (place < 0) {
            return 0;
        }
        if (!segment.hasRst()) {
            peer.numbers.acknowledge(segment.acknowledgement());
        }
        return place;
    }

    private void heed(int meaning, TcpEndpoint sender) {
        if (meaning != EndpointStates.NONE) {
            if ((meaning & EndpointStates.COMES_LATE) != 0 && rules.flipsRoles()) {
                history.flip();
                flip();
                sender.peer().enter(EndpointState.ESTABLISHED);
            }
            if ((meaning & EndpointStates.OPENED_UNSEEN) != 0) {
                isPartial = false;
            }
            if ((meaning & EndpointStates.ANSWERS) != 0) {
                news |= TcpConnection.ANSWERED;
            }
        }
        if (!hasOpened) {
            hasOpened = !initiator.state().isOpening() || !responder.state().isOpening();
        }
    }

    private void deliver(TcpEndpoint peer, long acknowledged) {
        losing = sideOf(peer);
        if (peer.stream.acknowledge(peer.withoutFin(acknowledged), isPartial, this)) {
            checkEnd(peer);
        }
    }

    @Override
    public void lost(long length) {
        boolean isClean = initiator.isClean() && responder.isClean();
        if (isClean) {
            history.count(losing, History.Mishap.GAP);
        }
        if (isClean || rules.countsPartialGaps()) {
            missedBytes += length;
        }
    }

    private void checkEnd(TcpEndpoint endpoint) {
        if (endpoint.reachesEnd() && isClosePending) {
            close(endpoint);
            isClosePending = false;
        }
    }

    private void close(TcpEndpoint endpoint) {
        isClosePending = endpoint.isPending();
        if (isClosePending || endpoint.isDone()) {
            return;
        }
        endpoint.done();
        EndpointState peer = endpoint.peer().state();
        if (endpoint.state() == EndpointState.RESET || endpoint.peer().isDone() || peer == EndpointState.INACTIVE) {
            news |= TcpConnection.CLOSED;
        }
    }
}
