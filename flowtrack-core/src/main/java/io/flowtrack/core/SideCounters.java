package io.flowtrack.core;

import io.flowtrack.api.SideStats;

/** What one side of a live flow has sent. */
final class SideCounters implements SideStats {
    private long packets;
    private long wireBytes;
    private long ipBytes;
    private long payloadBytes;

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
}
