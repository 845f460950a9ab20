package io.flowtrack.api;

import org.jspecify.annotations.Nullable;

/**
 * The network a five-tuple is meant in, for those who want it in the key: the same addresses in two VLANs or two tunnels
 * are then two flows.
 *
 * @param outerVlanId the id of the first VLAN tag, 1 to 4095; 0 if there is none or it only sets a priority
 * @param innerVlanId the id of the last of several VLAN tags, 1 to 4095, otherwise 0
 * @param tunnelType what gives the tunnel's id: the innermost that has one, MPLS left aside; null if there is none
 * @param tunnelId the tunnel's id, 0 to 4294967295; 0 if there is none
 */
public record FlowScope(
        int outerVlanId, int innerVlanId, @Nullable TunnelType tunnelType, long tunnelId) {
    /** No VLAN and no tunnel, or none asked for. */
    public static final FlowScope NONE = new FlowScope(0, 0);

    private static final int MAX_VLAN_ID = 4095;
    private static final long MAX_TUNNEL_ID = 0xFFFF_FFFFL;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if an id is out of its range, or there is a tunnel's id without a type
     */
    public FlowScope {
        if (Math.min(outerVlanId, innerVlanId) < 0 || Math.max(outerVlanId, innerVlanId) > MAX_VLAN_ID) {
            throw new IllegalArgumentException("VLAN ids " + outerVlanId + ", " + innerVlanId);
        }
        if (tunnelId < 0 || tunnelId > MAX_TUNNEL_ID || (tunnelType == null && tunnelId != 0)) {
            throw new IllegalArgumentException("tunnel " + tunnelType + " " + tunnelId);
        }
    }

    /**
     * VLANs and no tunnel.
     *
     * @throws IllegalArgumentException if an id is not within 0 to 4095
     */
    public FlowScope(int outerVlanId, int innerVlanId) {
        this(outerVlanId, innerVlanId, null, 0);
    }
}
