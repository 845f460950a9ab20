package io.flowtrack.core.dissect;

import io.flowtrack.api.IcmpTypes;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.Transport;

/**
 * The packet that an ICMP error quotes behind its own header (RFC 792; RFC 4443, section 3): an IP header and at least the
 * first eight bytes behind it, cut anywhere after that.
 */
public final class QuotedPacket {
    private static final int PORTS_LENGTH = 4;
    private static final int TYPE_AND_CODE_LENGTH = 2;

    private QuotedPacket() {}

    /**
     * Reads the addresses and ports of a quoted packet. What it says of lengths and payload is not of meaning.
     *
     * @param error the dissection of the frame, after {@link Dissector#transport}
     * @param into refilled by this call
     * @return false if the frame is no ICMP error, or what it quotes has no ports in hand
     */
    public static boolean dissect(PacketView packet, Dissection error, Dissection into) {
        Transport transport = Transport.ofProtocol(error.protocol);
        if (!IcmpTypes.isError(transport, error.sourcePort)) {
            return into.fail(PassReason.NOT_WANTED);
        }
        into.networkOffset = error.payloadOffset;
        into.etherType = transport == Transport.ICMP ? EtherType.IPV4 : EtherType.IPV6;
        into.isOneWay = false;
        if (!Dissector.network(packet, into) || into.isLaterFragment) {
            return false;
        }
        int inHand = Math.min(packet.capturedLength(), error.ipEnd) - into.transportOffset;
        return endpoints(packet, inHand, into);
    }

    private static boolean endpoints(PacketView packet, int inHand, Dissection into) {
        Transport transport = Transport.ofProtocol(into.protocol);
        if (transport.hasPorts()) {
            if (inHand < PORTS_LENGTH) {
                return into.fail(PassReason.TRUNCATED_TRANSPORT_HEADER);
            }
            TransportLayer.ports(packet, into);
        } else if (transport == Transport.OTHER) {
            TransportLayer.noPorts(into);
        } else {
            if (inHand < TYPE_AND_CODE_LENGTH) {
                return into.fail(PassReason.TRUNCATED_TRANSPORT_HEADER);
            }
            IcmpHeader.types(packet, IcmpTypes.answerTo(transport, packet.u8(into.transportOffset)), into);
        }
        return true;
    }
}
