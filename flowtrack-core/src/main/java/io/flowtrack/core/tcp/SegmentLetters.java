package io.flowtrack.core.tcp;

import io.flowtrack.api.Side;

/** The one letter of a history that says what kind of segment came. */
final class SegmentLetters {
    private SegmentLetters() {}

    /** Writes the letter, unless it says nothing new; {@code place} is where the segment begins. */
    static void note(History history, Side side, TcpEndpoint sender, TcpSegment segment, long place) {
        if (segment.isOrdinary()) {
            noteOrdinary(history, side, segment);
            return;
        }
        History.Kind kind = kind(segment);
        char letter = kind == History.Kind.SYN && segment.hasAck() ? 'H' : kind.letter();
        boolean isElsewhere = kind.isPlaced()
                && sender.isElsewhere(kind, kind == History.Kind.FIN ? place + segment.payloadLength() : place);
        if (!history.once(side, kind, letter) && isElsewhere) {
            history.write(side, letter);
        }
    }

    /** Of a segment with any of SYN, FIN and RST. */
    private static History.Kind kind(TcpSegment segment) {
        boolean hasFin = segment.hasFin();
        boolean hasRst = segment.hasRst();
        if (hasFin && hasRst) {
            return History.Kind.FIN_AND_RST;
        }
        if (segment.hasSyn()) {
            return hasFin || hasRst ? History.Kind.SEVERAL_FLAGS : History.Kind.SYN;
        }
        return hasFin ? History.Kind.FIN : History.Kind.RST;
    }

    /** Writes the letter of a segment without SYN, FIN and RST. */
    static void noteOrdinary(History history, Side side, TcpSegment segment) {
        if (segment.payloadLength() > 0) {
            history.once(side, History.Kind.DATA);
        } else if (segment.hasAck()) {
            history.once(side, History.Kind.ACK);
        }
    }
}
