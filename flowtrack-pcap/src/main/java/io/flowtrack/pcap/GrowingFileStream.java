package io.flowtrack.pcap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that is still being written, as a stream whose end waits. */
final class GrowingFileStream extends BulkStream {
    private final FileChannel channel;
    private final GrowthWaiter waiter;

    private GrowingFileStream(FileChannel channel, GrowthWaiter waiter) {
        this.channel = channel;
        this.waiter = waiter;
    }

    static GrowingFileStream open(Path path, GrowthWaiter waiter) throws IOException {
        return new GrowingFileStream(FileChannel.open(path, StandardOpenOption.READ), waiter);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(target, offset, length);
        while (true) {
            int count = channel.read(buffer);
            if (count >= 0) {
                return count;
            }
            if (channel.size() < channel.position()) {
                throw new IOException("the file was cut while it was read");
            }
            if (!waiter.awaitGrowth()) {
                return -1;
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
