package io.flowtrack.core.tcp;

import io.flowtrack.api.ConnState;
import io.flowtrack.api.Side;

/**
 * A connection as Zeek follows it, by both its endpoints: their states, their numbers, what was lost, and the history. For
 * one segment the order is: class letter, zero window, acknowledgement, retransmission, states, losses, payload, closing.
 */
abstract sealed class TcpDialogue extends ConnectionAnalysis implements TcpStream.Losses permits TcpConnection {
    /** News: the roles were swapped. */
    public static final int FLIPPED = 1;
    /** News: the responder() answered a SYN. */
    public static final int ANSWERED = 2;
    /** News: the connection closed completely, as Zeek sees it. */
    public static final int CLOSED = 4;
    /** News: one side closed, and the connection not completely. */
    public static final int HALF_CLOSED = 8;
    /** News: the packet did more than move numbers of an open connection. */
    public static final int FOLLOWED = 16;

    private byte news;

    TcpDialogue(ConnectionRules rules) {
        super(rules);
    }

    /** Zeek's summary of the connection. */
    public ConnState connState() {
        return ConnStates.of(initiator(), responder(), history());
    }

    @Override
    public int touch() {
        return news;
    }

    boolean isReusedBy(int flags, int sequence) {
        return ConnectionReuse.isReuse(initiator(), responder(), flags, sequence);
    }

    /** Whether both sides have closed or reset the connection, and all that was sent before is delivered or lost. */
    public boolean areBothDone() {
        return initiator().isDone() && responder().isDone();
    }

    /** Whether it was reset, other than by a side that had closed it before. */
    public boolean wasReset() {
        return is(WAS_RESET);
    }

    /** Whether nothing more is to be expected: one side is done, the other one too, reset or unseen; or nothing valid came. */
    public boolean isLeftOver() {
        EndpointState from = initiator().state();
        EndpointState to = responder().state();
        if (initiator().isDone() || responder().isDone()) {
            return areBothDone() || from.isBroken() || to.isBroken();
        }
        return from == EndpointState.INACTIVE && to == EndpointState.INACTIVE;
    }

    /** How far it has come, as its timeouts see it. */
    public TcpPhase phase() {
        return TcpPhase.of(initiator(), responder(), is(OPENED));
    }

    /**
     * What the last packet brought: bits of {@link #FLIPPED}, {@link #ANSWERED}, {@link #CLOSED}, {@link #HALF_CLOSED},
     * {@link #FOLLOWED}.
     */
    public int news() {
        return news;
    }

    /** A packet that is not followed brings nothing. */
    final void forgetNews() {
        news = 0;
    }

    /**
     * Follows a segment; {@link #news} then tells what it brought. With more than 325 bytes of code this is never copied into
     * its callers by the compiler, which leaves room to copy into it, and into them, all that they ask.
     */
    final void advance(Side side, TcpSegment segment) {
        news = FOLLOWED;
        TcpEndpoint sender = endpoint(side);
        TcpEndpoint peer = endpoint(side.opposite());
        notePartial(side, sender, segment);
        sender.start(segment);
        long place = sender.relative(segment.sequence());
        noteLetter(sender, peer, segment, place);
        boolean isFirstFin = segment.isPlainFin() && !sender.hasFin();
        if (segment.hasFin() && !isFirstFin) {
            sender.finEndsAt(place + segment.sequenceLength());
        }
        long acknowledged = segment.hasAck() ? acknowledge(peer, segment) : 0;
        boolean repeats = sender.advance(segment, sender.isIn(EndpointState.RESET));
        if (isFirstFin) {
            sender.firstFinAt(place + segment.payloadLength(), segment.sequence() + segment.sequenceLength());
        }
        if (repeats) {
            count(sideOf(sender), History.Mishap.RETRANSMISSION);
        }
        int meaning = EndpointStates.follow(segment, side == Side.INITIATOR, sender, peer);
        heed(meaning, sender, peer);
        if (segment.hasAck()) {
            set(INITIATOR_LOSES, peer == initiator());
            if (peer.confirm(peer.withoutFin(acknowledged), is(PARTIAL), this)) {
                checkEnd(peer, sender);
            }
        }
        if (segment.payloadLength() > 0 && segment.isWhole() && !segment.hasRst() && place >= 0) {
            sender.see(segment.hasSyn() ? place + 1 : place, segment.payloadLength());
        }
        checkEnd(sender, peer);
        if ((meaning & EndpointStates.CLOSES) != 0) {
            close(sender, peer);
        }
    }

    /** Whether both sides are open, so that a segment without SYN, FIN and RST changes neither's state. */
    final boolean isFlowing() {
        return is(OPENED) && initiator().isFlowing() && responder().isFlowing();
    }

    /** Follows a segment without SYN, FIN and RST while {@link #isFlowing}: what {@link #advance} does, less what cannot be. */
    final void exchange(Side side, TcpEndpoint sender, TcpEndpoint peer, TcpSegment segment) {
        news = 0;
        SegmentLetters.noteOrdinary(this, side, segment);
        if (segment.window() == 0) {
            count(side, History.Mishap.ZERO_WINDOW);
        }
        boolean isNews = segment.hasAck() && !peer.isConfirmedUpTo(segment.acknowledgement());
        long acknowledged = isNews ? acknowledge(peer, segment) : 0;
        long place = segment.payloadLength() > 0 ? sender.relative(segment.sequence()) : 0;
        if (sender.exchange(segment)) {
            count(side, History.Mishap.RETRANSMISSION);
        }
        if (isNews) {
            set(INITIATOR_LOSES, side == Side.RESPONDER);
            peer.confirm(acknowledged, is(PARTIAL), this);
        }
        if (segment.payloadLength() > 0 && segment.isWhole() && place >= 0) {
            sender.see(place, segment.payloadLength());
        }
    }

    private Side sideOf(TcpEndpoint endpoint) {
        return endpoint == initiator() ? Side.INITIATOR : Side.RESPONDER;
    }

    /** A connection is partial if its first segment, or the responder's first one, is not the SYN it should be. */
    private void notePartial(Side side, TcpEndpoint sender, TcpSegment segment) {
        if (sender.wasHeard()) {
            return;
        }
        if (side == Side.INITIATOR) {
            set(PARTIAL, !segment.hasSyn() || segment.hasAck());
        } else if (!is(PARTIAL)) {
            set(PARTIAL, !segment.hasSyn());
        }
    }

    private void noteLetter(TcpEndpoint sender, TcpEndpoint peer, TcpSegment segment, long place) {
        boolean isProductive = segment.isOrdinary() && (segment.payloadLength() > 0 || segment.hasAck());
        if (is(FLIPS_ROLES) && isProductive && isOnlyAnswer()) {
            noteFlippedAnswer();
            flip();
        }
        SegmentLetters.note(this, sideOf(sender), sender, segment, place);
        if (segment.window() == 0
                && !segment.hasRst()
                && !peer.isIn(EndpointState.CLOSED)
                && !sender.isIn(EndpointState.RESET)) {
            count(sideOf(sender), History.Mishap.ZERO_WINDOW);
        }
    }

    @Override
    protected void flip() {
        super.flip();
        initiator().wasHeard();
        responder().wasHeard();
        set(PARTIAL, false);
        news |= FLIPPED;
    }

    /** Takes in how far the peer's numbers are acknowledged, and returns the place, 0 if it is before the start. */
    private static long acknowledge(TcpEndpoint peer, TcpSegment segment) {
        if (peer.isIn(EndpointState.INACTIVE)) {
            peer.startBefore(segment.acknowledgement());
            return 1;
        }
        long place = peer.relativeAcknowledgement(segment.acknowledgement());
        if (place < 0) {
            return 0;
        }
        if (!segment.hasRst()) {
            peer.acknowledge(segment.acknowledgement());
        }
        return place;
    }

    private void heed(int meaning, TcpEndpoint sender, TcpEndpoint peer) {
        if (meaning != EndpointStates.NONE) {
            if ((meaning & EndpointStates.COMES_LATE) != 0 && is(FLIPS_ROLES)) {
                noteFlip();
                flip();
                peer.enter(EndpointState.ESTABLISHED, sender);
            }
            if ((meaning & EndpointStates.OPENED_UNSEEN) != 0) {
                set(PARTIAL, false);
            }
            if ((meaning & EndpointStates.RESETS) != 0) {
                set(WAS_RESET, true);
            }
            if ((meaning & EndpointStates.ANSWERS) != 0) {
                news |= ANSWERED;
            }
        }
        if (!is(OPENED)) {
            set(OPENED, !initiator().isOpening() || !responder().isOpening());
        }
    }

    @Override
    public void lost(long length) {
        boolean isClean = initiator().isClean() && responder().isClean();
        if (isClean) {
            count(is(INITIATOR_LOSES) ? Side.INITIATOR : Side.RESPONDER, History.Mishap.GAP);
        }
        if (isClean || is(COUNTS_PARTIAL_GAPS)) {
            miss(length);
        }
    }

    private void checkEnd(TcpEndpoint endpoint, TcpEndpoint peer) {
        if (endpoint.reachesEnd(peer) && is(CLOSE_PENDING)) {
            close(endpoint, peer);
            set(CLOSE_PENDING, false);
        }
    }

    private void close(TcpEndpoint endpoint, TcpEndpoint peer) {
        set(CLOSE_PENDING, endpoint.isPending(peer));
        if (is(CLOSE_PENDING) || endpoint.isDone()) {
            return;
        }
        endpoint.done();
        boolean isAlone = peer.isDone() || peer.isIn(EndpointState.INACTIVE);
        if (endpoint.isIn(EndpointState.RESET) || isAlone) {
            news |= CLOSED;
        } else if (!endpoint.wasInactive()) {
            news |= HALF_CLOSED;
        }
    }
}
