package io.flowtrack.core.tcp;

import static io.flowtrack.api.TcpFlags.ACK;
import static io.flowtrack.api.TcpFlags.CWR;
import static io.flowtrack.api.TcpFlags.ECE;
import static io.flowtrack.api.TcpFlags.FIN;
import static io.flowtrack.api.TcpFlags.RST;
import static io.flowtrack.api.TcpFlags.SYN;

/**
 * What one side of a connection sends, held against the highest sequence number it has sent before and against what the
 * other side has acknowledged. The rules are tshark's (its function {@code tcp_analyze_sequence_number}), as far as one
 * look at each segment and a fixed memory allow.
 *
 * <p>A segment's place is its sequence number less the one expected: at 0 it is in order, above 0 there is a gap, at -1 with
 * at most one byte it is a keep-alive. Below 0, what takes sequence numbers is judged in this order: wholly acknowledged
 * before, then it is a spurious retransmission; asked for by duplicate acknowledgements, then a fast one; late by less than
 * a round trip, then out of order; else a retransmission.
 */
abstract sealed class SentSegments extends RoundTrips permits SideAnalysis {
    private static final int CONTROL = SYN | FIN | RST;
    private static final int NOT_CALM = CONTROL | ECE | CWR;
    private static final long FAST_NANOS = 20_000_000;
    private static final byte NO_PROBE = 0;
    private static final byte KEEP_ALIVE = 1;
    private static final byte WINDOW_PROBE = 2;
    private static final Anomalies NOTHING = new Anomalies();

    private long advancedNanos;
    private int expected;
    private int acknowledged;
    /** Lower half of {@link #duplicateAcknowledgements}: many receivers repeat themselves, without anything else amiss. */
    private char repeats;

    /** The window announced last, if {@link #WINDOW_KNOWN}. */
    private char window;

    /**
     * Follows a segment of this side.
     *
     * @param peer the other side
     * @param connection of both
     */
    final void send(TcpSegment segment, SentSegments peer, ConnectionAnalysis connection) {
        int place = is(EXPECTED_KNOWN) ? segment.sequence() - expected : 0;
        if (place != 0 || segment.payloadLength() != 0 || segment.window() == 0 || !is(CALM) || segment.has(NOT_CALM)) {
            look(segment, place, peer, connection);
        }
        if (segment.has(ACK)) {
            acknowledge(segment, place, peer);
        }
        if (!segment.has(RST)) {
            window = (char) segment.window();
            set(WINDOW_KNOWN);
        }
        if (is(REPEATED)) {
            sentAt(segment.nanos());
        }
    }

    /** Follows a segment that does more than acknowledge. */
    private void look(TcpSegment segment, int place, SentSegments peer, ConnectionAnalysis connection) {
        byte probe = probe(segment, place, peer);
        if (place != 0 || segment.window() == 0 || segment.has(ECE | CWR)) {
            countOddities(segment, place, probe);
        }
        if (segment.payloadLength() > 0 || segment.has(SYN | FIN)) {
            sendNumbers(segment, place, probe, peer, connection);
        }
        if (segment.has(RST)) {
            judgeReset(segment, peer);
        } else {
            advance(segment, probe);
            set(WINDOW_CLOSED, is(WINDOW_CLOSED) && segment.window() == 0);
            if (segment.has(SYN)) {
                set(SYN_LOOKED_AT);
            }
        }
        set(WINDOW_PROBED, probe == WINDOW_PROBE);
        peer.set(PEER_PROBED, probe != NO_PROBE);
        set(CALM, is(EXPECTED_KNOWN) && probe == NO_PROBE && !is(WINDOW_CLOSED));
    }

    private void judgeReset(TcpSegment reset, SentSegments peer) {
        set(RESET_BELIEVED, isInWindow(reset, peer));
        if (!is(RESET_BELIEVED)) {
            anomalies().resetsOutOfWindow++;
        }
    }

    /** Whether a RST lies where the other side expects data, or answers its SYN; true where that cannot be told. */
    private boolean isInWindow(TcpSegment reset, SentSegments peer) {
        if (!peer.is(ANY_ACKNOWLEDGED)) {
            return !peer.is(EXPECTED_KNOWN) || !reset.has(ACK) || reset.acknowledgement() == peer.expected;
        }
        boolean isScaled = scaleShift() >= 0 && peer.scaleShift() >= 0;
        long peerWindow = peer.window() << (isScaled ? peer.scaleShift() : 0);
        int offset = reset.sequence() - peer.acknowledged;
        return offset >= 0 && offset < Math.max(1, peerWindow);
    }

    /** Whether the last RST of this side lay in the other side's window, as far as can be told. */
    final boolean isResetBelieved() {
        return is(RESET_BELIEVED);
    }

    /** By how many bits this side's SYN wanted its windows shifted, below 0 if it did not say. */
    abstract int scaleShift();

    /** The window announced last, -1 if none was. */
    private long window() {
        return is(WINDOW_KNOWN) ? window : -1;
    }

    private byte probe(TcpSegment segment, int place, SentSegments peer) {
        if (segment.payloadLength() > 1 || !is(EXPECTED_KNOWN) || segment.has(CONTROL)) {
            return NO_PROBE;
        }
        if (place == -1) {
            return KEEP_ALIVE;
        }
        return place == 0 && segment.payloadLength() == 1 && peer.window() == 0 ? WINDOW_PROBE : NO_PROBE;
    }

    private void countOddities(TcpSegment segment, int place, byte probe) {
        if (segment.window() == 0 && !segment.has(CONTROL) && !is(WINDOW_CLOSED)) {
            anomalies().zeroWindowEpisodes++;
            set(WINDOW_CLOSED);
        }
        if (place > 0 && !segment.has(RST)) {
            anomalies().sequenceGaps++;
        }
        if (probe == KEEP_ALIVE) {
            anomalies().keepAlives++;
        }
        if (!segment.has(SYN)) {
            if (segment.has(ECE)) {
                anomalies().congestionEchoes++;
            }
            if (segment.has(CWR)) {
                anomalies().congestionResponses++;
            }
        }
    }

    private void acknowledge(TcpSegment segment, int place, SentSegments peer) {
        int number = segment.acknowledgement();
        if (is(ANY_ACKNOWLEDGED) && number == acknowledged) {
            if (place == 0 && segment.payloadLength() == 0 && segment.window() == window() && !is(PEER_PROBED)) {
                repeatAcknowledgement(segment);
            }
        } else {
            peer.receive(segment);
            if (is(LAST_IS_HIGHEST) && (segment.has(RST) || number - acknowledged < 0)) {
                makeRareFacts().highestAcknowledged = acknowledged;
                clear(LAST_IS_HIGHEST);
            }
            acknowledged = number;
            set(ANY_ACKNOWLEDGED);
            clear(REPEATED | ASKING);
        }
    }

    /** The number acknowledged last, if only by a RST. */
    final int lastAcknowledged() {
        return acknowledged;
    }

    private void repeatAcknowledgement(TcpSegment segment) {
        if (segment.window() != 0 && !segment.has(CONTROL)) {
            repeats++;
            if (repeats == 0) {
                makeRareFacts().repeatOverflows++;
            }
            set(is(REPEATED) ? ASKING : REPEATED);
        }
    }

    /** Notes that the other side expects that number now. */
    private void receive(TcpSegment answer) {
        if (is(WINDOW_PROBED) && answer.acknowledgement() == expected + 1) {
            expected++;
        }
        if (!answer.has(RST)) {
            timeAnswer(answer);
        }
    }

    private void sendNumbers(
            TcpSegment segment, int place, byte probe, SentSegments peer, ConnectionAnalysis connection) {
        boolean isAcknowledged = peer.is(ANY_ACKNOWLEDGED) && end(segment) - peer.acknowledged <= 0;
        if (place < 0 || probe != NO_PROBE) {
            timeSentAgain(segment);
        } else if (!isAcknowledged) {
            timeSent(end(segment), segment);
        }
        if (probe == KEEP_ALIVE) {
            return;
        }
        if (place < 0 && segment.payloadLength() > 0 && isAcknowledged) {
            anomalies().spuriousRetransmissions++;
            resend(segment, place);
        } else if (place < -1 || (place == -1 && segment.payloadLength() <= 1)) {
            sendLate(segment, place, peer, connection);
        }
    }

    /** Judges a segment that neither reaches beyond what was sent before nor is acknowledged. */
    private void sendLate(TcpSegment segment, int place, SentSegments peer, ConnectionAnalysis connection) {
        if (isAskedFor(segment, peer)) {
            anomalies().fastRetransmissions++;
            resend(segment, place);
        } else if (isOvertaken(segment, connection)) {
            anomalies().outOfOrderPackets++;
        } else {
            resend(segment, place);
        }
    }

    private static boolean isAskedFor(TcpSegment segment, SentSegments peer) {
        return peer.is(ASKING)
                && peer.acknowledged == segment.sequence()
                && isSoonAfter(peer.sentNanos(), segment, FAST_NANOS);
    }

    /** Not what was surely there before: a second SYN, or what ends where the latest segment ended. */
    private boolean isOvertaken(TcpSegment segment, ConnectionAnalysis connection) {
        boolean isKnown = end(segment) == expected || (is(SYN_LOOKED_AT) && segment.has(SYN));
        return !isKnown && isSoonAfter(advancedNanos, segment, connection.reorderingNanos());
    }

    private static boolean isSoonAfter(long nanos, TcpSegment segment, long limitNanos) {
        long after = segment.nanos() - nanos;
        return after >= 0 && after < limitNanos;
    }

    private void resend(TcpSegment segment, int place) {
        Anomalies counters = anomalies();
        counters.retransmittedPackets++;
        counters.retransmittedBytes += Math.max(0, Math.min(segment.payloadLength(), -place));
    }

    private void advance(TcpSegment segment, byte probe) {
        int end = end(segment);
        if (probe != WINDOW_PROBE && (!is(EXPECTED_KNOWN) || end - expected > 0)) {
            expected = end;
            advancedNanos = segment.nanos();
            set(EXPECTED_KNOWN);
        }
    }

    /** The sequence number behind a segment; SYN and FIN take one. */
    private static int end(TcpSegment segment) {
        return segment.sequence() + segment.payloadLength() + (segment.has(SYN | FIN) ? 1 : 0);
    }

    /** See {@link io.flowtrack.api.TcpSideAnalysis#duplicateAcknowledgements}. */
    public final long duplicateAcknowledgements() {
        RareFacts rare = rareFacts();
        return (rare == null ? 0 : (long) rare.repeatOverflows << Character.SIZE) + repeats;
    }

    private Anomalies anomalies() {
        RareFacts rare = makeRareFacts();
        Anomalies known = rare.anomalies;
        if (known == null) {
            known = new Anomalies();
            rare.anomalies = known;
        }
        return known;
    }

    /** What was counted, to be read; all zero if nothing was. */
    final Anomalies counted() {
        RareFacts rare = rareFacts();
        return rare == null || rare.anomalies == null ? NOTHING : rare.anomalies;
    }
}
