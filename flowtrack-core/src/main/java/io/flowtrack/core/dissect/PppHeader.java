package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;

/**
 * PPP (RFC 1661, section 2), with its HDLC address and control (RFC 1662, section 3) or without. A protocol number may be
 * compressed to its second byte, which is odd where the first never is.
 *
 * <pre>
 *   0         1         2          4
 *   | address | control | protocol |
 *   |   FF    |   03    |
 * </pre>
 */
final class PppHeader {
    private static final int ADDRESS_AND_CONTROL = 0xFF03;
    private static final int ADDRESS_AND_CONTROL_LENGTH = 2;
    private static final int PROTOCOL_LENGTH = 2;
    private static final int IPV4 = 0x0021;
    private static final int IPV6 = 0x0057;
    private static final int MPLS = 0x0281;
    private static final int MPLS_MULTICAST = 0x0283;

    private PppHeader() {}

    static boolean step(PacketView packet, Dissection into) {
        if (!LinkHeaders.has(PROTOCOL_LENGTH, packet, into)) {
            return false;
        }
        if (packet.u16(into.networkOffset) == ADDRESS_AND_CONTROL) {
            into.networkOffset += ADDRESS_AND_CONTROL_LENGTH;
            if (!LinkHeaders.has(PROTOCOL_LENGTH, packet, into)) {
                return false;
            }
        }
        int offset = into.networkOffset;
        boolean isCompressed = (packet.u8(offset) & 1) != 0;
        int protocol = isCompressed ? packet.u8(offset) : packet.u16(offset);
        return into.next(etherType(protocol), offset + (isCompressed ? 1 : PROTOCOL_LENGTH));
    }

    private static int etherType(int protocol) {
        return switch (protocol) {
            case IPV4 -> EtherType.IPV4;
            case IPV6 -> EtherType.IPV6;
            case MPLS -> EtherType.MPLS;
            case MPLS_MULTICAST -> EtherType.MPLS_MULTICAST;
            default -> EtherType.NONE;
        };
    }
}
