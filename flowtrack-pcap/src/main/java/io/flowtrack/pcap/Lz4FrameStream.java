package io.flowtrack.pcap;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of LZ4 frames (LZ4 Frame Format Description 1.6), one behind the other, with their checksums verified. It holds
 * one block of at most 4 MiB, compressed and uncompressed, and the 64 KiB before it.
 *
 * <pre>
 *    ┌───────┬────────┬──────────┬─────────────┬─────────┬──────────┬───┬────────┬─────┬──────────┐
 *    │ magic │ flags, │ size of  │ dictionary, │ check   │ length   │ … │ length │ end │ checksum │
 *    │ 4     │ 2      │ all, 0/8 │ 0/4         │ byte, 1 │ 4, block │   │ block  │ 4   │ of all   │
 *    └───────┴────────┴──────────┴─────────────┴─────────┴──────────┴───┴────────┴─────┴──────────┘
 * </pre>
 */
final class Lz4FrameStream extends BulkStream {
    private static final int MAGIC = 0x184D2204;
    private static final int SKIPPABLE_MAGIC = 0x184D2A50;
    private static final int SKIPPABLE_MASK = 0xFFFFFFF0;

    private static final int VERSION_MASK = 0xC0;
    private static final int VERSION = 0x40;
    private static final int INDEPENDENT = 0x20;
    private static final int BLOCK_CHECKSUMS = 0x10;
    private static final int CONTENT_SIZE = 0x08;
    private static final int CONTENT_CHECKSUM = 0x04;
    private static final int DICTIONARY = 0x01;

    private static final int UNCOMPRESSED = 0x80000000;
    private static final int HISTORY_LENGTH = 1 << 16;

    /** Flags, block size, size of all. */
    private static final int MAX_DESCRIPTOR_LENGTH = 10;

    private final CompressedInput input;
    private boolean isInFrame;
    private int flags;
    private int maxBlockLength;
    private XxHash32 contentHash = new XxHash32();
    private byte[] compressed = new byte[0];

    /** The 64 KiB before a block, as far as there are any, and the block. */
    private byte[] block = new byte[HISTORY_LENGTH];

    private int historyStart = HISTORY_LENGTH;
    private int position = HISTORY_LENGTH;
    private int end = HISTORY_LENGTH;

    Lz4FrameStream(InputStream stream) {
        this.input = new CompressedInput(stream, Compression.LZ4);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (position == end) {
            if (!(isInFrame || beginFrame())) {
                return -1;
            }
            readBlock();
        }
        int count = Math.min(length, end - position);
        System.arraycopy(block, position, target, offset, count);
        position += count;
        return count;
    }

    /** Reads up to the first block of the next frame; false if there is none. */
    private boolean beginFrame() throws IOException {
        while (!input.isAtEnd()) {
            int magic = input.i32();
            if (magic == MAGIC) {
                readDescriptor();
                return true;
            }
            if ((magic & SKIPPABLE_MASK) != SKIPPABLE_MAGIC) {
                throw bad("no frame where one should begin");
            }
            input.skip(input.i32() & 0xFFFF_FFFFL);
        }
        return false;
    }

    private void readDescriptor() throws IOException {
        byte[] descriptor = new byte[MAX_DESCRIPTOR_LENGTH];
        input.fill(descriptor, 0, 2);
        flags = descriptor[0];
        int sizeCode = (descriptor[1] >> 4) & 7;
        if ((flags & VERSION_MASK) != VERSION || sizeCode < 4) {
            throw bad("flags that are not known");
        }
        if ((flags & DICTIONARY) != 0) {
            throw bad("it takes a dictionary");
        }
        int length = 2;
        if ((flags & CONTENT_SIZE) != 0) {
            input.fill(descriptor, length, Long.BYTES);
            length += Long.BYTES;
        }
        int check = input.u8();
        if (check != ((XxHash32.of(descriptor, 0, length) >> 8) & 0xFF)) {
            throw bad("a frame header with a wrong checksum");
        }
        maxBlockLength = 1 << (8 + 2 * sizeCode);
        if (block.length != HISTORY_LENGTH + maxBlockLength) {
            block = new byte[HISTORY_LENGTH + maxBlockLength];
            compressed = new byte[maxBlockLength];
        }
        contentHash = new XxHash32();
        historyStart = HISTORY_LENGTH;
        position = HISTORY_LENGTH;
        end = HISTORY_LENGTH;
        isInFrame = true;
    }

    private void readBlock() throws IOException {
        keepHistory();
        int header = input.i32();
        if (header == 0) {
            endFrame();
            return;
        }
        int length = header & ~UNCOMPRESSED;
        if (length > maxBlockLength) {
            throw bad("a block of " + length + " bytes, at most " + maxBlockLength + " are possible");
        }
        int available = input.fillSome(compressed, length);
        if ((header & UNCOMPRESSED) != 0) {
            System.arraycopy(compressed, 0, block, HISTORY_LENGTH, available);
            end = HISTORY_LENGTH + available;
        } else {
            end = new Lz4Block(compressed, available, block, historyStart, HISTORY_LENGTH)
                    .decompress(available == length);
        }
        if (available < length) {
            return; // what there is of it is given out; the next read finds the end
        }
        if ((flags & BLOCK_CHECKSUMS) != 0 && input.i32() != XxHash32.of(compressed, 0, length)) {
            end = position;
            throw bad("a block with a wrong checksum");
        }
        if ((flags & CONTENT_CHECKSUM) != 0) {
            contentHash.update(block, HISTORY_LENGTH, end - HISTORY_LENGTH);
        }
    }

    /** Moves the end of the last block before the place of the next one. */
    private void keepHistory() {
        if ((flags & INDEPENDENT) == 0) {
            int kept = Math.min(HISTORY_LENGTH, end - historyStart);
            System.arraycopy(block, end - kept, block, HISTORY_LENGTH - kept, kept);
            historyStart = HISTORY_LENGTH - kept;
        }
        position = HISTORY_LENGTH;
        end = HISTORY_LENGTH;
    }

    private void endFrame() throws IOException {
        isInFrame = false;
        if ((flags & CONTENT_CHECKSUM) != 0 && input.i32() != contentHash.value()) {
            throw bad("a wrong checksum at the end");
        }
    }

    private static BadCompressedDataException bad(String what) {
        return new BadCompressedDataException("the lz4 data is damaged: " + what, null);
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
