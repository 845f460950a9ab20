package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;
import io.flowtrack.api.Tunnel;
import io.flowtrack.api.TunnelType;

/**
 * Teredo (RFC 4380, section 5.1.1): an IPv6 packet right behind the UDP header, or behind an indication of authentication
 * or of origin, or both in this order.
 *
 * <pre>
 *   0       2           3             4                     ... + 9
 *   | 00 01 | id length | data length | id | data | nonce, confirmation |     authentication
 *   | 00 00 | port      |  address            |                              origin, 8 bytes
 * </pre>
 */
final class TeredoHeader {
    private static final int AUTHENTICATION = 0x0001;
    private static final int AUTHENTICATION_LENGTH = 13;
    private static final int ID_LENGTH_OFFSET = 2;
    private static final int DATA_LENGTH_OFFSET = 3;
    private static final int ORIGIN = 0x0000;
    private static final int ORIGIN_LENGTH = 8;
    /** 2001:0::/32, of which every host behind Teredo has its address. */
    private static final int PREFIX = 0x2001_0000;

    private TeredoHeader() {}

    /** Whether the datagram, on whatever port, is an IPv6 packet from or to Teredo's addresses that fits exactly. */
    static boolean isLikely(PacketView packet, Dissection found) {
        int offset = found.payloadOffset;
        return packet.capturedLength() - offset >= Ipv6Header.LENGTH
                && packet.u8(offset) >> 4 == 6
                && Ipv6Header.saidLength(packet, offset) == found.payloadLength
                && (packet.i32(offset + Ipv6Header.SOURCE_OFFSET) == PREFIX
                        || packet.i32(offset + Ipv6Header.DESTINATION_OFFSET) == PREFIX);
    }

    static boolean open(PacketView packet, Dissection outer, Dissection inner) {
        int end = outer.payloadEnd(packet);
        int offset = outer.payloadOffset;
        if (end - offset > AUTHENTICATION_LENGTH && packet.u16(offset) == AUTHENTICATION) {
            offset += AUTHENTICATION_LENGTH
                    + packet.u8(offset + ID_LENGTH_OFFSET)
                    + packet.u8(offset + DATA_LENGTH_OFFSET);
        }
        if (end - offset > ORIGIN_LENGTH && packet.u16(offset) == ORIGIN) {
            offset += ORIGIN_LENGTH;
        }
        boolean isRight = end - offset >= Ipv6Header.LENGTH
                && Ipv6Header.saidLength(packet, offset) <= outer.payloadOffset + outer.payloadLength - offset;
        if (!isRight) {
            return false;
        }
        inner.tunnels.add(TunnelType.TEREDO, outer.networkOffset, Tunnel.NO_ID);
        return inner.next(EtherType.IPV6, offset);
    }
}
