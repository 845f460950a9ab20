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
        boolean hasSyn = segment.hasSyn();
        boolean hasFin = segment.hasFin();
        boolean hasRst = segment.hasRst();
        if (hasFin && hasRst) {
            history.once(side, History.Kind.FIN_AND_RST, 'I');
        } else if (hasSyn && (hasFin || hasRst)) {
            history.once(side, History.Kind.SEVERAL_FLAGS, 'Q');
        } else if (hasSyn) {
            boolean isElsewhere = sender.isElsewhere('S', place);
            repeatable(history, side, History.Kind.SYN, segment.hasAck() ? 'H' : 'S', isElsewhere);
        } else if (hasFin) {
            boolean isElsewhere = sender.isElsewhere('F', place + segment.payloadLength());
            repeatable(history, side, History.Kind.FIN, 'F', isElsewhere);
        } else {
            repeatable(history, side, History.Kind.RST, 'R', sender.isElsewhere('R', place));
        }
    }

    /** Writes the letter of a segment without SYN, FIN and RST. */
    static void noteOrdinary(History history, Side side, TcpSegment segment) {
        if (segment.payloadLength() > 0) {
            history.once(side, History.Kind.DATA, 'D');
        } else if (segment.hasAck()) {
            history.once(side, History.Kind.ACK, 'A');
        }
    }

    private static void repeatable(History history, Side side, History.Kind kind, char letter, boolean isElsewhere) {
        if (!history.once(side, kind, letter) && isElsewhere) {
            history.write(side, letter);
        }
    }
}
