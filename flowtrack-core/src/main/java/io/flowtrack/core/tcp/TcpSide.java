package io.flowtrack.core.tcp;

/**
 * What one side of a connection has said of its sequence numbers. All numbers are raw 32 bits and compared by their
 * difference, so that they may wrap (RFC 9293, section 3.4).
 *
 * <p>The classes that extend it in turn are one object for each side, as every packet looks at all of it: {@link
 * SequenceSpace}, {@link TcpStream}, {@link TcpEndpoint}.
 */
abstract sealed class TcpSide extends SideAnalysis permits SequenceSpace {
    /** Notes that this side opens the connection with that sequence number; a repeated SYN changes nothing. */
    void syn(int sequence) {
        if (!is(SYN_SENT)) {
            baseAt(sequence);
            set(SYN_SENT);
        }
    }

    /** Notes where this side's numbers begin, if nothing of it was known: just before its first byte that is known. */
    void firstByte(int sequence) {
        if (!is(BASE_KNOWN)) {
            baseAt(sequence - 1);
        }
    }

    /** Notes that this side's SYN was missed: the other side answers it. */
    void missedSyn() {
        set(SYN_SENT);
    }

    /** Notes a FIN; {@code end} is the sequence number behind it. */
    void fin(int end) {
        boolean isAhead = !is(FIN_SENT) || end - finEnd() > 0;
        if (isAhead && end != finEnd()) {
            keepFin();
            makeRareFacts().finEnd = end;
        }
        set(FIN_SENT);
    }

    /** Notes that this side expects that sequence number next; it was looked at as the last acknowledgement already. */
    void acknowledges(int number) {
        if (is(ACKNOWLEDGED) && is(LAST_IS_HIGHEST)) {
            return; // the last one is that number
        }
        if (!is(ACKNOWLEDGED) || number - acknowledgement() > 0) {
            set(LAST_IS_HIGHEST);
        }
        set(ACKNOWLEDGED);
    }

    private int acknowledgement() {
        return is(LAST_IS_HIGHEST) ? lastAcknowledged() : makeRareFacts().highestAcknowledged;
    }

    /** The number behind the FIN, if one was sent. */
    abstract int finEnd();

    /** Keeps where the FIN is among what is rare. */
    abstract void keepFin();

    /** Where the numbers of the stream start. */
    abstract int start();

    private int base() {
        return is(BASE_IS_START) ? start() : makeRareFacts().base;
    }

    private void baseAt(int number) {
        set(BASE_KNOWN);
        set(BASE_IS_START, number == start());
        if (number != start()) {
            makeRareFacts().base = number;
        }
    }

    /** Keeps the base where it is, while the numbers of the stream start elsewhere. */
    final void startMovesTo(int start) {
        if (is(BASE_IS_START) && start != start()) {
            makeRareFacts().base = start();
            clear(BASE_IS_START);
        }
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
        return is(BASE_KNOWN) && sequence != base();
    }

    boolean beganAt(int sequence) {
        return is(BASE_KNOWN) && sequence == base();
    }

    /** Whether this side has acknowledged the other one's SYN. */
    boolean acknowledgedSynOf(TcpSide other) {
        return is(ACKNOWLEDGED) && other.is(SYN_SENT) && other.is(BASE_KNOWN) && acknowledgement() - other.base() > 0;
    }

    /** Whether this side has acknowledged the other one's FIN. */
    boolean acknowledgedFinOf(TcpSide other) {
        return is(ACKNOWLEDGED) && other.is(FIN_SENT) && acknowledgement() - other.finEnd() >= 0;
    }
}
