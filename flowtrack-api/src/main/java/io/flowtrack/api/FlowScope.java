package io.flowtrack.api;

/**
 * The network a five-tuple is meant in, for those who want it in the key: the same addresses in two VLANs are then two
 * flows.
 *
 * @param outerVlanId the id of the first VLAN tag, 1 to 4095; 0 if there is none or it only sets a priority
 * @param innerVlanId the id of the last of several VLAN tags, 1 to 4095, otherwise 0
 */
public record FlowScope(int outerVlanId, int innerVlanId) {
    /** No VLAN, or none asked for. */
    public static final FlowScope NONE = new FlowScope(0, 0);

    private static final int MAX_VLAN_ID = 4095;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if an id is not within 0 to 4095
     */
    public FlowScope {
        if (Math.min(outerVlanId, innerVlanId) < 0 || Math.max(outerVlanId, innerVlanId) > MAX_VLAN_ID) {
            throw new IllegalArgumentException("VLAN ids " + outerVlanId + ", " + innerVlanId);
        }
    }
}
