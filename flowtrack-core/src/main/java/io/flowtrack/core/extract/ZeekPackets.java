package io.flowtrack.core.extract;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowIdentity;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.Transport;
import io.flowtrack.core.dissect.Checksums;
import io.flowtrack.core.dissect.Dissection;
import io.flowtrack.core.dissect.Dissector;
import io.flowtrack.core.dissect.Ipv4Header;
import io.flowtrack.core.dissect.Ipv6Header;

/** Where Zeek takes a packet otherwise than this library does. */
final class ZeekPackets {
    private static final int ICMP = 1;
    private static final int IGMP = 2;
    private static final int IPV4_IN_IP = 4;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int IPV6_IN_IP = 41;
    private static final int GRE = 47;
    private static final int ESP = 50;
    private static final int ICMPV6 = 58;
    private static final int NO_NEXT_HEADER = 59;
    private static final int MOBILITY = 135;

    private ZeekPackets() {}

    /** Finds the transport header; a TCP header that cannot be followed still names its flow. */
    static boolean transport(PacketView packet, Dissection found, Extraction into) {
        if (!hasPorts(found.protocol())) {
            return Dissector.opaque(packet, found);
        }
        if (found.protocol() == UDP) {
            return Dissector.datagram(packet, found);
        }
        boolean isTcp = found.protocol() == TCP;
        if (!Dissector.transport(packet, found)) {
            if (isTcp && found.reason() == PassReason.MALFORMED_TRANSPORT_HEADER) {
                into.unusable(PassReason.MALFORMED_TRANSPORT_HEADER);
                return true;
            }
            return false;
        }
        if (isTcp && found.payloadOffset() > packet.capturedLength()) {
            into.unusable(PassReason.TRUNCATED_TRANSPORT_HEADER);
        }
        return true;
    }

    /** Whether the IP header says a length that the frame had; without checksums to verify, none will do in IPv4. */
    static boolean isLengthRight(PacketView packet, Dissection found, boolean isVerified) {
        boolean needsLength = isVerified && found.ipVersion() == IpAddress.IPV4;
        return found.networkOffset() + found.ipLength() <= packet.wireLength()
                && (!needsLength || Ipv4Header.saysLength(packet, found.networkOffset()));
    }

    /** Whether packets of that protocol are looked at beyond their addresses. */
    static boolean hasPorts(int protocol) {
        return protocol == TCP || protocol == UDP || protocol == ICMP || protocol == ICMPV6;
    }

    /** Whether the transport's checksum was verified and is wrong. */
    static boolean isTransportWrong(PacketView packet, Dissection found, Checksums checksums) {
        return hasPorts(found.protocol()) && checksums.isTransportWrongForZeek(packet, found);
    }

    /** Whether such packets make flows. An IPv6 header that ends the chain does not, if the capture has all of it. */
    static boolean isFlow(PacketView packet, Dissection found) {
        return switch (found.protocol()) {
            case IGMP, IPV4_IN_IP, IPV6_IN_IP, GRE, NO_NEXT_HEADER -> false;
            case ESP, MOBILITY -> found.ipVersion() == IpAddress.IPV4 || !Dissector.isWholeExtension(packet, found);
            default -> true;
        };
    }

    /** Puts the addresses between which an IPv6 packet really runs, and behind them that word. */
    static void ipv6(PacketView packet, Dissection found, long ports, FlowIdentity into) {
        int sender = Dissector.senderOffset(packet, found);
        int receiver = Dissector.receiverOffset(packet, found);
        into.set(packet.i64(sender), packet.i64(sender + Long.BYTES))
                .append(packet.i64(receiver))
                .append(packet.i64(receiver + Long.BYTES))
                .append(ports);
    }

    /**
     * Other protocols have nothing but their addresses, an IPv4 packet without a length has the length 0, an IPv6 packet that
     * of its header, and UDP counts as many bytes as it says.
     */
    static void adjust(PacketView packet, Dissection found, Extraction into) {
        if (found.protocol() == UDP) {
            int said = Dissector.saidPayloadLength(packet, found);
            into.payload(into.payloadOffset(), Math.min(into.payloadCapturedLength(), said), said);
        }
        if (!hasPorts(found.protocol())) {
            into.transport(Transport.OTHER);
        }
        int offset = found.networkOffset();
        boolean isIpv4 = found.ipVersion() == IpAddress.IPV4;
        if (!(isIpv4 ? Ipv4Header.saysLength(packet, offset) : Ipv6Header.saysLength(packet, offset))) {
            into.headers(offset, isIpv4 ? 0 : Ipv6Header.LENGTH, found.transportOffset());
        }
    }
}
