package io.flowtrack.core.dissect;

import io.flowtrack.api.IpAddress;
import io.flowtrack.api.PacketView;

/**
 * Whether the checksum of a transport header can be verified, and is wrong. TCP, UDP and ICMPv6 sum a pseudo-header of
 * addresses, protocol and length in front of their own bytes (RFC 9293, section 3.1; RFC 768; RFC 8200, section 8.1), ICMP
 * does not (RFC 792), UDP-Lite sums only as many bytes as it says (RFC 3828). What is not whole is never wrong: fragments,
 * what the capture cut, and packets that do not say how long they are, as segmentation offload leaves them. ICMPv6 within
 * IPv4 has no checksum of its own by any standard; Zeek sums IPv4's addresses.
 */
final class TransportChecksum {
    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMPV6 = 58;
    private static final int UDP_LITE = 136;

    private static final int UDP_HEADER_LENGTH = 8;
    private static final int UDP_LENGTH_OFFSET = 4;
    private static final int UDP_CHECKSUM_OFFSET = 6;
    private static final int VXLAN_PORT = 4789;
    private static final int VXLAN_HEADER_LENGTH = 8;
    private static final int VXLAN_NETWORK_FLAG = 0x08;

    private TransportChecksum() {}

    /** Of a frame whose transport layer was found. */
    static boolean isWrong(PacketView packet, Dissection found, boolean isZeek) {
        boolean isWhole = !found.isFragment && found.ipEnd <= packet.capturedLength() && saysLength(packet, found);
        return isWhole
                && switch (found.protocol) {
                    case TCP -> isSumWrong(packet, found, length(found), length(found));
                    case UDP -> isUdpWrong(packet, found, isZeek);
                    case ICMP ->
                        !InternetChecksum.isRight(InternetChecksum.sum(packet, found.transportOffset, length(found)));
                    case ICMPV6 ->
                        (isZeek || found.ipVersion == IpAddress.IPV6)
                                && isSumWrong(packet, found, length(found), length(found));
                    case UDP_LITE -> isUdpLiteWrong(packet, found);
                    default -> false;
                };
    }

    private static boolean saysLength(PacketView packet, Dissection found) {
        return found.ipVersion == IpAddress.IPV4
                ? Ipv4Header.saysLength(packet, found.networkOffset)
                : Ipv6Header.saysLength(packet, found.networkOffset);
    }

    private static int length(Dissection found) {
        return found.ipEnd - found.transportOffset;
    }

    /**
     * A checksum of 0 is none, which IPv6 does not allow but for tunnels (RFC 6935); of these only VXLAN is known here. UDP
     * may say that it is shorter than the IP packet; where it says longer or nothing, it is not whole.
     */
    private static boolean isUdpWrong(PacketView packet, Dissection found, boolean isZeek) {
        int length = isZeek ? length(found) : packet.u16(found.transportOffset + UDP_LENGTH_OFFSET);
        boolean isCut = packet.fragmentCount() == 0 && packet.capturedLength() < packet.wireLength();
        if (isCut || length < UDP_HEADER_LENGTH || length > length(found)) {
            return false;
        }
        if (packet.u16(found.transportOffset + UDP_CHECKSUM_OFFSET) == 0) {
            return found.ipVersion == IpAddress.IPV6 && !isVxlan(packet, found, length);
        }
        return isSumWrong(packet, found, length, length);
    }

    private static boolean isVxlan(PacketView packet, Dissection found, int length) {
        return found.destinationPort == VXLAN_PORT
                && length >= UDP_HEADER_LENGTH + VXLAN_HEADER_LENGTH
                && (packet.u8(found.transportOffset + UDP_HEADER_LENGTH) & VXLAN_NETWORK_FLAG) != 0;
    }

    /** A coverage of 0 is all; an impossible one is no matter of the checksum. There is always a checksum. */
    private static boolean isUdpLiteWrong(PacketView packet, Dissection found) {
        if (length(found) < UDP_HEADER_LENGTH) {
            return false; // by Zeek's rules a flow needs no more of this protocol than its addresses
        }
        int said = packet.u16(found.transportOffset + UDP_LENGTH_OFFSET);
        int covered = said == 0 ? length(found) : said;
        if (covered < UDP_HEADER_LENGTH || covered > length(found)) {
            return false;
        }
        return packet.u16(found.transportOffset + UDP_CHECKSUM_OFFSET) == 0
                || isSumWrong(packet, found, length(found), covered);
    }

    /** Whether that many bytes, behind a pseudo-header of that length, have a wrong sum. */
    private static boolean isSumWrong(PacketView packet, Dissection found, int length, int covered) {
        long sum = InternetChecksum.sum(packet, found.transportOffset, covered);
        return !InternetChecksum.isRight(sum + addresses(packet, found) + found.protocol + length);
    }

    private static long addresses(PacketView packet, Dissection found) {
        int offset = found.networkOffset;
        if (found.ipVersion == IpAddress.IPV4) {
            return InternetChecksum.sum(packet, offset + Ipv4Header.SOURCE_OFFSET, 2 * Integer.BYTES);
        }
        boolean isPlain = found.transportOffset == offset + Ipv6Header.LENGTH;
        int source = isPlain ? offset + Ipv6Header.SOURCE_OFFSET : Ipv6Route.sourceOffset(packet, found);
        int destination = isPlain ? offset + Ipv6Header.DESTINATION_OFFSET : Ipv6Route.destinationOffset(packet, found);
        return InternetChecksum.sum(packet, source, 2 * Long.BYTES)
                + InternetChecksum.sum(packet, destination, 2 * Long.BYTES);
    }
}
