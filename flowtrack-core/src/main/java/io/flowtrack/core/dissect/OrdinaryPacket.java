package io.flowtrack.core.dissect;

import io.flowtrack.api.Decapsulation;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.PacketView;

/**
 * Where the addresses and ports lie in what nearly all packets are: TCP or UDP in IPv4 or in IPv6 without extensions,
 * unfragmented, in Ethernet with up to two VLAN tags. It checks all that {@link Dissector} checks of such packets, and says of
 * all others, of broken ones and of what may be a tunnel, that they are not ordinary.
 *
 * <p>Keeps what it found in the last packet.
 */
public final class OrdinaryPacket {
    private static final int ETHERNET = 1;
    private static final int ETHERNET_LENGTH = 14;
    private static final int TYPE_OFFSET = 12;
    private static final int TAG_LENGTH = 4;
    private static final int MOST_TAGS = 2;

    private static final int IPV4_FRAGMENT_OFFSET = 6;
    private static final int IPV4_FRAGMENT_MASK = 0x3FFF;
    private static final int IPV4_PROTOCOL_OFFSET = 9;

    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int UDP_LENGTH = 8;
    private static final int UDP_LENGTH_OFFSET = 4;
    private static final int AYIYA = 0x5211;

    private final TunnelPorts tunnelPorts;
    private int networkOffset;
    private int ipEnd;
    private int transportOffset;
    private int protocol;
    private int ports;
    private boolean isIpv4;

    /** One that takes what may be one of these tunnels for not ordinary. */
    public OrdinaryPacket(Decapsulation settings) {
        tunnelPorts = new TunnelPorts(settings.ports());
    }

    /** Looks at a packet; the rest is of meaning only if this returns true. */
    public boolean find(PacketView packet) {
        if (packet.linkType().number() != ETHERNET || packet.capturedLength() < ETHERNET_LENGTH) {
            return false;
        }
        int offset = ETHERNET_LENGTH;
        int type = packet.u16(TYPE_OFFSET);
        for (int tags = 0; type == EtherType.VLAN || type == EtherType.PROVIDER_VLAN; tags++) {
            if (tags == MOST_TAGS || packet.capturedLength() - offset < TAG_LENGTH) {
                return false;
            }
            type = packet.u16(offset + Short.BYTES);
            offset += TAG_LENGTH;
        }
        networkOffset = offset;
        isIpv4 = type == EtherType.IPV4;
        return (isIpv4 ? ipv4(packet) : type == EtherType.IPV6 && ipv6(packet)) && transport(packet);
    }

    private boolean ipv4(PacketView packet) {
        int offset = networkOffset;
        if (packet.capturedLength() - offset < Ipv4Header.MIN_LENGTH) {
            return false;
        }
        int first = packet.i32(offset);
        int headerLength = (first >>> 24 & 0xF) << 2;
        int said = first & 0xFFFF;
        int length = said == 0 ? packet.wireLength() - offset : said;
        protocol = packet.u8(offset + IPV4_PROTOCOL_OFFSET);
        ipEnd = offset + length;
        transportOffset = offset + headerLength;
        return first >>> 28 == IpAddress.IPV4
                && headerLength >= Ipv4Header.MIN_LENGTH
                && length >= headerLength
                && packet.capturedLength() >= transportOffset
                && (packet.u16(offset + IPV4_FRAGMENT_OFFSET) & IPV4_FRAGMENT_MASK) == 0;
    }

    private boolean ipv6(PacketView packet) {
        int offset = networkOffset;
        if (packet.capturedLength() - offset < Ipv6Header.LENGTH
                || packet.u8(offset) >> 4 != IpAddress.IPV6
                || !Ipv6Header.saysLength(packet, offset)) {
            return false;
        }
        protocol = packet.u8(offset + Ipv6Header.NEXT_HEADER_OFFSET);
        ipEnd = offset + Ipv6Header.saidLength(packet, offset);
        transportOffset = offset + Ipv6Header.LENGTH;
        return true;
    }

    private boolean transport(PacketView packet) {
        int inHand = Math.min(packet.capturedLength(), ipEnd) - transportOffset;
        return switch (protocol) {
            case TCP -> inHand >= TcpHeader.MIN_LENGTH && tcp(packet);
            case UDP -> inHand >= UDP_LENGTH && udp(packet);
            default -> false;
        };
    }

    private boolean tcp(PacketView packet) {
        int headerLength = TcpHeader.control(packet, transportOffset) >>> 28 << 2;
        ports = packet.i32(transportOffset);
        return headerLength >= TcpHeader.MIN_LENGTH && headerLength <= ipEnd - transportOffset;
    }

    private boolean udp(PacketView packet) {
        int length = packet.u16(transportOffset + UDP_LENGTH_OFFSET);
        ports = packet.i32(transportOffset);
        return (length == 0 || length >= UDP_LENGTH)
                && !tunnelPorts.mayHaveEither(ports >>> Short.SIZE, ports & 0xFFFF)
                && !mayBeTunnel(packet, transportOffset + UDP_LENGTH);
    }

    /** Whether the payload begins as that of the tunnels that are looked for on any port. */
    private static boolean mayBeTunnel(PacketView packet, int offset) {
        int inHand = packet.capturedLength() - offset;
        return (inHand >= Ipv6Header.LENGTH && packet.u8(offset) >> 4 == IpAddress.IPV6)
                || (inHand > UDP_LENGTH && packet.u16(offset + 1) == AYIYA);
    }

    /** Offset of the IP header. */
    public int networkOffset() {
        return networkOffset;
    }

    /** Whether it is IPv4; otherwise it is IPv6. */
    public boolean isIpv4() {
        return isIpv4;
    }

    /** IP protocol number: that of TCP or UDP. */
    public int protocol() {
        return protocol;
    }

    /** Source port in the upper half, destination port in the lower. */
    public int ports() {
        return ports;
    }
}
