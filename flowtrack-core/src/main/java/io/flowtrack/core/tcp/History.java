package io.flowtrack.core.tcp;

import io.flowtrack.api.Side;
import io.flowtrack.core.count.Conversation;
import io.flowtrack.core.count.SideCounters;
import org.jspecify.annotations.Nullable;

/**
 * A conversation, and what each side of it has done, one letter after another: upper case for the initiator, lower case for the responder,
 * as the roles are when the letter is written. The letters are those of Zeek's conn.log.
 *
 * <p>Letters of packets are written once for each side. Letters of mishaps are counted for each side and written at the
 * first, tenth, hundredth and so on. Only swaps of the roles and SYN, FIN or RST sent anew elsewhere are written every
 * time, so the text ends at {@value #MOST_LETTERS} letters, more than all others together can fill.
 *
 * <p>The first dozen letters are packed into one word, which is enough for most flows: the latest one lowest, each as one more
 * than its place in {@link #LETTERS}, and a bit for lower case. What does not fit is in a {@link HistoryTail}.
 */
public sealed class History extends Conversation permits ConnectionAnalysis {
    /** The most letters kept; what comes behind is not written. */
    static final int MOST_LETTERS = 128;

    private static final String LETTERS = "SHADFRIQTWGCX^";
    private static final int LETTER_BITS = 5;
    private static final int LOWER_CASE = 1 << (LETTER_BITS - 1);
    private static final int LETTER_MASK = (1 << LETTER_BITS) - 1;
    private static final int PACKED_LETTERS = Long.SIZE / LETTER_BITS;
    private static final int LIMIT_MET = 1 << (Character.SIZE - 1);
    private static final int TO_LOWER_CASE = 'a' - 'A';
    private static final int SIDES = 2;
    private static final int LARGEST_STEP = 1_000_000_000;
    private static final byte[] PACKED = packedLetters();
    private static final int MISHAP_COUNT = Mishap.values().length;

    /** What a packet is, each with a mark of its own for each side. */
    enum Kind {
        SYN('S'),
        FIN('F'),
        RST('R'),
        DATA('D'),
        ACK('A'),
        FIN_AND_RST('I'),
        SEVERAL_FLAGS('Q');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        char letter() {
            return letter;
        }

        /** Whether it is written again where it lies elsewhere. */
        boolean isPlaced() {
            return this == SYN || this == FIN || this == RST;
        }
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

    private long packed;
    private @Nullable HistoryTail tail;
    /** A bit for each kind of packet and side, and {@link #LIMIT_MET}. */
    private char marks;

    /** An empty history of these two. */
    public History(SideCounters initiator, SideCounters responder) {
        super(initiator, responder);
    }

    /** Writes that a datagram came from that side, if it is the first. */
    public final void datagram(Side side) {
        once(side, Kind.DATA);
    }

    /** Writes a kind's letter if it is the first of that kind on this side. */
    final void once(Side side, Kind kind) {
        once(side, kind, kind.letter);
    }

    /** Writes a letter if it is the first of its kind on this side, and tells whether it was. */
    @SuppressWarnings("EnumOrdinal") // a bit for each kind and side, which nobody else sees
    final boolean once(Side side, Kind kind, char letter) {
        int mark = 1 << (SIDES * kind.ordinal() + side.ordinal());
        if ((marks & mark) != 0) {
            return false;
        }
        marks |= (char) mark;
        write(side, letter);
        return true;
    }

    /** Writes a letter in the case of that side. */
    final void write(Side side, char letter) {
        append(side == Side.INITIATOR ? letter : (char) (letter + TO_LOWER_CASE));
    }

    /** Counts a mishap of that side, and writes its letter if the count is 1, 10, 100 and so on. */
    @SuppressWarnings("EnumOrdinal") // a place for each mishap and side, which nobody else sees
    public final void count(Side side, Mishap mishap) {
        int[] counts = tail().counts;
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

    /** Notes that so many bytes were acknowledged, but not seen. */
    final void miss(long length) {
        tail().missedBytes += length;
    }

    /** Bytes that were acknowledged, but not seen. */
    public final long missedBytes() {
        return tail == null ? 0 : tail.missedBytes;
    }

    private HistoryTail tail() {
        if (tail == null) {
            tail = new HistoryTail(SIDES * MISHAP_COUNT);
        }
        return tail;
    }

    private static boolean isPowerOfTen(int count) {
        int power = 1;
        while (power < count && power < LARGEST_STEP) {
            power *= 10;
        }
        return power == count;
    }

    /** Writes that the roles were swapped; what was counted stays with its host. */
    public final void noteFlip() {
        append('^');
        if (tail != null) {
            swapCounts(tail.counts);
        }
    }

    private static void swapCounts(int[] counts) {
        for (int i = 0; i < counts.length; i += SIDES) {
            int count = counts[i];
            counts[i] = counts[i + 1];
            counts[i + 1] = count;
        }
    }

    /** Writes that a limit of tunnels was met, once. */
    public final void limitMet() {
        if ((marks & LIMIT_MET) == 0) {
            marks |= (char) LIMIT_MET;
            append('X');
        }
    }

    /** Whether nothing was recorded but that the initiator sent a SYN-ACK. */
    final boolean isOnlyAnswer() {
        return packed == pack('H');
    }

    /** Swaps the roles of a connection that began with a SYN-ACK, as if the SYN had been seen. */
    final void noteFlippedAnswer() {
        packed = 0;
        noteFlip();
        write(Side.RESPONDER, 'H');
    }

    private void append(char letter) {
        if (packed >>> ((PACKED_LETTERS - 1) * LETTER_BITS) == 0) {
            packed = (packed << LETTER_BITS) | pack(letter);
        } else if (PACKED_LETTERS + tail().length() < MOST_LETTERS) {
            tail().append((byte) letter);
        }
    }

    private static int pack(char letter) {
        return PACKED[letter];
    }

    /** By letter: how it is packed. */
    private static byte[] packedLetters() {
        byte[] packed = new byte[Byte.MAX_VALUE];
        for (int i = 0; i < LETTERS.length(); i++) {
            packed[LETTERS.charAt(i)] = (byte) (i + 1);
            packed[LETTERS.charAt(i) + TO_LOWER_CASE] = (byte) (LOWER_CASE | (i + 1));
        }
        return packed;
    }

    private static char unpack(int letter) {
        char upper = LETTERS.charAt((letter & (LOWER_CASE - 1)) - 1);
        return (letter & LOWER_CASE) == 0 ? upper : (char) (upper + TO_LOWER_CASE);
    }

    /** The letters; see {@link io.flowtrack.api.Flow#history}. */
    public final String history() {
        StringBuilder text = new StringBuilder(PACKED_LETTERS);
        for (int i = PACKED_LETTERS - 1; i >= 0; i--) {
            int letter = (int) (packed >>> (i * LETTER_BITS)) & LETTER_MASK;
            if (letter != 0) {
                text.append(unpack(letter));
            }
        }
        if (tail != null) {
            tail.writeTo(text);
        }
        return text.toString();
    }
}
