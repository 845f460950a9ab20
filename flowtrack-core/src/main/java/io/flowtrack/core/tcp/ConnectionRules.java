package io.flowtrack.core.tcp;

/**
 * How connections are followed; one object for all connections of a tracker.
 *
 * @param flipsRoles whether the roles are swapped when a connection that began with a SYN-ACK goes on
 * @param reusesAsZeek whether a new connection on a tuple is recognised as Zeek does
 * @param countsPartialGaps whether losses count even if a side's handshake was not seen
 * @param ignoresResetsOutOfWindow whether a RST outside its receiver's window changes nothing (RFC 5961, section 3.2)
 */
public record ConnectionRules(
        boolean flipsRoles, boolean reusesAsZeek, boolean countsPartialGaps, boolean ignoresResetsOutOfWindow) {
    /** No swaps, losses count only where both handshakes were seen, and every RST is believed. */
    public static final ConnectionRules STANDARD = new ConnectionRules(false, false, false, false);
}
