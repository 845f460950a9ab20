package io.flowtrack.core.count;

import io.flowtrack.api.SideStats;

/**
 * What one side of a live flow has sent. All that is known of a side is in one object, because every packet looks at it: the
 * sides of a TCP connection extend this one.
 */
public class SideCounters implements SideStats {
    private long packets;
    private long wireBytes;
    private long ipBytes;
    private long payloadBytes;

    /** Counters of a side that has sent nothing. */
    public SideCounters() {}

    /** Counts a packet by its bytes on the wire, of IP and of payload. */
    public final void count(int wireLength, int ipLength, int payloadLength) {
        packets++;
        wireBytes += wireLength;
        ipBytes += ipLength;
        payloadBytes += payloadLength;
    }

    /** Reads what every packet of a flow reads of this side. */
    public int touch() {
        return (int) packets;
    }

    /** Counts payload whose packet is not counted. */
    public final void countPayload(int payloadLength) {
        payloadBytes += payloadLength;
    }

    /** Counts a datagram that came in that many packets. */
    public final void countFragments(int count, long wireLength, long ipLength, int payloadLength) {
        packets += count;
        wireBytes += wireLength;
        ipBytes += ipLength;
        payloadBytes += payloadLength;
    }

    @Override
    public final long packets() {
        return packets;
    }

    @Override
    public final long wireBytes() {
        return wireBytes;
    }

    @Override
    public final long ipBytes() {
        return ipBytes;
    }

    @Override
    public final long payloadBytes() {
        return payloadBytes;
    }

    @Override
    public long streamBytes() {
        return payloadBytes;
    }
}
