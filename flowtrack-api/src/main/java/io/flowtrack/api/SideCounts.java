package io.flowtrack.api;

/**
 * A copy of what one side of a flow had sent at some moment; see {@link SideStats} for the meanings.
 *
 * @param packets packets
 * @param wireBytes bytes on the wire
 * @param ipBytes bytes of the IP packets
 * @param payloadBytes bytes of transport payload
 * @param streamBytes bytes of transport payload, each once
 */
public record SideCounts(long packets, long wireBytes, long ipBytes, long payloadBytes, long streamBytes)
        implements SideStats {
    /** A copy of those counters. */
    public static SideCounts of(SideStats stats) {
        return new SideCounts(
                stats.packets(), stats.wireBytes(), stats.ipBytes(), stats.payloadBytes(), stats.streamBytes());
    }
}
