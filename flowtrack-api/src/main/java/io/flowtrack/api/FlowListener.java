package io.flowtrack.api;

import org.jspecify.annotations.Nullable;

/**
 * Hears what happens to flows. Every method does nothing unless overridden.
 *
 * <p>For one packet the order is: {@code onEnded} of other flows that are over by its time or must make room, among them
 * {@code onEmergencyLeft} and {@code onEmergencyEntered}, {@code onStarted}, {@code onInterim}, {@code onEstablished} or
 * {@code onStateChange}, {@code onPacket}, {@code onIcmpError} of the flow it is about, {@code onEnded} of its own flow.
 *
 * <p>The flow and the packet are views, valid during the call, but for flows that {@link #onEnded} lets be kept. A listener
 * must not call the tracker that calls it. What it throws comes out of the tracker's method; the packet at hand is then
 * already counted, later events of the same call are lost.
 *
 * @param <K> the flows' key
 * @param <S> the user's own state of a flow
 */
public interface FlowListener<K, S extends @Nullable Object> {
    /** A flow began. Its first packet is not counted yet. */
    default void onStarted(Flow<K, S> flow) {}

    /** A TCP handshake was completed. Told instead of {@link #onStateChange} for this one transition. */
    default void onEstablished(Flow<K, S> flow) {}

    /** A flow went from one state to another, which it now has. */
    default void onStateChange(Flow<K, S> flow, FlowState from, FlowState to) {}

    /** A packet was counted in a flow. */
    default void onPacket(Flow<K, S> flow, FlowPacket packet) {}

    /**
     * An ICMP error quoted a packet of this live flow. The error is a packet of a flow of its own, of which {@link #onPacket}
     * was told just before; this flow goes on, and neither its counters nor its times change.
     *
     * @param sender who sent the packet that the error is about
     * @param type ICMP or ICMPv6 type, 0 to 255: ICMPv6 if the flow's addresses are IPv6
     * @param code ICMP or ICMPv6 code, 0 to 255
     */
    default void onIcmpError(Flow<K, S> flow, Side sender, int type, int code) {}

    /**
     * A flow has lasted for the active timeout since it began or was last reported, and goes on: totals since it began,
     * without the packet at hand. It counts as reported from when this method has returned: what it throws, and the report is
     * due again.
     */
    default void onInterim(Flow<K, S> flow) {}

    /**
     * A flow ended. This is the last that is heard of it. With {@link EndedAt#LINGER_END} the flow is out of the table now and
     * changes no more, so that it may be kept.
     */
    default void onEnded(Flow<K, S> flow, EndReason reason) {}

    /**
     * The table is full and a live flow must go: from now on timeouts are shorter and half-open flows go first. Told once,
     * until {@link #onEmergencyLeft}; see {@link EmergencyPolicy}.
     *
     * @param flowCount how many live flows there are, with the one that must go and without the one that needs its place
     */
    default void onEmergencyEntered(int flowCount) {}

    /**
     * The table has emptied far enough: timeouts are again as configured.
     *
     * @param flowCount how many live flows there are
     */
    default void onEmergencyLeft(int flowCount) {}
}
