package io.flowtrack.pcap;

/**
 * Decompresses one block of the LZ4 block format: a run of sequences, each some literal bytes and then a copy of bytes that
 * came before. The last sequence has literals only.
 *
 * <pre>
 *    ┌───────────────────────┬─────────┬──────────┬─────────────┬─────────┐
 *    │ token: lengths, 4+4   │ more of │ literals │ distance of │ more of │
 *    │ bits: literals, copy  │ length  │          │ copy, 16 bit│ length  │
 *    └───────────────────────┴─────────┴──────────┴─────────────┴─────────┘
 * </pre>
 *
 * Every length and distance is checked against what is there before it is used.
 */
final class Lz4Block {
    private static final int MIN_COPY_LENGTH = 4;
    private static final int EXTENDED = 15;
    private static final int EXTENSION_MAX = 255;

    private final byte[] input;
    private final int inputEnd;
    private final byte[] output;
    private final int outputEnd;
    private final int historyStart;
    private int in;
    private int out;

    /**
     * A block to be decompressed into an array.
     *
     * @param input begins with the block
     * @param inputLength bytes of the block
     * @param output holds the bytes before the block, which it may copy from
     * @param historyStart index of the first of those
     * @param outputStart index of the first byte to write
     */
    Lz4Block(byte[] input, int inputLength, byte[] output, int historyStart, int outputStart) {
        this.input = input;
        this.inputEnd = inputLength;
        this.output = output;
        this.outputEnd = output.length;
        this.historyStart = historyStart;
        this.out = outputStart;
    }

    /**
     * Decompresses the block, or as much as there is of it.
     *
     * @param isWhole whether the input must end as a block ends
     * @return index behind the last byte written
     * @throws BadCompressedDataException if it is no such block
     */
    int decompress(boolean isWhole) throws BadCompressedDataException {
        while (in < inputEnd) {
            int token = input[in++] & 0xFF;
            int literalLength = length(token >> 4);
            if (isWhole && literalLength > inputEnd - in) {
                throw bad("a block that ends too early");
            }
            copyLiterals(Math.min(literalLength, inputEnd - in));
            if (inputEnd - in < Short.BYTES) {
                break;
            }
            int distance = (input[in] & 0xFF) | (input[in + 1] & 0xFF) << 8;
            in += Short.BYTES;
            copyMatch(distance, length(token & EXTENDED) + MIN_COPY_LENGTH);
        }
        if (isWhole && in < inputEnd) {
            throw bad("a block that ends too early");
        }
        return out;
    }

    private int length(int base) throws BadCompressedDataException {
        int length = base;
        if (base == EXTENDED) {
            int more = EXTENSION_MAX;
            while (more == EXTENSION_MAX && in < inputEnd) {
                more = input[in++] & 0xFF;
                length += more;
                if (length > outputEnd) {
                    throw bad("a length that exceeds the block");
                }
            }
        }
        return length;
    }

    private void copyLiterals(int length) throws BadCompressedDataException {
        if (length > outputEnd - out) {
            throw bad("more bytes than a block may have");
        }
        System.arraycopy(input, in, output, out, length);
        in += length;
        out += length;
    }

    private void copyMatch(int distance, int length) throws BadCompressedDataException {
        int from = out - distance;
        if (distance == 0 || from < historyStart) {
            throw bad("a copy from before the beginning");
        }
        if (length > outputEnd - out) {
            throw bad("more bytes than a block may have");
        }
        if (distance >= length) {
            System.arraycopy(output, from, output, out, length);
        } else {
            for (int i = 0; i < length; i++) {
                output[out + i] = output[from + i];
            }
        }
        out += length;
    }

    private static BadCompressedDataException bad(String what) {
        return new BadCompressedDataException("the lz4 data is damaged: " + what, null);
    }
}
