package io.flowtrack.pcap;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;

/** The compressed bytes, through a buffer, for decompressors of our own. What is asked for beyond the end is cut data. */
final class CompressedInput implements AutoCloseable {
    private final InputStream stream;
    private final Compression compression;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int end;

    /**
     * The bytes of a stream.
     *
     * @param stream closed with this
     * @param compression what messages call them
     */
    CompressedInput(InputStream stream, Compression compression) {
        this.stream = stream;
        this.compression = compression;
    }

    boolean isAtEnd() throws IOException {
        if (position == end) {
            position = 0;
            end = Math.max(0, stream.read(buffer, 0, buffer.length));
        }
        return position == end;
    }

    int u8() throws IOException {
        require();
        return buffer[position++] & 0xFF;
    }

    /** Four bytes, the lowest first. */
    int i32() throws IOException {
        return u8() | (u8() << 8) | (u8() << 16) | (u8() << 24);
    }

    void fill(byte[] target, int offset, int length) throws IOException {
        for (int i = 0; i < length; i++) {
            target[offset + i] = (byte) u8();
        }
    }

    /** As many bytes as there are, up to that length. */
    int fillSome(byte[] target, int length) throws IOException {
        int count = 0;
        while (count < length && !isAtEnd()) {
            int part = Math.min(length - count, end - position);
            System.arraycopy(buffer, position, target, count, part);
            position += part;
            count += part;
        }
        return count;
    }

    void skip(long length) throws IOException {
        for (long left = length; left > 0; ) {
            require();
            int part = (int) Math.min(left, end - position);
            position += part;
            left -= part;
        }
    }

    /** Passes bytes of zero, as many as come. */
    void skipZeros() throws IOException {
        while (!isAtEnd() && buffer[position] == 0) {
            position++;
        }
    }

    /** Hands on all bytes that are here. */
    void feed(Inflater inflater) throws IOException {
        require();
        inflater.setInput(buffer, position, end - position);
        position = end;
    }

    /** Takes back what was handed on last and not needed. */
    void takeBack(Inflater inflater) {
        position = end - inflater.getRemaining();
    }

    private void require() throws IOException {
        if (isAtEnd()) {
            throw BadCompressedDataException.cut("the " + compression + " data is cut", null);
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
