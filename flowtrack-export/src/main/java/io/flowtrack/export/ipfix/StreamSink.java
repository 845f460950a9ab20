package io.flowtrack.export.ipfix;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** One message behind the other: an IPFIX file (RFC 5655, section 5). */
final class StreamSink implements MessageSink {
    private final OutputStream target;

    StreamSink(OutputStream target) {
        this.target = target;
    }

    @Override
    public void send(ByteBuffer message) throws IOException {
        target.write(message.array(), message.arrayOffset(), message.remaining());
    }

    @Override
    public void flush() throws IOException {
        target.flush();
    }

    @Override
    public void close() throws IOException {
        target.close();
    }
}
