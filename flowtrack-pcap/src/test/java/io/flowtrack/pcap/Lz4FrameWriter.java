package io.flowtrack.pcap;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes LZ4 frames of independent 64 KiB blocks, each stored, or a literal and its repetition if all bytes are equal. */
final class Lz4FrameWriter extends OutputStream {
    private static final int BLOCK_LENGTH = 1 << 16;
    private static final int STORED = 0x80000000;

    private final OutputStream target;
    private final byte[] block = new byte[BLOCK_LENGTH];
    private final XxHash32 hash = new XxHash32();
    private int length;

    Lz4FrameWriter(OutputStream target) throws IOException {
        this.target = target;
        byte[] descriptor = {0x64, 0x40}; // version 1, independent blocks, checksum of all; 64 KiB
        target.write(new byte[] {0x04, 0x22, 0x4D, 0x18});
        target.write(descriptor);
        target.write(XxHash32.of(descriptor, 0, 2) >> 8);
    }

    @Override
    public void write(int b) throws IOException {
        block[length++] = (byte) b;
        if (length == BLOCK_LENGTH) {
            endBlock();
        }
    }

    private void endBlock() throws IOException {
        hash.update(block, 0, length);
        byte[] equal = new byte[length];
        Arrays.fill(equal, block[0]);
        if (length == BLOCK_LENGTH && Arrays.equals(equal, block)) {
            writeRepetition();
        } else {
            number(length | STORED);
            target.write(block, 0, length);
        }
        length = 0;
    }

    /** One literal, a copy of all but six bytes at distance 1, five literals. */
    private void writeRepetition() throws IOException {
        int more = BLOCK_LENGTH - 6 - 4 - 15;
        byte[] lengths = new byte[more / 255 + 1];
        Arrays.fill(lengths, (byte) 255);
        lengths[lengths.length - 1] = (byte) (more % 255);
        number(4 + lengths.length + 6);
        target.write(new byte[] {0x1F, block[0], 1, 0});
        target.write(lengths);
        target.write(new byte[] {0x50, block[0], block[0], block[0], block[0], block[0]});
    }

    private void number(int number) throws IOException {
        byte[] bytes = new byte[Integer.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(number);
        target.write(bytes);
    }

    @Override
    public void close() throws IOException {
        if (length > 0) {
            endBlock();
        }
        number(0);
        number(hash.value());
        target.close();
    }
}
