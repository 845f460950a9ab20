package io.flowtrack.testdata;

/** Byte arrays put together. */
final class Bytes {
    static final byte[] NONE = {};

    private static final int LETTERS = 26;

    private Bytes() {}

    /** All of them behind one another. */
    static byte[] joined(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] all = new byte[length];
        int offset = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, offset, part.length);
            offset += part.length;
        }
        return all;
    }

    /** The alphabet over and over. */
    static byte[] letters(int length) {
        byte[] letters = new byte[length];
        for (int i = 0; i < length; i++) {
            letters[i] = (byte) ('a' + i % LETTERS);
        }
        return letters;
    }
}
