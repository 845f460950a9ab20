package io.flowtrack.api;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What became of IP packets that were found in tunnels, inside of packets that have flows of their own. An immutable copy. It
 * adds up: each is in a flow, was passed over for one reason, or is a fragment that is held. Where a packet has one flow only,
 * as without {@link Decapsulation#withOuterFlows}, there are none: what is inside counts as the packet itself.
 *
 * @param packetsInFlows packets counted in a flow
 * @param passedOver packets passed over, by reason; reasons that did not occur are absent
 * @param fragments what became of datagrams whose fragments came in tunnels
 */
public record InnerStats(long packetsInFlows, Map<PassReason, Long> passedOver, FragmentStats fragments) {
    /** No packets inside of others. */
    public static final InnerStats NONE = new InnerStats(0, Map.of(), FragmentStats.NONE);

    /** Copies the map. */
    public InnerStats {
        EnumMap<PassReason, Long> copy = new EnumMap<>(PassReason.class);
        copy.putAll(passedOver);
        passedOver = Collections.unmodifiableMap(copy);
    }

    /** Packets found: those in flows, those passed over, and fragments that are held. */
    public long packets() {
        return packetsInFlows + passedOverTotal() + fragments.fragmentsHeld();
    }

    /** Packets passed over for that reason. */
    public long passedOver(PassReason reason) {
        return passedOver.getOrDefault(reason, 0L);
    }

    /** Packets passed over for any reason. */
    public long passedOverTotal() {
        return passedOver.values().stream().mapToLong(Long::longValue).sum();
    }
}
