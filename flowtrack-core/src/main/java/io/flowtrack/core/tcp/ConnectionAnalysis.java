package io.flowtrack.core.tcp;

import static io.flowtrack.api.TcpFlags.SYN;

import io.flowtrack.api.Side;
import io.flowtrack.api.TcpAnalysis;
import io.flowtrack.api.TcpSideAnalysis;
import org.jspecify.annotations.Nullable;

/** Both ends of a connection, and what numbers, windows and times of their segments show. */
abstract sealed class ConnectionAnalysis extends History implements TcpAnalysis permits TcpDialogue {
    /** A segment without SYN may tell something of the handshake. */
    private static final int SHAKING = 1;
    /** The handshake, which was plain, negotiated ECN. */
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

    /** How the connection began; null if nothing of that was seen, or all of it is in the two legs. */
    private @Nullable Handshake handshake;

    /** Of a plain handshake that is over; else it is asked. */
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
        if (isPlain()) {
            return;
        }
        if (handshake == null && isFirstSyn(side, sender, segment)) {
            set(SYN_ONLY | SHAKING, true);
            set(ECN_OFFERED, Handshake.offersEcn(segment));
            return;
        }
        Handshake known = handshake == null ? newHandshake() : handshake;
        handshake = known;
        set(SHAKING, known.follow(side, segment));
        if (!is(SHAKING) && known.isPlain()) {
            serverLegNanos = (int) known.serverLegNanos();
            clientLegNanos = (int) known.clientLegNanos();
            set(ECN_NEGOTIATED, known.isEcnNegotiated());
            handshake = null;
        }
    }

    private boolean isFirstSyn(Side side, TcpEndpoint sender, TcpSegment segment) {
        return side == Side.INITIATOR
                && segment.isPlainSyn()
                && !sender.isHeard()
                && !endpoint(Side.RESPONDER).isHeard()
                && !is(SYN_ONLY);
    }

    private Handshake newHandshake() {
        Handshake begun = new Handshake();
        if (is(SYN_ONLY)) {
            TcpEndpoint client = initiator();
            begun.began(client.start(), client.timedNanos(), is(ECN_OFFERED));
            set(SYN_ONLY, false);
        }
        return begun;
    }

    /** Whether the two legs are all that is to be known of the handshake. */
    private boolean isPlain() {
        return serverLegNanos != NOT_SEEN;
    }

    private long plainNanos() {
        return (long) serverLegNanos + clientLegNanos;
    }

    /** Swaps the roles. */
    @Override
    protected void flip() {
        if (is(SYN_ONLY)) {
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
