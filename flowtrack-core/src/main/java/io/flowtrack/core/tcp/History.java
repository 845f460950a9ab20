package io.flowtrack.core.tcp;

import io.flowtrack.api.Side;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What each side of a flow has done, one letter after another: upper case for the initiator, lower case for the responder,
 * as the roles are when the letter is written. The letters are those of Zeek's conn.log.
 *
 * <p>Letters of packets are written once for each side. Letters of mishaps are counted for each side and written at the
 * first, tenth, hundredth and so on. Only swaps of the roles and SYN, FIN or RST sent anew elsewhere are written every
 * time, so the text ends at {@value #MOST_LETTERS} letters, more than all others together can fill.
 */
public final class History {
    /** The most letters kept; what comes behind is not written. */
    static final int MOST_LETTERS = 128;

    private static final int FEW_LETTERS = 16;
    private static final int TO_LOWER_CASE = 'a' - 'A';
    private static final int SIDES = 2;
    private static final int LARGEST_STEP = 1_000_000_000;

    /** What a packet is, each with a mark of its own for each side. */
    enum Kind {
        SYN,
        FIN,
        RST,
        DATA,
        ACK,
        FIN_AND_RST,
        SEVERAL_FLAGS
    }

    /** What can go wrong. */
    public enum Mishap {
        /** A wrong checksum. */
        CHECKSUM('C'),
        /** Payload that was sent before, or late. */
        RETRANSMISSION('T'),
        /** A window of zero. */
        ZERO_WINDOW('W'),
        /** Payload that was acknowledged, but not seen. */
        GAP('G');

        private final char letter;

        Mishap(char letter) {
            this.letter = letter;
        }
    }

    private byte[] letters = new byte[FEW_LETTERS];
    private int length;
    private boolean isLimitMet;
    private int marks;
    /** How often each mishap happened to the initiator, and behind it to the responder; made by the first one. */
    private int @Nullable [] counts;

    /** An empty history. */
    public History() {}

    /** Writes that a datagram came from that side, if it is the first. */
    public void datagram(Side side) {
        once(side, Kind.DATA, 'D');
    }

    /** Writes a letter if it is the first of its kind on this side, and tells whether it was. */
    @SuppressWarnings("EnumOrdinal") // a bit for each kind and side, which nobody else sees
    boolean once(Side side, Kind kind, char letter) {
        int mark = 1 << (SIDES * kind.ordinal() + side.ordinal());
        if ((marks & mark) != 0) {
            return false;
        }
        marks |= mark;
        write(side, letter);
        return true;
    }

    /** Writes a letter in the case of that side. */
    void write(Side side, char letter) {
        append((byte) (side == Side.INITIATOR ? letter : letter + TO_LOWER_CASE));
    }

    /** Counts a mishap of that side, and writes its letter if the count is 1, 10, 100 and so on. */
    @SuppressWarnings("EnumOrdinal") // a place for each mishap and side, which nobody else sees
    public void count(Side side, Mishap mishap) {
        if (counts == null) {
            counts = new int[SIDES * Mishap.values().length];
        }
        int place = SIDES * mishap.ordinal() + side.ordinal();
        counts[place]++;
        if (isPowerOfTen(counts[place])) {
            write(side, mishap.letter);
        } else if (counts[place]
                == 2 * LARGEST_STEP) { // there is no larger power of ten: from here on at each of these
            counts[place] = LARGEST_STEP;
            write(side, mishap.letter);
        }
    }

    private static boolean isPowerOfTen(int count) {
        int power = 1;
        while (power < count && power < LARGEST_STEP) {
            power *= 10;
        }
        return power == count;
    }

    /** Writes that the roles were swapped; what was counted stays with its host. */
    public void flip() {
        append((byte) '^');
        swapCounts();
    }

    /** Writes that a limit of tunnels was met, once. */
    public void limitMet() {
        if (!isLimitMet) {
            isLimitMet = true;
            append((byte) 'X');
        }
    }

    /** Whether nothing was recorded but that the initiator sent a SYN-ACK. */
    boolean isOnlyAnswer() {
        return length == 1 && letters[0] == 'H';
    }

    /** Swaps the roles of a connection that began with a SYN-ACK, as if the SYN had been seen. */
    void flipAnswer() {
        length = 0;
        flip();
        write(Side.RESPONDER, 'H');
    }

    private void swapCounts() {
        if (counts != null) {
            for (int i = 0; i < counts.length; i += SIDES) {
                int count = counts[i];
                counts[i] = counts[i + 1];
                counts[i + 1] = count;
            }
        }
    }

    private void append(byte letter) {
        if (length == MOST_LETTERS) {
            return;
        }
        if (length == letters.length) {
            letters = Arrays.copyOf(letters, 2 * length);
        }
        letters[length] = letter;
        length++;
    }

    @Override
    public String toString() {
        return new String(letters, 0, length, StandardCharsets.US_ASCII);
    }
}
