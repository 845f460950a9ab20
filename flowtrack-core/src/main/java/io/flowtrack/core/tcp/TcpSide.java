package io.flowtrack.core.tcp;

/**
 * What one side of a connection has said of its sequence numbers. All numbers are raw 32 bits and compared by their
 * difference, so that they may wrap (RFC 9293, section 3.4).
 *
 * <p>The classes that extend it in turn are one object for each side, as every packet looks at all of it: {@link
 * SequenceSpace}, {@link TcpStream}, {@link TcpEndpoint}.
 */
abstract sealed class TcpSide extends SideAnalysis permits SequenceSpace {
    private boolean baseKnown;
    private boolean synSent;
    private boolean finSent;
    private boolean hasAcknowledged;
    private int base;
    private int finEnd;
    private int acknowledgement;

    /** Notes that this side opens the connection with that sequence number; a repeated SYN changes nothing. */
    void syn(int sequence) {
        if (!synSent) {
            base = sequence;
            baseKnown = true;
            synSent = true;
        }
    }

    /** Notes where this side's numbers begin, if nothing of it was known: just before its first byte that is known. */
    void firstByte(int sequence) {
        if (!baseKnown) {
            base = sequence - 1;
            baseKnown = true;
        }
    }

    /** Notes that this side's SYN was missed: the other side answers it. */
    void missedSyn() {
        synSent = true;
    }

    /** Notes a FIN; {@code end} is the sequence number behind it. */
    void fin(int end) {
        if (!finSent || end - finEnd > 0) {
            finEnd = end;
        }
        finSent = true;
    }

    /** Notes that this side expects that sequence number next. */
    void acknowledges(int number) {
        if (!hasAcknowledged || number - acknowledgement > 0) {
            acknowledgement = number;
        }
        hasAcknowledged = true;
    }

    boolean knowsBase() {
        return baseKnown;
    }

    boolean hasSentSyn() {
        return synSent;
    }

    boolean hasSentFin() {
        return finSent;
    }

    /** Whether a SYN with that sequence number is another one than this side's, if it has sent any byte. */
    boolean beganElsewhere(int sequence) {
        return baseKnown && sequence != base;
    }

    boolean beganAt(int sequence) {
        return baseKnown && sequence == base;
    }

    /** Whether this side has acknowledged the other one's SYN. */
    boolean acknowledgedSynOf(TcpSide other) {
        return hasAcknowledged && other.synSent && other.baseKnown && acknowledgement - other.base > 0;
    }

    /** Whether this side has acknowledged the other one's FIN. */
    boolean acknowledgedFinOf(TcpSide other) {
        return hasAcknowledged && other.finSent && acknowledgement - other.finEnd >= 0;
    }
}
