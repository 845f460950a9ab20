package io.flowtrack.pcap;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The options at the end of a pcapng block, walked where they lie, in the byte order of the section. A look at each:
 * {@code while (options.next()) …}.
 *
 * <pre>
 *    0 ┌──────────┬──────────┐
 *      │ code     │ length   │ of the value, without its padding
 *    4 ├──────────┴──────────┤
 *      │ value, padded to 4 …│
 *      └─────────────────────┘
 * </pre>
 */
final class PcapNgOptions {
    static final int END = 0;
    static final int COMMENT = 1;

    private static final int HEADER_LENGTH = 4;

    private final ByteBuffer bytes;
    private final boolean littleEndian;
    private final int end;
    private final int start;
    private int following;
    private int code;
    private int valueIndex;
    private int valueLength;
    private boolean isDamaged;

    /**
     * The options between two indexes of a buffer.
     *
     * @param bytes big-endian
     */
    PcapNgOptions(ByteBuffer bytes, int start, int end, boolean littleEndian) {
        this.bytes = bytes;
        this.start = start;
        this.following = start;
        this.end = end;
        this.littleEndian = littleEndian;
    }

    /** Goes to the next option; false behind the last one, and at one that is longer than what is left. */
    boolean next() {
        int left = end - following;
        if (left < HEADER_LENGTH) {
            isDamaged |= left > 0;
            return false;
        }
        code = PcapNgBlocks.u16(bytes, following, littleEndian);
        valueLength = PcapNgBlocks.u16(bytes, following + 2, littleEndian);
        valueIndex = following + HEADER_LENGTH;
        if (code == END) {
            following = end;
            return false;
        }
        int paddedLength = PcapNgReader.padded(valueLength);
        if (paddedLength > left - HEADER_LENGTH) {
            isDamaged = true;
            following = end;
            return false;
        }
        following = valueIndex + paddedLength;
        return true;
    }

    /** Goes to the first option of that code, from wherever the walk is; false if there is none. */
    boolean find(int wantedCode) {
        following = start;
        while (next()) {
            if (code == wantedCode) {
                return true;
            }
        }
        return false;
    }

    /** Whether the walk ended at an option that does not fit its block. */
    boolean isDamaged() {
        return isDamaged;
    }

    int code() {
        return code;
    }

    int valueLength() {
        return valueLength;
    }

    /** The value's first byte, 0 to 255. */
    int u8() {
        return bytes.get(valueIndex) & 0xFF;
    }

    /** The value's first eight bytes, signed. */
    long i64() {
        long number = bytes.getLong(valueIndex);
        return littleEndian ? Long.reverseBytes(number) : number;
    }

    /** The value as UTF-8; bytes that are not become U+FFFD. */
    String text() {
        byte[] value = new byte[valueLength];
        bytes.get(valueIndex, value);
        return new String(value, StandardCharsets.UTF_8);
    }

    /** The comments among the options that are left, as far as they can be read. */
    List<String> comments() {
        List<String> comments = new ArrayList<>();
        while (next()) {
            if (code == COMMENT) {
                comments.add(text());
            }
        }
        return List.copyOf(comments);
    }
}
