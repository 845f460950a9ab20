package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;

/**
 * Ethernet II, or 802.3 where the type is a length.
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

    /** Of the frame itself. */
    static boolean dissect(PacketView packet, Dissection into) {
        if (packet.capturedLength() < LENGTH) {
            return into.fail(PassReason.TRUNCATED_LINK_HEADER);
        }
        into.macOffset = 0;
        into.networkOffset = LENGTH;
        into.etherType = packet.u16(TYPE_OFFSET);
        return EtherType.isIp(into.etherType) || LinkHeaders.dissect(packet, into);
    }

    /** Of a frame that begins where the network header would. */
    static boolean step(PacketView packet, Dissection into) {
        int offset = into.networkOffset;
        if (packet.capturedLength() - offset < LENGTH) {
            return into.fail(PassReason.TRUNCATED_LINK_HEADER);
        }
        into.macOffset = offset;
        return into.next(packet.u16(offset + TYPE_OFFSET), offset + LENGTH);
    }

    /** Whether what lies there, up to that end, looks like a frame with an IP packet, tagged or not, or with ARP. */
    static boolean isLikely(PacketView packet, int offset, int end) {
        if (end - offset <= LENGTH) {
            return false;
        }
        int type = packet.u16(offset + TYPE_OFFSET);
        return switch (type) {
            case EtherType.IPV4, EtherType.IPV6 -> EtherType.byVersion(packet, offset + LENGTH) == type;
            case EtherType.ARP, EtherType.VLAN, EtherType.PROVIDER_VLAN, EtherType.OLD_PROVIDER_VLAN, EtherType.MPLS ->
                true;
            default -> false;
        };
    }
}
