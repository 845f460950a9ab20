package io.flowtrack.core.extract;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowIdentity;
import io.flowtrack.api.FlowScope;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TunnelType;
import io.flowtrack.core.dissect.Dissection;
import io.flowtrack.core.dissect.Ipv4Header;
import io.flowtrack.core.dissect.Ipv6Header;

/**
 * How a five-tuple lies in the words of an identity. The number of words tells the four cases apart.
 *
 * <pre>
 *   IPv4   | protocol, address A, port A | protocol, address B, port B |
 *   IPv6   | address A high | address A low | address B high | address B low | protocol, port A, port B |
 *   either may have one word or two more: | VLAN ids | tunnel |
 * </pre>
 */
final class TupleWords {
    private static final int IPV4_WORDS = 2;
    private static final int IPV6_WORDS = 5;
    private static final int PORT_BITS = 16;
    private static final int PORT_MASK = 0xFFFF;
    private static final int PROTOCOL_SHIFT = 48;
    private static final int PROTOCOL_SHIFT_IPV6 = 32;
    private static final int TUNNEL_TYPE_SHIFT = 32;
    private static final long TUNNEL_ID_MASK = 0xFFFF_FFFFL;
    private static final TunnelType[] TUNNEL_TYPES = TunnelType.values();

    private TupleWords() {}

    /** One endpoint of an IPv4 conversation, such that the smaller endpoint is the smaller number. */
    static long endpoint(int protocol, int address, int port) {
        return (long) protocol << PROTOCOL_SHIFT | (address & 0xFFFF_FFFFL) << PORT_BITS | port;
    }

    /**
     * Puts both endpoints of an IPv4 packet, the smaller one first if both directions are one flow.
     *
     * @param addresses source and destination, as they lie in the header
     * @param ports likewise
     * @return whether the destination comes first
     */
    static boolean ipv4(int protocol, long addresses, int ports, boolean isBidirectional, FlowIdentity into) {
        long source = endpoint(protocol, Ipv4Header.source(addresses), ports >>> PORT_BITS);
        long destination = endpoint(protocol, Ipv4Header.destination(addresses), ports & PORT_MASK);
        into.set( // no branch, which nobody could predict
                isBidirectional ? Math.min(source, destination) : source,
                isBidirectional ? Math.max(source, destination) : destination);
        return isBidirectional && source > destination;
    }

    /** The word that follows the four address words of an IPv6 conversation. */
    static long ports(int protocol, int portA, int portB) {
        return (long) protocol << PROTOCOL_SHIFT_IPV6 | (long) portA << PORT_BITS | portB;
    }

    /** Puts the addresses of the IPv6 header at that offset, from source to destination, and behind them that word. */
    static void ipv6(PacketView packet, int offset, long ports, FlowIdentity into) {
        into.set(Ipv6Header.sourceHigh(packet, offset), Ipv6Header.sourceLow(packet, offset))
                .append(Ipv6Header.destinationHigh(packet, offset))
                .append(Ipv6Header.destinationLow(packet, offset))
                .append(ports);
    }

    static long scope(int outerVlanId, int innerVlanId) {
        return (long) outerVlanId << PORT_BITS | innerVlanId;
    }

    /** Puts the VLAN ids behind the words that are there, and behind them the tunnel if it counts. */
    static void appendScope(Dissection found, boolean hasVlanIds, boolean hasTunnelIds, FlowIdentity into) {
        into.append(hasVlanIds ? scope(found.outerVlanId(), found.innerVlanId()) : 0);
        if (hasTunnelIds) {
            into.append(found.tunnels().idWord());
        }
    }

    /** The same from a key. */
    @SuppressWarnings("EnumOrdinal") // as the dissection has it
    static void appendScope(FlowScope scope, boolean hasVlanIds, boolean hasTunnelIds, FlowIdentity into) {
        into.append(hasVlanIds ? scope(scope.outerVlanId(), scope.innerVlanId()) : 0);
        if (hasTunnelIds) {
            TunnelType type = scope.tunnelType();
            into.append(type == null ? 0 : (type.ordinal() + 1L) << TUNNEL_TYPE_SHIFT | scope.tunnelId());
        }
    }

    /**
     * Puts the smaller endpoint first, in words of a conversation from source to destination.
     *
     * @return whether source and destination are now in this order or changed places
     */
    static Orientation sort(FlowIdentity words) {
        if (words.wordCount() < IPV6_WORDS) {
            if (words.first() <= words.second()) {
                return Orientation.FORWARD;
            }
            words.set(/* first= */ words.second(), /* second= */ words.first());
            return Orientation.REVERSE;
        }
        return sortIpv6(words);
    }

    private static Orientation sortIpv6(FlowIdentity words) {
        long highA = words.first();
        long lowA = words.second();
        long highB = words.word(2);
        long lowB = words.word(3);
        long ports = words.word(IPV6_WORDS - 1);
        long portA = ports >>> PORT_BITS & PORT_MASK;
        long portB = ports & PORT_MASK;
        int order = Long.compareUnsigned(highA, highB);
        order = order == 0 ? Long.compareUnsigned(lowA, lowB) : order;
        order = order == 0 ? Long.compare(portA, portB) : order;
        if (order <= 0) {
            return Orientation.FORWARD;
        }
        long swapped = ports >>> PROTOCOL_SHIFT_IPV6 << PROTOCOL_SHIFT_IPV6 | portB << PORT_BITS | portA;
        words.set(highB, lowB).append(highA).append(lowA).append(swapped);
        return Orientation.REVERSE;
    }

    /** Writes a key's endpoints in the order they have there, without its scope. */
    static void encode(FiveTuple key, FlowIdentity into) {
        IpAddress a = key.addressA();
        IpAddress b = key.addressB();
        if (a.version() == IpAddress.IPV4) {
            into.set(
                    endpoint(key.protocol(), (int) a.low(), key.portA()),
                    endpoint(key.protocol(), (int) b.low(), key.portB()));
        } else {
            into.set(a.high(), a.low())
                    .append(b.high())
                    .append(b.low())
                    .append(ports(key.protocol(), key.portA(), key.portB()));
        }
    }

    static FiveTuple decode(FlowIdentity words) {
        boolean isIpv4 = words.wordCount() < IPV6_WORDS;
        FiveTuple tuple = isIpv4 ? decodeIpv4(words) : decodeIpv6(words);
        int scopeIndex = isIpv4 ? IPV4_WORDS : IPV6_WORDS;
        if (words.wordCount() == scopeIndex) {
            return tuple;
        }
        long scope = words.word(scopeIndex);
        long tunnel = words.wordCount() > scopeIndex + 1 ? words.word(scopeIndex + 1) : 0;
        TunnelType type = tunnel == 0 ? null : TUNNEL_TYPES[(int) (tunnel >>> TUNNEL_TYPE_SHIFT) - 1];
        return tuple.in(
                new FlowScope((int) (scope >>> PORT_BITS), (int) scope & PORT_MASK, type, tunnel & TUNNEL_ID_MASK));
    }

    private static FiveTuple decodeIpv4(FlowIdentity words) {
        long a = words.first();
        long b = words.second();
        return FiveTuple.of(
                (int) (a >>> PROTOCOL_SHIFT),
                IpAddress.ofIpv4((int) (a >>> PORT_BITS)),
                (int) a & PORT_MASK,
                IpAddress.ofIpv4((int) (b >>> PORT_BITS)),
                (int) b & PORT_MASK);
    }

    private static FiveTuple decodeIpv6(FlowIdentity words) {
        long ports = words.word(IPV6_WORDS - 1);
        return FiveTuple.of(
                (int) (ports >>> PROTOCOL_SHIFT_IPV6),
                IpAddress.ofIpv6(words.first(), words.second()),
                (int) (ports >>> PORT_BITS) & PORT_MASK,
                IpAddress.ofIpv6(words.word(2), words.word(3)),
                (int) ports & PORT_MASK);
    }
}
