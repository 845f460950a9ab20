package io.flowtrack.pcap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/**
 * A regular file through one buffer that is used again and again, and stays in the processor's cache: a packet is read
 * from there, where a mapped one is waited for, page by page and line by line. The buffer grows only when a run of bytes
 * is longer than it, by doubling while the bytes really come, and never beyond the longest run asked for.
 */
final class FileSource extends BufferedSource {
    /** Length of the buffer, in bytes, unless a test wants less: every ordinary packet fits, and it is half of a cache. */
    static final int BUFFER_LENGTH = 1 << 18;

    private final FileChannel channel;
    /** The same bytes; its position and limit are where to read to. */
    private ByteBuffer room;

    private long size;

    private FileSource(FileChannel channel, int bufferLength) throws IOException {
        super(ByteBuffer.allocateDirect(bufferLength));
        this.channel = channel;
        this.room = buffer.duplicate();
        this.size = channel.size();
    }

    /** The bytes of a regular file. */
    static FileSource open(Path path) throws IOException {
        return open(path, BUFFER_LENGTH);
    }

    /**
     * The bytes of a regular file.
     *
     * @param bufferLength bytes to begin with, from 1
     */
    static FileSource open(Path path, int bufferLength) throws IOException {
        return new FileSource(FileChannel.open(path, StandardOpenOption.READ), bufferLength);
    }

    @Override
    public int require(int length) throws IOException {
        if (end - position < length) {
            fill(length);
        }
        return Math.min(length, end - position);
    }

    private void fill(int length) throws IOException {
        moveToFront();
        while (end < length) {
            if (end == buffer.capacity()) {
                grow(length);
            }
            int count = channel.read(room.limit(buffer.capacity()).position(end));
            if (count < 0) {
                size = channel.size();
                break;
            }
            end += count;
        }
    }

    private void moveToFront() {
        int unread = end - position;
        buffer.put(0, buffer, position, unread);
        position = 0;
        end = unread;
    }

    private void grow(int length) {
        ByteBuffer longer = ByteBuffer.allocateDirect((int) Math.min(length, 2L * buffer.capacity()));
        buffer = longer.put(0, buffer, 0, end);
        room = buffer.duplicate();
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
