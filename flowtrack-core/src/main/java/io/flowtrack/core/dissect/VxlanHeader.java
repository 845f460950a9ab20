package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;
import io.flowtrack.api.TunnelType;

/**
 * VXLAN (RFC 7348, section 5) and its generic protocol extension (draft-ietf-nvo3-vxlan-gpe-13).
 *
 * <pre>
 *   0       1          3               4         7          8
 *   | flags | reserved | next protocol | network | reserved |
 * </pre>
 */
final class VxlanHeader {
    private static final int HAS_NETWORK = 0x08;
    private static final int HAS_PROTOCOL = 0x04;
    private static final int PROTOCOL_OFFSET = 3;
    private static final int NETWORK_OFFSET = 4;
    private static final int LENGTH = 8;

    private VxlanHeader() {}

    static boolean open(PacketView packet, Dissection outer, Dissection inner) {
        return open(packet, outer, inner, TunnelType.VXLAN)
                && inner.next(EtherType.ETHERNET, outer.payloadOffset + LENGTH);
    }

    static boolean openGeneric(PacketView packet, Dissection outer, Dissection inner) {
        if (!open(packet, outer, inner, TunnelType.VXLAN_GPE)) {
            return false;
        }
        int offset = outer.payloadOffset;
        boolean hasProtocol = (packet.u8(offset) & HAS_PROTOCOL) != 0;
        int protocol = hasProtocol ? packet.u8(offset + PROTOCOL_OFFSET) : 3;
        int etherType = switch (protocol) {
            case 1 -> EtherType.IPV4;
            case 2 -> EtherType.IPV6;
            case 3 -> EtherType.ETHERNET;
            case 5 -> EtherType.MPLS;
            default -> EtherType.NONE;
        };
        return inner.next(etherType, offset + LENGTH);
    }

    private static boolean open(PacketView packet, Dissection outer, Dissection inner, TunnelType type) {
        int offset = outer.payloadOffset;
        if (outer.payloadEnd(packet) - offset < LENGTH || (packet.u8(offset) & HAS_NETWORK) == 0) {
            return false;
        }
        inner.tunnels.add(type, outer.networkOffset, packet.u32(offset + NETWORK_OFFSET) >>> Byte.SIZE);
        return true;
    }
}
