package io.flowtrack.export.ipfix;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * A datagram to a collector for each message (RFC 7011, section 10.3). The socket is not connected: so it does not hear that
 * nobody listens, which may be true for a moment only; the collector sees by the sequence numbers what it missed.
 */
final class UdpSink implements MessageSink {
    private final DatagramSocket socket;
    private final InetSocketAddress collector;

    UdpSink(InetSocketAddress collector) throws IOException {
        if (collector.isUnresolved()) {
            throw new UnknownHostException("unknown host " + collector.getHostString());
        }
        this.collector = collector;
        this.socket = new DatagramSocket();
    }

    @Override
    public void send(ByteBuffer message) throws IOException {
        socket.send(new DatagramPacket(message.array(), message.arrayOffset(), message.remaining(), collector));
    }

    @Override
    public void flush() {
        // nothing is held back here
    }

    @Override
    public void close() {
        socket.close();
    }
}
