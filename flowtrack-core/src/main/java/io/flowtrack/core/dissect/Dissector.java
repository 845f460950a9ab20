package io.flowtrack.core.dissect;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;
import java.nio.ByteBuffer;

/**
 * Walks a frame from link to network to transport. Each step returns false, with the reason in the dissection, if the
 * frame does not have such a layer; the steps before it remain of meaning. No step throws for any bytes.
 */
public final class Dissector {
    private Dissector() {}

    /** Whether frames of that link type are read at all. */
    public static boolean reads(LinkType linkType) {
        PacketView nothing = new PacketView().wrap(ByteBuffer.allocate(0), 0, 0, linkType, 0);
        Dissection found = new Dissection();
        return link(nothing, found) || found.reason() != PassReason.UNSUPPORTED_LINK_TYPE;
    }

    /** Finds link addresses, VLAN tags and where the network header begins. */
    public static boolean link(PacketView packet, Dissection into) {
        return LinkLayer.dissect(packet, into);
    }

    /** Reads the IP header and its extensions, after {@link #link}. */
    public static boolean network(PacketView packet, Dissection into) {
        into.isFragment = false;
        return switch (into.etherType) {
            case EtherType.IPV4 -> Ipv4Header.dissect(packet, into);
            case EtherType.IPV6 -> Ipv6Header.dissect(packet, into);
            default -> into.fail(PassReason.NOT_IP);
        };
    }

    /** Reads the transport header, after {@link #network}. */
    public static boolean transport(PacketView packet, Dissection into) {
        return TransportLayer.dissect(packet, into);
    }

    /** Reads a UDP header, after {@link #network}, without a look at its length: the payload is what the IP packet holds. */
    public static boolean datagram(PacketView packet, Dissection into) {
        return TransportLayer.datagram(packet, into);
    }

    /** Bytes of payload by UDP's own length, after {@link #datagram}, whatever the IP packet holds. */
    public static int saidPayloadLength(PacketView packet, Dissection found) {
        return UdpHeader.saidPayloadLength(packet, found);
    }

    /** Takes all behind the network header for payload, after {@link #network}. */
    public static boolean opaque(PacketView packet, Dissection into) {
        return TransportLayer.opaque(packet, into);
    }

    /** Whether a frame has all of the ESP or mobility header that {@link #network} found to be next. */
    public static boolean isWholeExtension(PacketView packet, Dissection found) {
        return IpExtensions.isWhole(found.protocol, packet, found);
    }

    /** Offset of the address of who sent an IPv6 packet, after {@link #network}: a mobile host's is in an option. */
    public static int senderOffset(PacketView packet, Dissection found) {
        return Ipv6Route.sourceOffset(packet, found);
    }

    /** Offset of the address where an IPv6 packet is to arrive at last, after {@link #network}: it may be still on its way. */
    public static int receiverOffset(PacketView packet, Dissection found) {
        return Ipv6Route.destinationOffset(packet, found);
    }
}
