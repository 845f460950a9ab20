package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;

/**
 * Ethernet II.
 *
 * <pre>
 *   0             6             12     14
 *   | destination |   source    | type |
 * </pre>
 */
final class EthernetHeader {
    private static final int TYPE_OFFSET = 12;
    private static final int LENGTH = 14;

    private EthernetHeader() {}

    static boolean dissect(PacketView packet, Dissection into) {
        if (packet.capturedLength() < LENGTH) {
            return into.fail(PassReason.TRUNCATED_LINK_HEADER);
        }
        into.macOffset = 0;
        into.networkOffset = LENGTH;
        into.etherType = packet.u16(TYPE_OFFSET);
        return !EtherType.isVlan(into.etherType) || VlanTag.dissect(packet, into);
    }
}
