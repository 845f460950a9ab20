package io.flowtrack.export.ipfix;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * One connection to a collector (RFC 7011, section 10.4). It is not made again when it breaks: templates and sequence
 * numbers would have to begin again with it, and what was under way would be lost without a word.
 */
final class TcpSink implements MessageSink {
    private static final int CONNECT_MILLIS = 10_000;

    private final Socket socket;

    /** Connects. */
    TcpSink(InetSocketAddress collector) throws IOException {
        if (collector.isUnresolved()) {
            throw new UnknownHostException("unknown host " + collector.getHostString());
        }
        socket = new Socket();
        try {
            socket.connect(collector, CONNECT_MILLIS);
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void send(ByteBuffer message) throws IOException {
        try {
            socket.getOutputStream().write(message.array(), message.arrayOffset(), message.remaining());
        } catch (IOException e) {
            throw new IOException("the connection to the collector broke", e);
        }
    }

    @Override
    public void flush() {
        // nothing is held back here
    }

    /** Says that nothing more comes, and closes. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
