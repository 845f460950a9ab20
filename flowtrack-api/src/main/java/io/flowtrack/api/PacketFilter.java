package io.flowtrack.api;

/**
 * Chooses packets, for example those of one network or port, before a tracker sees them. A packet that is not chosen is
 * as if it had not been captured: it is in no flow and no counter of a tracker.
 */
@FunctionalInterface
public interface PacketFilter {
    /**
     * Whether the packet is wanted.
     *
     * @param packet borrowed: valid during this call only
     */
    boolean accepts(PacketView packet);
}
