package io.flowtrack.core.tcp;

import static io.flowtrack.api.TcpFlags.ACK;
import static io.flowtrack.api.TcpFlags.FIN;
import static io.flowtrack.api.TcpFlags.RST;
import static io.flowtrack.api.TcpFlags.SYN;

import io.flowtrack.api.Side;
import java.nio.charset.StandardCharsets;

/**
 * What each side of a connection has done, a letter for each kind of packet in order of first appearance: upper case for
 * the initiator, lower case for the responder. The letters are those of Zeek's conn.log.
 */
final class History {
    private static final String LETTERS = "SHADFR";
    private static final char NO_LETTER = 0;
    private static final int TO_LOWER_CASE = 'a' - 'A';

    private final byte[] letters = new byte[2 * LETTERS.length()];
    private int length;

    /** Notes a packet; a letter that is there already changes nothing. */
    void note(Side side, int flags, int payloadLength) {
        char letter = letter(flags, payloadLength);
        if (letter != NO_LETTER) {
            note((byte) (side == Side.INITIATOR ? letter : letter + TO_LOWER_CASE));
        }
    }

    private void note(byte letter) {
        for (int i = 0; i < length; i++) {
            if (letters[i] == letter) {
                return;
            }
        }
        letters[length] = letter;
        length++;
    }

    private static char letter(int flags, int payloadLength) {
        if ((flags & RST) != 0) {
            return 'R';
        }
        if ((flags & FIN) != 0) {
            return 'F';
        }
        if ((flags & SYN) != 0) {
            return (flags & ACK) == 0 ? 'S' : 'H';
        }
        if (payloadLength > 0) {
            return 'D';
        }
        return (flags & ACK) == 0 ? NO_LETTER : 'A';
    }

    @Override
    public String toString() {
        return new String(letters, 0, length, StandardCharsets.US_ASCII);
    }
}
