package io.flowtrack.api;

/**
 * What one side of a flow has sent. Of a live flow it is a view that goes on counting; {@link SideCounts} is a copy to
 * keep.
 */
public interface SideStats {
    /** Packets. */
    long packets();

    /** Bytes on the wire, link headers and padding included. */
    long wireBytes();

    /** Bytes of the IP packets by their own headers; 0 where packets are not IP. */
    long ipBytes();

    /** Bytes of transport payload on the wire, as often as they were sent. */
    long payloadBytes();

    /**
     * Bytes of transport payload, each once. TCP: by its sequence numbers, and by what the other side acknowledged, so bytes
     * that the capture misses count and bytes that were sent again do not. Everything else: {@link #payloadBytes}.
     */
    long streamBytes();
}
