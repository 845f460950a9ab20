package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;

/**
 * A frame of a serial line: Cisco's HDLC, or PPP in HDLC framing (RFC 1662); the address tells.
 *
 * <pre>
 *   0         1         2          4
 *   | address | control | protocol |      Cisco: address 0F or 8F, control 00, an EtherType
 * </pre>
 */
final class HdlcHeader {
    private static final int UNICAST = 0x0F00;
    private static final int MULTICAST = 0x8F00;
    private static final int PROTOCOL_OFFSET = 2;
    private static final int LENGTH = 4;

    private HdlcHeader() {}

    static boolean dissect(PacketView packet, Dissection into) {
        into.networkOffset = 0;
        if (!LinkHeaders.has(LENGTH, packet, into)) {
            return false;
        }
        int address = packet.u16(0);
        if (address == UNICAST || address == MULTICAST) {
            into.next(packet.u16(PROTOCOL_OFFSET), LENGTH);
        } else {
            into.next(EtherType.PPP, 0);
        }
        return LinkHeaders.dissect(packet, into);
    }
}
