package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;

/** The transport header of a frame, by its IP protocol number. */
final class TransportLayer {
    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMPV6 = 58;
    private static final int SCTP = 132;
    private static final int UDP_LITE = 136;

    private TransportLayer() {}

    static boolean dissect(PacketView packet, Dissection into) {
        if (into.isLaterFragment) {
            return into.fail(PassReason.LATER_FRAGMENT);
        }
        into.isOneWay = false;
        return into.protocol == TCP ? TcpHeader.dissect(packet, into) : other(packet, into);
    }

    static boolean datagram(PacketView packet, Dissection into) {
        if (into.isLaterFragment) {
            return into.fail(PassReason.LATER_FRAGMENT);
        }
        into.isOneWay = false;
        return UdpHeader.dissectLite(packet, into);
    }

    static boolean opaque(PacketView packet, Dissection into) {
        if (into.isLaterFragment) {
            return into.fail(PassReason.LATER_FRAGMENT);
        }
        into.isOneWay = false;
        return unknown(packet, into);
    }

    private static boolean other(PacketView packet, Dissection into) {
        return switch (into.protocol) {
            case UDP -> UdpHeader.dissect(packet, into);
            case UDP_LITE -> UdpHeader.dissectLite(packet, into);
            case SCTP -> SctpHeader.dissect(packet, into);
            case ICMP -> IcmpHeader.dissectVersion4(packet, into);
            case ICMPV6 -> IcmpHeader.dissectVersion6(packet, into);
            default -> unknown(packet, into);
        };
    }

    private static boolean unknown(PacketView packet, Dissection into) {
        noPorts(into);
        payload(packet, into, into.transportOffset);
        return true;
    }

    static void noPorts(Dissection into) {
        into.sourcePort = 0;
        into.destinationPort = 0;
    }

    /** Whether that many bytes of the transport header are there; if not, the step fails. */
    static boolean has(int length, PacketView packet, Dissection into) {
        int end = Math.min(packet.capturedLength(), into.ipEnd);
        return end - into.transportOffset >= length || into.fail(PassReason.TRUNCATED_TRANSPORT_HEADER);
    }

    static void ports(PacketView packet, Dissection into) {
        int ports = packet.i32(into.transportOffset);
        into.sourcePort = ports >>> Short.SIZE;
        into.destinationPort = ports & 0xFFFF;
    }

    /** The payload is what lies between there and the end of the IP packet, or of the frame if that is shorter. */
    static void payload(PacketView packet, Dissection into, int offset) {
        into.payloadOffset = offset;
        into.payloadLength = Math.max(0, Math.min(into.ipEnd, packet.wireLength()) - offset);
    }
}
