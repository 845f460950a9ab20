package io.flowtrack.core.extract;

import io.flowtrack.api.Decapsulation;
import io.flowtrack.api.Extraction;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowIdentity;
import io.flowtrack.api.IcmpTypes;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.IpNetwork;
import io.flowtrack.api.LinkType;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.Transport;
import io.flowtrack.api.Tunnel;
import io.flowtrack.core.dissect.Checksums;
import io.flowtrack.core.dissect.Decapsulator;
import io.flowtrack.core.dissect.Dissection;
import io.flowtrack.core.dissect.Dissector;
import io.flowtrack.core.dissect.Ipv4Header;
import io.flowtrack.core.dissect.OrdinaryPacket;
import io.flowtrack.core.dissect.QuotedPacket;
import java.util.Collection;
import java.util.List;

/**
 * A flow for each conversation between two endpoints: IP protocol, two addresses, two ports. Protocols without ports have
 * 0 for both; ICMP messages that answer each other are one flow, those without an answer are one flow for each direction
 * and code (see {@link FiveTuple} for what the port fields then hold).
 *
 * <p>Belongs to one tracker, as it keeps what it found in the last packet.
 */
public final class FiveTupleExtractor implements FlowExtractor<FiveTuple> {
    private static final int PROTOCOL_TCP = 6;
    private static final int LIMITED_BROADCAST = -1;

    private final Dissection found;
    private final Dissection quoted;
    private final TupleOptions options;
    private final boolean isBidirectional;
    private final boolean isScoped;
    private final boolean isZeek;
    /** Whether nothing of a plain packet matters but what is always found. */
    private final boolean isPlain;

    private final Checksums checksums;
    private final Decapsulator tunnels;
    private final OrdinaryPacket ordinary;

    private FiveTupleExtractor(TupleOptions options) {
        this.options = options;
        this.isBidirectional = options.isBidirectional();
        this.isScoped = options.hasVlanIds() || options.hasTunnelIds();
        this.isZeek = options.isZeek();
        this.found = new Dissection(isZeek);
        this.quoted = new Dissection(isZeek);
        this.checksums = options.checksums();
        this.isPlain = !isScoped && !isZeek && !checksums.areVerified();
        this.tunnels = new Decapsulator(options.decapsulation(), isZeek);
        this.ordinary = new OrdinaryPacket(options.decapsulation());
    }

    /** Whether frames of that link type are read at all; of others every packet is passed over. */
    public static boolean reads(LinkType linkType) {
        return Dissector.reads(linkType);
    }

    /** Both directions are one flow. Endpoint A of the key is the smaller one. */
    public static FiveTupleExtractor bidirectional() {
        return new FiveTupleExtractor(TupleOptions.plain(true));
    }

    /** Each direction is a flow of its own. Endpoint A of the key is the sender. */
    public static FiveTupleExtractor directional() {
        return new FiveTupleExtractor(TupleOptions.plain(false));
    }

    /** The same with the VLAN ids in the key, so that equal addresses in two VLANs are two flows. */
    public FiveTupleExtractor withVlanIds() {
        return new FiveTupleExtractor(options.withVlanIds());
    }

    /**
     * The same with the tunnel in the key: type and id of the innermost that has an id, MPLS left aside, so that equal
     * addresses in two networks of VXLAN are two flows. Where each direction has an id of its own, as in GTP, so that each
     * direction is a flow of its own.
     */
    public FiveTupleExtractor withTunnelIds() {
        return new FiveTupleExtractor(options.withTunnelIds());
    }

    /**
     * The same with these tunnels looked into; without it {@link Decapsulation#defaults}. The flow is that of the innermost
     * packet. A packet in a tunnel that is cut or broken inside, or that carries none, belongs to the flow of the packet that
     * carries it.
     */
    public FiveTupleExtractor decapsulating(Decapsulation settings) {
        return new FiveTupleExtractor(options.withDecapsulation(settings));
    }

    /**
     * The same with checksums verified. A packet whose IPv4 header has a wrong one is passed over as
     * {@link PassReason#BAD_IP_CHECKSUM}; one with a wrong checksum of TCP, UDP, UDP-Lite, ICMP or ICMPv6 is marked by
     * {@link Extraction#hasBadChecksum}. What is not whole is not verified: fragments, what the capture cut, packets that do
     * not say how long they are. SCTP's checksum is not verified.
     *
     * <p>Where a network card computes checksums, captures taken on the sending host hold packets that have none yet: they
     * look wrong, and were right on the wire. See {@link #verifyingChecksumsExceptFrom}.
     */
    public FiveTupleExtractor verifyingChecksums() {
        return verifyingChecksumsExceptFrom(List.of());
    }

    /**
     * The same with checksums verified, as {@link #verifyingChecksums} does, of all packets but those whose source address
     * is in one of these networks: those of the hosts that the capture was taken on.
     */
    public FiveTupleExtractor verifyingChecksumsExceptFrom(Collection<IpNetwork> networks) {
        return new FiveTupleExtractor(options.withChecksums(Checksums.verifiedExceptFrom(networks)));
    }

    /**
     * The same with packets taken as Zeek takes them: only TCP, UDP and ICMP have ports, all other protocols are one flow
     * for each pair of hosts, and tunnels, IGMP and encrypted IPv6 none; a TCP header that is cut or contradicts itself
     * still names its flow ({@link Extraction#isDefective}); an IPv4 packet that does not say how long it is has the IP
     * length 0; an IPv6 packet runs between a mobile host's home address and the last address of its route, and one whose
     * extension header was cut has that header's protocol; authentication headers are such only in IPv6. Tunnels over UDP
     * are flows, and so are the packets inside: those of {@link Decapsulation#zeek}, unless {@link #decapsulating} says
     * otherwise behind this.
     */
    public FiveTupleExtractor asZeek() {
        return new FiveTupleExtractor(options.asZeek());
    }

    @Override
    public boolean extract(PacketView packet, Extraction into) {
        return extractPlain(packet, into) || extractAny(packet, into);
    }

    @Override
    public boolean extractPlain(PacketView packet, Extraction into) {
        return isPlain && PlainTcp.extract(packet, isBidirectional, into);
    }

    /** Extracts a packet step by step, whatever it is. */
    boolean extractAny(PacketView packet, Extraction into) {
        if (!Dissector.link(packet, found)) {
            return into.passOver(found.reason());
        }
        if (!Dissector.network(packet, found) && !Innermost.isPiece(packet, found, into)) {
            return into.passOver(found.reason());
        }
        return transportOrPassOver(packet, into) && fillOrOpen(packet, into);
    }

    private boolean fillOrOpen(PacketView packet, Extraction into) {
        boolean mayCarry = found.protocol() != PROTOCOL_TCP && tunnels.mayEnter(packet, found);
        return mayCarry ? open(packet, into) : fill(packet, into);
    }

    /** Of a packet that may carry another: its own flow first, or that of the innermost at once. */
    private boolean open(PacketView packet, Extraction into) {
        if (!isZeek && !options.decapsulation().hasOuterFlows()) {
            boolean isPacket = Innermost.enter(tunnels, checksums, packet, found, into);
            if (Innermost.isPiece(packet, found, into)) {
                return fragment(packet, into);
            }
            return isPacket && fill(packet, into);
        }
        if (isZeek && !ZeekPackets.isFlow(packet, found)) {
            return extractInner(packet, into);
        }
        fill(packet, into);
        if (!into.isDefective()) {
            into.tunnels().inner();
        }
        return true;
    }

    @Override
    public boolean extractInner(PacketView packet, Extraction into) {
        if (!tunnels.enter(packet, found)) {
            return into.passOver(PassReason.NOT_WANTED);
        }
        into.tunnels().carried(found.tunnels().count(), found.tunnels().hash()); // whatever becomes of it
        return transportOrPassOver(packet, into) && fillOrOpen(packet, into);
    }

    private boolean transportOrPassOver(PacketView packet, Extraction into) {
        if (Innermost.isPiece(packet, found, into)) {
            return fragment(packet, into);
        }
        if (isZeek && !ZeekPackets.isLengthRight(packet, found, checksums.areVerified())) {
            return into.passOver(PassReason.MALFORMED_IP_HEADER);
        }
        return (checksums.network(packet, found) && transport(packet, into)) || into.passOver(found.reason());
    }

    @Override
    public boolean hasInnerFlows() {
        return isZeek || options.decapsulation().hasOuterFlows();
    }

    @Override
    public boolean glance(PacketView packet, FlowIdentity into) {
        if (isPlain && PlainTcp.isPlain(packet)) {
            PlainTcp.words(packet, isBidirectional, into);
            return true;
        }
        if (!isPlain || !ordinary.find(packet)) {
            return false;
        }
        int protocol = ordinary.protocol();
        int ports = ordinary.ports();
        if (ordinary.isIpv4()) {
            long addresses = Ipv4Header.addresses(packet, ordinary.networkOffset());
            TupleWords.ipv4(protocol, addresses, ports, isBidirectional, into);
        } else {
            long words = TupleWords.ports(protocol, ports >>> Short.SIZE, ports & 0xFFFF);
            TupleWords.ipv6(packet, ordinary.networkOffset(), words, into);
            order(into, /* isOneWay= */ false);
        }
        return true;
    }

    @Override
    public List<Tunnel> tunnels(PacketView packet) {
        return found.tunnels().tunnels(packet);
    }

    private boolean fill(PacketView packet, Extraction into) {
        if (isZeek && !ZeekPackets.isFlow(packet, found)) {
            return into.passOver(PassReason.NOT_WANTED);
        }
        if (!into.isDefective()) {
            PacketFacts.transport(packet, found, into);
            into.badChecksum(
                    isZeek
                            ? ZeekPackets.isTransportWrong(packet, found, checksums)
                            : checksums.isTransportWrong(packet, found));
        }
        identify(packet, found, into);
        if (found.protocol() == PROTOCOL_TCP) {
            PacketFacts.tcp(packet, found.transportOffset(), found.payloadOffset(), into);
        } else {
            into.transport(Transport.ofProtocol(found.protocol()));
        }
        into.ports(found.sourcePort(), found.destinationPort());
        PacketFacts.vlanIds(found, into);
        if (found.tunnels().count() > 0) {
            into.tunnels().carried(found.tunnels().count(), found.tunnels().hash());
        }
        if (isZeek) {
            ZeekPackets.adjust(packet, found, into);
            noteLimit(packet, into);
        }
        return true;
    }

    private void noteLimit(PacketView packet, Extraction into) {
        if (tunnels.isLimitMet(packet, found)) {
            into.tunnels().limitMet();
        }
    }

    private boolean fragment(PacketView packet, Extraction into) {
        if (!checksums.network(packet, found)) {
            return into.passOver(found.reason());
        }
        long scope = FragmentScope.of(packet, found, options);
        return into.fragment(found.networkOffset(), found.fragmentHeaderOffset(), found.ipLength(), scope);
    }

    private boolean transport(PacketView packet, Extraction into) {
        return isZeek ? ZeekPackets.transport(packet, found, into) : Dissector.transport(packet, found);
    }

    @Override
    public boolean extractQuoted(PacketView packet, Extraction into) {
        if (!QuotedPacket.dissect(packet, found, quoted)) {
            return into.passOver(quoted.reason());
        }
        identify(packet, quoted, into);
        return true;
    }

    private void identify(PacketView packet, Dissection tuple, Extraction into) {
        if (tuple.ipVersion() == IpAddress.IPV4) {
            long addresses = Ipv4Header.addresses(packet, tuple.networkOffset());
            writeIpv4(addresses, tuple, into.identity());
            into.limitedBroadcast(Ipv4Header.destination(addresses) == LIMITED_BROADCAST);
        } else {
            writeIpv6(packet, tuple, into.identity());
        }
        into.orientation(order(into.identity(), tuple.isOneWay()));
        if (isScoped) {
            TupleWords.appendScope(found, options.hasVlanIds(), options.hasTunnelIds(), into.identity());
        }
    }

    private static void writeIpv4(long addresses, Dissection tuple, FlowIdentity into) {
        int protocol = tuple.protocol();
        into.set(
                TupleWords.endpoint(protocol, Ipv4Header.source(addresses), tuple.sourcePort()),
                TupleWords.endpoint(protocol, Ipv4Header.destination(addresses), tuple.destinationPort()));
    }

    private void writeIpv6(PacketView packet, Dissection tuple, FlowIdentity into) {
        long ports = TupleWords.ports(tuple.protocol(), tuple.sourcePort(), tuple.destinationPort());
        if (isZeek) {
            ZeekPackets.ipv6(packet, tuple, ports, into);
        } else {
            TupleWords.ipv6(packet, tuple.networkOffset(), ports, into);
        }
    }

    private Orientation order(FlowIdentity words, boolean isOneWay) {
        return isBidirectional && !isOneWay ? TupleWords.sort(words) : Orientation.FORWARD;
    }

    @Override
    public FiveTuple key(FlowIdentity identity) {
        return TupleWords.decode(identity);
    }

    /**
     * {@inheritDoc}
     *
     * <p>A key of endpoints the other way round finds the same flow, unless directions are flows of their own. VLAN ids and
     * tunnels in the key are looked at only if they are part of the identity ({@link #withVlanIds}, {@link #withTunnelIds}).
     */
    @Override
    public void identify(FiveTuple key, FlowIdentity into) {
        TupleWords.encode(key, into);
        Transport transport = key.transport();
        order(into, transport.isIcmp() && !IcmpTypes.hasAnswer(transport, key.portA()));
        if (isScoped) {
            TupleWords.appendScope(key.scope(), options.hasVlanIds(), options.hasTunnelIds(), into);
        }
    }
}
