package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;

/**
 * A VLAN tag (IEEE 802.1Q, stacked by 802.1ad), behind the type that announced it. Of several the first and the last count.
 *
 * <pre>
 *   0              2      4
 *   | priority, id | type |
 * </pre>
 */
final class VlanTag {
    private static final int TYPE_OFFSET = 2;
    private static final int LENGTH = 4;
    private static final int ID_MASK = 0x0FFF;

    private VlanTag() {}

    /**
     * Steps over a tag.
     *
     * @param isInner whether there was a tag before
     */
    static boolean step(PacketView packet, Dissection into, boolean isInner) {
        if (!LinkHeaders.has(LENGTH, packet, into)) {
            return false;
        }
        int offset = into.networkOffset;
        int id = packet.u16(offset) & ID_MASK;
        if (isInner) {
            into.innerVlanId = id;
        } else {
            into.outerVlanId = id;
        }
        return into.next(packet.u16(offset + TYPE_OFFSET), offset + LENGTH);
    }
}
