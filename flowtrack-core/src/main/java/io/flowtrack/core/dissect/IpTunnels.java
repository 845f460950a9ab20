package io.flowtrack.core.dissect;

import io.flowtrack.api.IpAddress;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.Tunnel;
import io.flowtrack.api.TunnelType;

/** Tunnels that have an IP protocol number of their own; those of IP in IP (RFC 2003, 2473, 4213, 3056) have no header. */
final class IpTunnels {
    private static final int IPV4 = 4;
    private static final int IPV6 = 41;
    private static final int GRE = 47;
    private static final int L2TP = 115;

    private static final long ODD = 0x9E37_79B9_7F4A_7C15L;
    private static final int HALF = 32;

    private IpTunnels() {}

    static boolean isTunnel(int protocol, boolean isZeek) {
        return switch (protocol) {
            case IPV4, IPV6, GRE -> true;
            case L2TP -> !isZeek;
            default -> false;
        };
    }

    /** Of a protocol that is a tunnel. */
    static TunnelType type(int protocol) {
        return switch (protocol) {
            case GRE -> TunnelType.GRE;
            case L2TP -> TunnelType.L2TPV3;
            default -> TunnelType.IP_IN_IP;
        };
    }

    static boolean open(PacketView packet, Dissection outer, Dissection inner) {
        inner.tunnels.add(TunnelType.IP_IN_IP, outer.networkOffset, Tunnel.NO_ID);
        return inner.next(outer.protocol == IPV4 ? EtherType.IPV4 : EtherType.IPV6, outer.payloadOffset);
    }

    /** A number for the endpoints of a packet, or only for its hosts, the same in both directions. */
    static long hash(PacketView packet, Dissection found, boolean hasPorts) {
        int offset = found.networkOffset;
        long source;
        long destination;
        if (found.ipVersion == IpAddress.IPV4) {
            long both = Ipv4Header.addresses(packet, offset);
            source = Ipv4Header.source(both);
            destination = Ipv4Header.destination(both);
        } else {
            source = mixed(Ipv6Header.sourceHigh(packet, offset)) + Ipv6Header.sourceLow(packet, offset);
            destination = mixed(Ipv6Header.destinationHigh(packet, offset)) + Ipv6Header.destinationLow(packet, offset);
        }
        return hasPorts
                ? mixed(mixed(source) + found.sourcePort) + mixed(mixed(destination) + found.destinationPort)
                : mixed(source) + mixed(destination);
    }

    /** Another number for each number, with bits that look like chance. */
    static long mixed(long bits) {
        long product = (bits + 1) * ODD;
        return product ^ product >>> HALF;
    }
}
