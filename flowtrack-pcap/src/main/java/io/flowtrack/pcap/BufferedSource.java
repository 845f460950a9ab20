package io.flowtrack.pcap;

import java.nio.ByteBuffer;

/** Bytes that go through one buffer, which is used again and again. How they come there is for those who extend this. */
abstract sealed class BufferedSource implements ByteSource permits FileSource, StreamSource {
    /** Where bytes are from {@link #position} to {@link #end}. */
    ByteBuffer buffer;

    int position;
    int end;
    private long offset;

    BufferedSource(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    @Override
    public final boolean holds(long length) {
        return length <= end - position;
    }

    @Override
    public final ByteBuffer bytes() {
        return buffer;
    }

    @Override
    public final int position() {
        return position;
    }

    @Override
    public final void skip(int length) {
        position += length;
        offset += length;
    }

    @Override
    public final long offset() {
        return offset;
    }

    @Override
    public final boolean bytesStay() {
        return false;
    }
}
