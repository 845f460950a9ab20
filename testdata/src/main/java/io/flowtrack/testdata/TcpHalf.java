package io.flowtrack.testdata;

import io.flowtrack.api.TcpFlags;

/**
 * What one end of a TCP connection remembers: the sequence number it sends next, and the one it expects next. Both wrap
 * at 32 bits, as {@code int} does.
 */
final class TcpHalf {
    final Endpoint endpoint;
    private int next;
    private int expected;

    TcpHalf(Endpoint endpoint, int initialSequence) {
        this.endpoint = endpoint;
        this.next = initialSequence;
    }

    int next() {
        return next;
    }

    int expected() {
        return expected;
    }

    void startAt(int initialSequence) {
        this.next = initialSequence;
    }

    /** Goes on by what a segment takes of the sequence space: its payload, and one each for SYN and FIN. */
    void advance(int flags, int payloadLength) {
        next += payloadLength + Integer.bitCount(flags & (TcpFlags.SYN | TcpFlags.FIN));
    }

    /** Goes back by one, to send the last of it again. */
    void stepBack() {
        next--;
    }

    /** Goes on by one. */
    void stepOn() {
        next++;
    }

    /** Has received all that the other end sent. */
    void receiveAllOf(TcpHalf other) {
        expected = other.next;
    }
}
