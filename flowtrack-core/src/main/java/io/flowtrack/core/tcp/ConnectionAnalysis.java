package io.flowtrack.core.tcp;

import static io.flowtrack.api.TcpFlags.RST;
import static io.flowtrack.api.TcpFlags.SYN;

import io.flowtrack.api.Side;
import io.flowtrack.api.TcpAnalysis;
import io.flowtrack.api.TcpSideAnalysis;
import org.jspecify.annotations.Nullable;

/** Both ends of a connection, and what numbers, windows and times of their segments show. */
abstract sealed class ConnectionAnalysis extends History implements TcpAnalysis permits TcpDialogue {
    /** A segment without SYN may tell something of the handshake. */
    private static final int SHAKING = 1;
    /** The handshake, which is plain so far, negotiated ECN. */
    private static final int ECN_NEGOTIATED = 2;
    /** What is lost now is the initiator's. */
    static final int INITIATOR_LOSES = 4;
    /** The first segment, or the responder's first one, was not the SYN it should be. */
    static final int PARTIAL = 8;
    /** A side has closed, and the connection is to be closed when its stream is complete. */
    static final int CLOSE_PENDING = 16;
    /** A side has got beyond the handshake. */
    static final int OPENED = 32;
    /** A side reset it that had not closed it before. */
    static final int WAS_RESET = 64;
    /** A segment without SYN, FIN and RST moves numbers only, no state. */
    static final int STEADY = 128;
    /** Nothing came but the initiator's SYN: all that is to be known of the handshake is known of that side. */
    private static final int SYN_ONLY = 256;
    /** That SYN offered ECN. */
    private static final int ECN_OFFERED = 512;
    /** Of {@link ConnectionRules}, which are kept as facts: one reference in each connection is saved by that. */
    static final int FLIPS_ROLES = 1 << 10;

    static final int REUSES_AS_ZEEK = 1 << 11;
    static final int COUNTS_PARTIAL_GAPS = 1 << 12;
    static final int IGNORES_RESETS_OUT_OF_WINDOW = 1 << 13;
    /** Behind that SYN nothing came but the SYN-ACK that answers it: all that is to be known is known of the sides. */
    private static final int SYN_ANSWERED = 1 << 14;

    /** How the connection began; null if nothing of that was seen, or it was plain so far. */
    private @Nullable Handshake handshake;

    /** Of a handshake that is plain so far; else it is asked. */
    private int serverLegNanos = NOT_SEEN;

    private int clientLegNanos = NOT_SEEN;
    private char facts;

    ConnectionAnalysis(ConnectionRules rules) {
        super(new TcpEndpoint(), new TcpEndpoint());
        set(FLIPS_ROLES, rules.flipsRoles());
        set(REUSES_AS_ZEEK, rules.reusesAsZeek());
        set(COUNTS_PARTIAL_GAPS, rules.countsPartialGaps());
        set(IGNORES_RESETS_OUT_OF_WINDOW, rules.ignoresResetsOutOfWindow());
    }

    final boolean is(int fact) {
        return (facts & fact) != 0;
    }

    final void set(int fact, boolean isSo) {
        facts = (char) (isSo ? facts | fact : facts & ~fact);
    }

    final TcpEndpoint initiator() {
        return endpoint(Side.INITIATOR);
    }

    final TcpEndpoint responder() {
        return endpoint(Side.RESPONDER);
    }

    /** One end of the connection. */
    public final TcpEndpoint endpoint(Side side) {
        return (TcpEndpoint) counters(side);
    }

    /** Looks at a segment, before anything else does. */
    final void analyse(Side side, TcpEndpoint sender, TcpEndpoint peer, TcpSegment segment) {
        if (is(SHAKING) || segment.has(SYN)) {
            shake(side, sender, segment);
        }
        sender.send(segment, peer, this);
    }

    private void shake(Side side, TcpEndpoint sender, TcpSegment segment) {
        if (segment.has(SYN)) {
            sender.learn(segment);
        }
        if (!isPlain() && !isNextOfPlain(side, sender, segment)) {
            Handshake known = handshake == null ? newHandshake() : handshake;
            handshake = known;
            set(SHAKING, known.follow(side, segment));
        }
    }

    /**
     * Takes in the next segment of a handshake in which nothing is repeated or missed, as most are: it needs no object of its
     * own, what is to be known of it is known of the sides.
     *
     * @return whether this is that segment; else nothing was done
     */
    private boolean isNextOfPlain(Side side, TcpEndpoint sender, TcpSegment segment) {
        if (handshake != null) {
            return false;
        }
        if (is(SYN_ONLY)) {
            return side == Side.RESPONDER && isSynAnswered(segment);
        }
        if (is(SYN_ANSWERED)) {
            return side == Side.INITIATOR && isAnswerAcknowledged(segment);
        }
        boolean isBegun = isFirstSyn(side, sender, segment);
        if (isBegun) {
            set(SYN_ONLY | SHAKING, true);
            set(ECN_OFFERED, Handshake.offersEcn(segment));
        }
        return isBegun;
    }

    private boolean isFirstSyn(Side side, TcpEndpoint sender, TcpSegment segment) {
        return side == Side.INITIATOR
                && segment.isPlainSyn()
                && !sender.isHeard()
                && !endpoint(Side.RESPONDER).isHeard();
    }

    private boolean isSynAnswered(TcpSegment segment) {
        long legNanos = segment.nanos() - initiator().timedNanos();
        boolean isAnswer = segment.isPlainSynAck()
                && responder().isIn(EndpointState.INACTIVE)
                && segment.acknowledgement() == initiator().start() + 1
                && isShort(legNanos);
        if (isAnswer) {
            serverLegNanos = (int) legNanos;
            set(SYN_ONLY, false);
            set(SYN_ANSWERED, true);
            set(ECN_NEGOTIATED, is(ECN_OFFERED) && Handshake.acceptsEcn(segment));
        }
        return isAnswer;
    }

    private boolean isAnswerAcknowledged(TcpSegment segment) {
        long legNanos = segment.nanos() - initiator().timedNanos() - serverLegNanos;
        boolean isEnd = segment.hasAck()
                && !segment.has(SYN | RST)
                && segment.acknowledgement() - (responder().start() + 1) >= 0
                && isShort(legNanos);
        if (isEnd) {
            clientLegNanos = (int) legNanos;
            set(SYN_ANSWERED | SHAKING, false);
        }
        return isEnd;
    }

    private static boolean isShort(long nanos) {
        return nanos >= 0 && nanos <= Integer.MAX_VALUE;
    }

    private Handshake newHandshake() {
        Handshake begun = new Handshake();
        if (is(SYN_ONLY | SYN_ANSWERED)) {
            TcpEndpoint client = initiator();
            begun.began(client.start(), client.timedNanos(), is(ECN_OFFERED));
        }
        if (is(SYN_ANSWERED)) {
            begun.answered(responder().start(), serverLegNanos, is(ECN_NEGOTIATED));
        }
        set(SYN_ONLY | SYN_ANSWERED, false);
        return begun;
    }

    /** Whether the handshake is over, and its two legs are all that is to be known of it. */
    private boolean isPlain() {
        return clientLegNanos != NOT_SEEN;
    }

    private long plainNanos() {
        return (long) serverLegNanos + clientLegNanos;
    }

    /** Swaps the roles. */
    @Override
    protected void flip() {
        if (is(SYN_ONLY | SYN_ANSWERED)) {
            handshake = newHandshake();
        }
        super.flip();
        if (handshake != null) {
            handshake.flip();
        }
    }

    /** Segments that are late by less than this were overtaken, others were sent again. */
    final long reorderingNanos() {
        return isPlain() ? plainNanos() : Handshake.reorderingNanos(handshake);
    }

    @Override
    public final TcpSideAnalysis side(Side side) {
        return endpoint(side);
    }

    @Override
    public final long serverLegNanos() {
        return handshake == null ? serverLegNanos : handshake.serverLegNanos();
    }

    @Override
    public final long clientLegNanos() {
        return handshake == null ? clientLegNanos : handshake.clientLegNanos();
    }

    @Override
    public final long handshakeNanos() {
        if (handshake != null) {
            return handshake.handshakeNanos();
        }
        return isPlain() ? plainNanos() : NOT_SEEN;
    }

    @Override
    public final boolean isEcnNegotiated() {
        return handshake == null ? is(ECN_NEGOTIATED) : handshake.isEcnNegotiated();
    }
}
