package io.flowtrack.pcap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/**
 * A regular file through a sliding window of mapped memory. When a run of bytes does not fit the rest of the window, a
 * new window is mapped that begins with that run, so every run is contiguous and nothing is copied. A window that is no
 * longer used is unmapped when its buffer is collected, so views of it stay valid.
 *
 * <p>Mapped bytes that others cut off the file meanwhile cannot be read: Java throws an {@link InternalError}, which from
 * compiled code may come late. So the file's length is looked at again every few hundred kilobytes, and bytes are given
 * out only as far as it was seen to reach.
 */
final class MappedSource implements ByteSource {
    /** Length of a window, in bytes, unless a test wants less: 1 GiB. */
    static final int WINDOW_LENGTH = 1 << 30;

    /** Bytes given out after one look at the file's length. */
    private static final int LOOK_LENGTH = 1 << 18;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final FileChannel channel;
    private final int windowLength;
    private ByteBuffer window = NOTHING;
    private long windowOffset;
    private int position;
    private int end;
    private long size;

    private MappedSource(FileChannel channel, int windowLength) throws IOException {
        this.channel = channel;
        this.windowLength = windowLength;
        this.size = channel.size();
    }

    /** The bytes of a regular file. */
    static MappedSource open(Path path) throws IOException {
        return open(path, WINDOW_LENGTH);
    }

    /**
     * The bytes of a regular file.
     *
     * @param windowLength bytes to map at a time, from 1; a longer run gets a longer window
     */
    static MappedSource open(Path path, int windowLength) throws IOException {
        return new MappedSource(FileChannel.open(path, StandardOpenOption.READ), windowLength);
    }

    @Override
    public int require(int length) throws IOException {
        if (end - position < length) {
            look(length);
        }
        return Math.min(length, end - position);
    }

    /** Sees how long the file is now, and slides the window if what is wanted is there but beyond it. */
    private void look(int length) throws IOException {
        size = channel.size();
        long left = Math.max(0, size - offset());
        if (window.limit() - position < Math.min(left, length)) {
            slide(Math.min(left, Math.max(windowLength, length)));
        }
        long seen = Math.min(left, Math.max(LOOK_LENGTH, length));
        end = (int) Math.min(window.limit(), position + seen);
    }

    private void slide(long length) throws IOException {
        long next = offset();
        window = channel.map(FileChannel.MapMode.READ_ONLY, next, length);
        windowOffset = next;
        position = 0;
    }

    @Override
    public boolean holds(long length) {
        return length <= end - position;
    }

    @Override
    public ByteBuffer bytes() {
        return window;
    }

    @Override
    public int position() {
        return position;
    }

    @Override
    public void skip(int length) {
        position += length;
    }

    @Override
    public long offset() {
        return windowOffset + position;
    }

    @Override
    public boolean bytesStay() {
        return true;
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.of(size);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
