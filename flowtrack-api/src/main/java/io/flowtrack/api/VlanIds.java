package io.flowtrack.api;

/**
 * The ids of the VLAN tags (IEEE 802.1Q, 802.1ad) of a packet. Those of a packet in a tunnel are the tags of the innermost
 * Ethernet frame: of VXLAN the inner frame's, of GRE that carries IP those of the frame around it.
 *
 * @param outer the id of the first tag, 1 to 4095; 0 if there is none or it only sets a priority
 * @param inner the id of the last of several tags, 1 to 4095, otherwise 0
 */
public record VlanIds(int outer, int inner) {
    /** No tag. */
    public static final VlanIds NONE = new VlanIds(0, 0);

    private static final int MAX_ID = 4095;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if an id is not within 0 to 4095
     */
    public VlanIds {
        if (Math.min(outer, inner) < 0 || Math.max(outer, inner) > MAX_ID) {
            throw new IllegalArgumentException("VLAN ids " + outer + ", " + inner);
        }
    }

    /**
     * Ids of two tags, or {@link #NONE} itself.
     *
     * @throws IllegalArgumentException if an id is not within 0 to 4095
     */
    public static VlanIds of(int outer, int inner) {
        return (outer | inner) == 0 ? NONE : new VlanIds(outer, inner);
    }

    /** Whether there is an id at all. */
    public boolean areAny() {
        return (outer | inner) != 0;
    }
}
