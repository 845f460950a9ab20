package io.flowtrack.core.tcp;

/**
 * What one side of a connection has said of its sequence numbers. All numbers are raw 32 bits and compared by their
 * difference, so that they may wrap (RFC 9293, section 3.4).
 *
 * <p>The classes that extend it in turn are one object for each side, as every packet looks at all of it: {@link
 * SequenceSpace}, {@link TcpStream}, {@link TcpEndpoint}.
 */
abstract sealed class TcpSide extends SideAnalysis permits SequenceSpace {
    private int base;
    private int acknowledgement;

    /** Notes that this side opens the connection with that sequence number; a repeated SYN changes nothing. */
    void syn(int sequence) {
        if (!is(SYN_SENT)) {
            base = sequence;
            set(BASE_KNOWN | SYN_SENT);
        }
    }

    /** Notes where this side's numbers begin, if nothing of it was known: just before its first byte that is known. */
    void firstByte(int sequence) {
        if (!is(BASE_KNOWN)) {
            base = sequence - 1;
            set(BASE_KNOWN);
        }
    }

    /** Notes that this side's SYN was missed: the other side answers it. */
    void missedSyn() {
        set(SYN_SENT);
    }

    /** Notes a FIN; {@code end} is the sequence number behind it. */
    void fin(int end) {
        RareFacts rare = makeRareFacts();
        if (!is(FIN_SENT) || end - rare.finEnd > 0) {
            rare.finEnd = end;
        }
        set(FIN_SENT);
    }

    /** Notes that this side expects that sequence number next. */
    void acknowledges(int number) {
        if (!is(ACKNOWLEDGED) || number - acknowledgement > 0) {
            acknowledgement = number;
        }
        set(ACKNOWLEDGED);
    }

    boolean knowsBase() {
        return is(BASE_KNOWN);
    }

    boolean hasSentSyn() {
        return is(SYN_SENT);
    }

    boolean hasSentFin() {
        return is(FIN_SENT);
    }

    /** Whether a SYN with that sequence number is another one than this side's, if it has sent any byte. */
    boolean beganElsewhere(int sequence) {
        return is(BASE_KNOWN) && sequence != base;
    }

    boolean beganAt(int sequence) {
        return is(BASE_KNOWN) && sequence == base;
    }

    /** Whether this side has acknowledged the other one's SYN. */
    boolean acknowledgedSynOf(TcpSide other) {
        return is(ACKNOWLEDGED) && other.is(SYN_SENT) && other.is(BASE_KNOWN) && acknowledgement - other.base > 0;
    }

    /** Whether this side has acknowledged the other one's FIN. */
    boolean acknowledgedFinOf(TcpSide other) {
        return is(ACKNOWLEDGED) && other.is(FIN_SENT) && acknowledgement - other.makeRareFacts().finEnd >= 0;
    }
}
