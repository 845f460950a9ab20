package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;

/**
 * VLAN tags (IEEE 802.1Q, stacked by 802.1ad), up to three, behind the type that announced the first.
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
    private static final int MAX_TAGS = 3;

    private VlanTag() {}

    /** Steps over the tags from {@code networkOffset} on, while {@code etherType} announces one. */
    static boolean dissect(PacketView packet, Dissection into) {
        for (int count = 0; EtherType.isVlan(into.etherType); count++) {
            if (count == MAX_TAGS) {
                return into.fail(PassReason.TOO_MANY_VLAN_TAGS);
            }
            int offset = into.networkOffset;
            if (packet.capturedLength() < offset + LENGTH) {
                return into.fail(PassReason.TRUNCATED_LINK_HEADER);
            }
            int id = packet.u16(offset) & ID_MASK;
            if (count == 0) {
                into.outerVlanId = id;
            } else {
                into.innerVlanId = id;
            }
            into.etherType = packet.u16(offset + TYPE_OFFSET);
            into.networkOffset = offset + LENGTH;
        }
        return true;
    }
}
