package io.flowtrack.api;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a flow, or to the tracker as a whole: immutable, safe to keep. Making these costs an allocation for every event; a
 * {@link FlowListener} hears the same and allocates nothing.
 *
 * @param <K> the flow's key
 */
public sealed interface FlowEvent<K> {
    /** The flow's key; null of {@link EmergencyEntered} and {@link EmergencyLeft}, which are of no one flow. */
    @Nullable K key();

    /**
     * The time of the event, nanoseconds since 1970-01-01T00:00Z: the packet's own for {@link Started} and {@link Packet};
     * for the others the tracker's, which is that of the latest packet.
     */
    long timestampNanos();

    /**
     * A flow began.
     *
     * @param <K> the flow's key
     * @param key the key
     * @param timestampNanos time of the packet that began it
     * @param transport what kind of flow
     * @param initiatorOrientation which way the initiator's packets run along the key
     */
    record Started<K>(K key, long timestampNanos, Transport transport, Orientation initiatorOrientation)
            implements FlowEvent<K> {}

    /**
     * A TCP handshake was completed; this stands for the state change to {@link FlowState#ESTABLISHED}.
     *
     * @param <K> the flow's key
     * @param key the key
     * @param timestampNanos the tracker's time when it was completed
     */
    record Established<K>(K key, long timestampNanos) implements FlowEvent<K> {}

    /**
     * A flow went from one state to another.
     *
     * @param <K> the flow's key
     * @param key the key
     * @param timestampNanos the tracker's time when it happened
     * @param from the state before
     * @param to the state now
     */
    record StateChange<K>(K key, long timestampNanos, FlowState from, FlowState to) implements FlowEvent<K> {}

    /**
     * A packet was counted in a flow.
     *
     * @param <K> the flow's key
     * @param key the key
     * @param timestampNanos when it was captured
     * @param side who sent it
     * @param wireLength bytes on the wire
     * @param payloadLength payload bytes on the wire
     * @param tcpFlags the low eight TCP flag bits, 0 if not TCP
     */
    record Packet<K>(K key, long timestampNanos, Side side, int wireLength, int payloadLength, int tcpFlags)
            implements FlowEvent<K> {}

    /**
     * An ICMP error quoted a packet of this flow, which goes on.
     *
     * @param <K> the flow's key
     * @param key the key
     * @param timestampNanos the tracker's time when it happened
     * @param sender who sent the packet that the error is about
     * @param type ICMP or ICMPv6 type, 0 to 255
     * @param code ICMP or ICMPv6 code, 0 to 255
     */
    record IcmpError<K>(K key, long timestampNanos, Side sender, int type, int code) implements FlowEvent<K> {}

    /**
     * A flow has lasted for the active timeout since it began or was last reported, and goes on.
     *
     * @param <K> the flow's key
     * @param timestampNanos the tracker's time when this is told
     * @param record totals since the flow began, without that packet
     */
    record Interim<K>(long timestampNanos, FlowRecord<K> record) implements FlowEvent<K> {
        @Override
        public K key() {
            return record.key();
        }
    }

    /**
     * A flow ended.
     *
     * @param <K> the flow's key
     * @param timestampNanos the tracker's time when this is told; {@link FlowRecord#lastNanos} is that of the last packet
     * @param record everything known of the flow, its end reason included
     */
    record Ended<K>(long timestampNanos, FlowRecord<K> record) implements FlowEvent<K> {
        @Override
        public K key() {
            return record.key();
        }
    }

    /**
     * The table is full and the tracker in an emergency from now on; see {@link EmergencyPolicy}.
     *
     * @param <K> the flows' key
     * @param timestampNanos the tracker's time when this is told
     * @param flowCount how many live flows there are
     */
    record EmergencyEntered<K>(long timestampNanos, int flowCount) implements FlowEvent<K> {
        @Override
        public @Nullable K key() {
            return null;
        }
    }

    /**
     * The emergency is over.
     *
     * @param <K> the flows' key
     * @param timestampNanos the tracker's time when this is told
     * @param flowCount how many live flows there are
     */
    record EmergencyLeft<K>(long timestampNanos, int flowCount) implements FlowEvent<K> {
        @Override
        public @Nullable K key() {
            return null;
        }
    }
}
