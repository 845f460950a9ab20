package io.flowtrack.cli;

/** Flows, and what was in them. */
final class Tally {
    private long flows;
    private long packets;
    private long wireBytes;

    /** Counts one flow. */
    void add(long itsPackets, long itsWireBytes) {
        flows++;
        packets += itsPackets;
        wireBytes += itsWireBytes;
    }

    long flows() {
        return flows;
    }

    long packets() {
        return packets;
    }

    /** Bytes on the wire, link headers included. */
    long wireBytes() {
        return wireBytes;
    }
}
