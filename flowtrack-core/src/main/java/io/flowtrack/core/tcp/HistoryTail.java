package io.flowtrack.core.tcp;

import java.util.Arrays;

/** What only long histories have: more letters than fit into a word, counts of mishaps, and what was missed. */
final class HistoryTail {
    private static final int FEW_LETTERS = 16;

    /** How often each mishap happened to the initiator, and behind it to the responder. */
    final int[] counts;

    long missedBytes;
    private byte[] letters = {};
    private int length;

    /** The tail of a history that counts so many things. */
    HistoryTail(int countCount) {
        counts = new int[countCount];
    }

    int length() {
        return length;
    }

    void append(byte letter) {
        if (length == letters.length) {
            letters = Arrays.copyOf(letters, Math.max(FEW_LETTERS, 2 * length));
        }
        letters[length] = letter;
        length++;
    }

    void writeTo(StringBuilder text) {
        for (int i = 0; i < length; i++) {
            text.append((char) letters[i]);
        }
    }
}
