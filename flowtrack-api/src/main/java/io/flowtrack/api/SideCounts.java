package io.flowtrack.api;

/**
 * A copy of what one side of a flow had sent at some moment, or what came between two; see {@link SideStats} for the meanings.
 *
 * @param packets packets
 * @param wireBytes bytes on the wire
 * @param ipBytes bytes of the IP packets
 * @param payloadBytes bytes of transport payload
 * @param streamBytes bytes of transport payload, each once; below zero where less is thought to have come than before
 */
public record SideCounts(long packets, long wireBytes, long ipBytes, long payloadBytes, long streamBytes)
        implements SideStats {
    /** A copy of those counters. */
    public static SideCounts of(SideStats stats) {
        return new SideCounts(
                stats.packets(), stats.wireBytes(), stats.ipBytes(), stats.payloadBytes(), stats.streamBytes());
    }

    /**
     * What came since an earlier moment. Packets and bytes only grow; stream bytes are judged anew with every segment, and can
     * come out lower than they were: then they are below zero here, so that what came adds up to what there is.
     */
    public SideCounts since(SideCounts earlier) {
        return new SideCounts(
                packets - earlier.packets,
                wireBytes - earlier.wireBytes,
                ipBytes - earlier.ipBytes,
                payloadBytes - earlier.payloadBytes,
                streamBytes - earlier.streamBytes);
    }
}
