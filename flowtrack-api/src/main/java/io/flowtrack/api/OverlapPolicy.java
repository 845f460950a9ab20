package io.flowtrack.api;

/**
 * Whose bytes count where fragments of an IPv4 datagram overlap. Hosts differ here, and who wants to see what a host saw
 * must do as that host does (Novak, "Target-Based Fragmentation Reassembly", 2005). Offsets are those that the fragments
 * say. For IPv6 there is no choice: RFC 5722 wants such datagrams dropped.
 */
public enum OverlapPolicy {
    /** Bytes that came first stay, as for Zeek. */
    FIRST,
    /** Bytes that came last count. */
    LAST,
    /** A fragment stays where its offset is below or at that of the one that comes later: the BSDs, and Linux until 2.4. */
    BSD,
    /** A fragment stays where its offset is below that of the one that comes later: Linux 2.4 to 4.18. */
    LINUX,
    /** The datagram is dropped; an exact copy of a fragment is no overlap. This is RFC 5722's rule, and that of Linux since 4.19. */
    DROP
}
