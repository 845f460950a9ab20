package io.flowtrack.api;

/** By which rules flows are told apart and closed. */
public enum TrackingRules {
    /**
     * Those of this library: a connection is closed when both FINs are acknowledged, or by a RST; another SYN of a side
     * that began elsewhere opens a new one.
     */
    STANDARD,
    /**
     * Those of Zeek's conn.log, to the row:
     *
     * <ul>
     *   <li>a connection is closed when both sides sent a FIN and all data before it was delivered or lost, or one side
     *       reset it; later packets belong to it for {@link TrackerConfig#closeLinger}, but no longer
     *   <li>any SYN begins a new connection once a side is done; before, a SYN with another sequence number does
     *   <li>times count in whole microseconds; a flow's last time is that of its last packet, even if that is earlier
     *       than the one before, and stands still once both sides are done
     *   <li>a packet with a wrong checksum begins a flow, too; it leaves a letter in the history and nothing else
     *   <li>UDP flows have a history
     *   <li>a datagram in fragments is one packet of its own length; see {@link TrackerConfig#reassembly}
     * </ul>
     */
    ZEEK
}
