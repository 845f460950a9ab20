package io.flowtrack.core.extract;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowIdentity;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.IpNetwork;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.Transport;
import io.flowtrack.core.dissect.Checksums;
import io.flowtrack.core.dissect.Dissection;
import io.flowtrack.core.dissect.Dissector;
import io.flowtrack.core.dissect.IcmpTypes;
import io.flowtrack.core.dissect.Ipv4Header;
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

    private final Dissection found = new Dissection();
    private final Dissection quoted = new Dissection();
    private final boolean isBidirectional;
    private final boolean hasVlanIds;
    private final boolean isZeek;
    private final Checksums checksums;

    private FiveTupleExtractor(boolean isBidirectional, boolean hasVlanIds, boolean isZeek, Checksums checksums) {
        this.isBidirectional = isBidirectional;
        this.hasVlanIds = hasVlanIds;
        this.isZeek = isZeek;
        this.checksums = checksums;
    }

    /** Both directions are one flow. Endpoint A of the key is the smaller one. */
    public static FiveTupleExtractor bidirectional() {
        return new FiveTupleExtractor(true, false, false, Checksums.UNVERIFIED);
    }

    /** Each direction is a flow of its own. Endpoint A of the key is the sender. */
    public static FiveTupleExtractor directional() {
        return new FiveTupleExtractor(false, false, false, Checksums.UNVERIFIED);
    }

    /** The same with the VLAN ids in the key, so that equal addresses in two VLANs are two flows. */
    public FiveTupleExtractor withVlanIds() {
        return new FiveTupleExtractor(isBidirectional, true, isZeek, checksums);
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
        return new FiveTupleExtractor(isBidirectional, hasVlanIds, isZeek, Checksums.verifiedExceptFrom(networks));
    }

    /**
     * The same with packets taken as Zeek takes them: only TCP, UDP and ICMP have ports, all other protocols are one flow
     * for each pair of hosts, and tunnels, IGMP and encrypted IPv6 none; a TCP header that is cut or contradicts itself
     * still names its flow ({@link Extraction#isDefective}); an IPv4 packet that does not say how long it is has the IP
     * length 0; an IPv6 packet runs between a mobile host's home address and the last address of its route.
     */
    public FiveTupleExtractor asZeek() {
        return new FiveTupleExtractor(isBidirectional, hasVlanIds, true, checksums);
    }

    @Override
    public boolean extract(PacketView packet, Extraction into) {
        if (!Dissector.link(packet, found)) {
            return into.passOver(found.reason());
        }
        boolean hasNetwork = Dissector.network(packet, found);
        if (found.isFragment() && into.isReassembling()) {
            return fragment(packet, into);
        }
        if (!hasNetwork || !checksums.network(packet, found) || !transport(packet, into)) {
            return into.passOver(found.reason());
        }
        if (isZeek && !ZeekPackets.isFlow(found)) {
            return into.passOver(PassReason.NOT_WANTED);
        }
        if (!into.isDefective()) {
            PacketFacts.transport(packet, found, into);
            boolean isVerified = !isZeek || ZeekPackets.hasPorts(found.protocol());
            into.badChecksum(isVerified && checksums.isTransportWrong(packet, found));
        }
        identify(packet, found, into);
        if (found.protocol() == PROTOCOL_TCP) {
            PacketFacts.tcp(packet, found, into);
        } else {
            into.transport(Transport.ofProtocol(found.protocol()));
        }
        into.ports(found.sourcePort(), found.destinationPort());
        if (isZeek) {
            ZeekPackets.adjust(packet, found, into);
        }
        return true;
    }

    private boolean fragment(PacketView packet, Extraction into) {
        if (!checksums.network(packet, found)) {
            return into.passOver(found.reason());
        }
        long scope = hasVlanIds ? TupleWords.scope(found.outerVlanId(), found.innerVlanId()) : 0;
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
        if (hasVlanIds) {
            into.identity().append(TupleWords.scope(found.outerVlanId(), found.innerVlanId()));
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
     * <p>A key of endpoints the other way round finds the same flow, unless directions are flows of their own. VLAN ids in
     * the key are looked at only {@linkplain #withVlanIds if they are part of the identity}.
     */
    @Override
    public void identify(FiveTuple key, FlowIdentity into) {
        TupleWords.encode(key, into);
        Transport transport = key.transport();
        boolean isIcmp = transport == Transport.ICMP || transport == Transport.ICMPV6;
        order(into, isIcmp && !IcmpTypes.hasAnswer(transport, key.portA()));
        if (hasVlanIds) {
            into.append(TupleWords.scope(key.scope().outerVlanId(), key.scope().innerVlanId()));
        }
    }
}
