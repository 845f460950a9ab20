package io.flowtrack.pcap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * A stream through one buffer that is used again and again. It grows only when a run of bytes is longer than it, by
 * doubling while the bytes really come, and never beyond the longest run asked for.
 */
final class StreamSource extends BufferedSource {
    /** Length of the buffer, in bytes, unless a test wants less: every ordinary packet fits. */
    static final int BUFFER_LENGTH = 1 << 19;

    /** Bytes asked for in one read: what a pipe holds, and little enough for the runtime's cheap path. */
    private static final int READ_LENGTH = 1 << 16;

    private final InputStream stream;
    private byte[] array;

    /**
     * The bytes of a stream.
     *
     * @param stream closed with this source
     * @param bufferLength bytes to begin with, from 1
     */
    StreamSource(InputStream stream, int bufferLength) {
        this(stream, new byte[0], bufferLength);
    }

    /**
     * The bytes of a stream of which some have been read already.
     *
     * @param head what was read of it, at most {@code bufferLength} bytes
     */
    StreamSource(InputStream stream, byte[] head, int bufferLength) {
        this(Arrays.copyOf(head, bufferLength), stream);
        this.end = head.length;
    }

    private StreamSource(byte[] array, InputStream stream) {
        super(ByteBuffer.wrap(array));
        this.array = array;
        this.stream = stream;
    }

    @Override
    public int require(int length) throws IOException {
        while (end - position < length) {
            if (end == array.length) {
                makeRoom(length);
            }
            int count = stream.read(array, end, Math.min(READ_LENGTH, array.length - end));
            if (count < 0) {
                break;
            }
            end += count;
        }
        return Math.min(length, end - position);
    }

    /** Moves what is unread to the front, or takes a longer buffer if it is there already. */
    private void makeRoom(int length) {
        if (position > 0) {
            System.arraycopy(array, position, array, 0, end - position);
            end -= position;
            position = 0;
        } else {
            array = Arrays.copyOf(array, (int) Math.min(length, 2L * array.length));
            buffer = ByteBuffer.wrap(array);
        }
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.empty();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
