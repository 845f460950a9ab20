package io.flowtrack.core.tcp;

import static io.flowtrack.api.TcpFlags.ACK;
import static io.flowtrack.api.TcpFlags.CWR;
import static io.flowtrack.api.TcpFlags.ECE;
import static io.flowtrack.api.TcpFlags.RST;
import static io.flowtrack.api.TcpFlags.SYN;

import io.flowtrack.api.Side;
import io.flowtrack.api.TcpAnalysis;
import org.jspecify.annotations.Nullable;

/**
 * How long the handshake took. A repeated SYN or SYN-ACK is most likely answered in its last copy, so that one is timed:
 * with the first one a leg would contain the sender's retransmission timeout, which says nothing of the path.
 */
final class Handshake {
    private static final long DEFAULT_REORDERING_NANOS = 3_000_000;
    private static final int ECN_OFFER = ECE | CWR;

    private @Nullable Side client;
    private @Nullable Side server;
    private int synEnd;
    private int synAckEnd;
    private long firstSynNanos;
    private long synNanos;
    private long synAckNanos;
    private long serverLegNanos = TcpAnalysis.NOT_SEEN;
    private long clientLegNanos = TcpAnalysis.NOT_SEEN;
    private long handshakeNanos = TcpAnalysis.NOT_SEEN;
    private long reorderingNanos = DEFAULT_REORDERING_NANOS;
    private boolean isComplete;
    private boolean isAcknowledged;
    private boolean isEcnOffered;
    private boolean isEcnNegotiated;

    /** Follows the initiator's SYN, its first segment, from what was kept of it. */
    void began(int sequence, long nanos, boolean offersEcn) {
        client = Side.INITIATOR;
        firstSynNanos = nanos;
        synNanos = nanos;
        synEnd = sequence + 1;
        isEcnOffered = offersEcn;
    }

    /** Follows the SYN-ACK that answers it, from what was kept of that. */
    void answered(int sequence, long legNanos, boolean acceptsEcn) {
        server = Side.RESPONDER;
        serverLegNanos = legNanos;
        synAckNanos = synNanos + legNanos;
        synAckEnd = sequence + 1;
        isEcnNegotiated = acceptsEcn;
    }

    static boolean offersEcn(TcpSegment syn) {
        return (syn.flags() & ECN_OFFER) == ECN_OFFER;
    }

    static boolean acceptsEcn(TcpSegment synAck) {
        return (synAck.flags() & ECN_OFFER) == ECE;
    }

    /**
     * Follows a segment.
     *
     * @return whether segments without SYN can tell anything more
     */
    boolean follow(Side side, TcpSegment segment) {
        if (!segment.has(RST)) {
            if (!segment.has(SYN)) {
                acknowledge(side, segment);
            } else if (segment.has(ACK)) {
                synAck(side, segment);
            } else {
                syn(side, segment);
            }
        }
        return !isComplete || !isAcknowledged;
    }

    /** Swaps the roles. */
    void flip() {
        client = client == null ? null : client.opposite();
        server = server == null ? null : server.opposite();
    }

    private void syn(Side side, TcpSegment segment) {
        if (client == null) {
            client = side;
            firstSynNanos = segment.nanos();
            synEnd = segment.sequence() + 1;
            isEcnOffered = offersEcn(segment);
        }
        if (client == side) {
            synNanos = segment.nanos();
        }
    }

    private void synAck(Side side, TcpSegment segment) {
        if (client == side.opposite() && serverLegNanos < 0 && segment.acknowledgement() == synEnd) {
            serverLegNanos = durationNanos(synNanos, segment);
            isEcnNegotiated = isEcnOffered && acceptsEcn(segment);
        }
        if (server == null) {
            server = side;
            synAckEnd = segment.sequence() + 1;
        }
        if (!isComplete && server == side && segment.sequence() + 1 == synAckEnd) {
            synAckNanos = segment.nanos();
        }
    }

    private void acknowledge(Side side, TcpSegment segment) {
        if (!segment.has(ACK)) {
            return;
        }
        if (!isAcknowledged && client != null) {
            isAcknowledged = true;
            reorderingNanos = Math.max(0, segment.nanos() - synNanos);
        }
        if (!isComplete && server == side.opposite() && segment.acknowledgement() - synAckEnd >= 0) {
            isComplete = true;
            clientLegNanos = durationNanos(synAckNanos, segment);
            if (client == side) {
                handshakeNanos = durationNanos(firstSynNanos, segment);
            }
        }
    }

    /** Up to a segment, whose time may be before the other's where a capture is out of order. */
    private static long durationNanos(long startNanos, TcpSegment end) {
        return end.nanos() >= startNanos ? end.nanos() - startNanos : TcpAnalysis.NOT_SEEN;
    }

    long serverLegNanos() {
        return serverLegNanos;
    }

    long clientLegNanos() {
        return clientLegNanos;
    }

    long handshakeNanos() {
        return handshakeNanos;
    }

    /** Segments that are late by less than this were overtaken, others were sent again; without a handshake, 3 ms. */
    static long reorderingNanos(@Nullable Handshake handshake) {
        return handshake == null ? DEFAULT_REORDERING_NANOS : handshake.reorderingNanos;
    }

    boolean isEcnNegotiated() {
        return isEcnNegotiated;
    }
}
