package io.flowtrack.core;

import io.flowtrack.api.SideStats;
import io.flowtrack.core.tcp.TcpEndpoint;
import org.jspecify.annotations.Nullable;

/** What one side of a live flow has sent. */
final class SideCounters implements SideStats {
    private final @Nullable TcpEndpoint endpoint;
    private long packets;
    private long wireBytes;
    private long ipBytes;
    private long payloadBytes;

    /** Counters of a side, and of its end of the connection if there is one. */
    SideCounters(@Nullable TcpEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    void count(int wireLength, int ipLength, int payloadLength) {
        packets++;
        wireBytes += wireLength;
        ipBytes += ipLength;
        payloadBytes += payloadLength;
    }

    @Override
    public long packets() {
        return packets;
    }

    @Override
    public long wireBytes() {
        return wireBytes;
    }

    @Override
    public long ipBytes() {
        return ipBytes;
    }

    @Override
    public long payloadBytes() {
        return payloadBytes;
    }

    @Override
    public long streamBytes() {
        return endpoint == null ? payloadBytes : endpoint.streamBytes();
    }
}
