package io.flowtrack.core.extract;

import io.flowtrack.api.Decapsulation;
import io.flowtrack.api.Extraction;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowIdentity;
import io.flowtrack.api.HostPair;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.IpNetwork;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.Tunnel;
import io.flowtrack.core.dissect.Checksums;
import io.flowtrack.core.dissect.Decapsulator;
import io.flowtrack.core.dissect.Dissection;
import io.flowtrack.core.dissect.Dissector;
import io.flowtrack.core.dissect.Ipv4Header;
import java.util.Collection;
import java.util.List;

/**
 * A flow for all IP traffic between two hosts, both directions, whatever the protocol; fragments and packets with a broken
 * transport header included. Such a flow holds many conversations, so no TCP connection is followed. Of packets in tunnels
 * the hosts of the innermost count.
 *
 * <p>Belongs to one tracker, as it keeps what it found in the last packet.
 */
public final class HostPairExtractor implements FlowExtractor<HostPair> {
    private static final int PROTOCOL_TCP = 6;

    private final Dissection found = new Dissection();
    private final Checksums checksums;
    private final Decapsulation decapsulation;
    private final Decapsulator tunnels;

    private HostPairExtractor(Checksums checksums, Decapsulation decapsulation) {
        this.checksums = checksums;
        this.decapsulation = decapsulation;
        this.tunnels = new Decapsulator(decapsulation, /* isZeek= */ false);
    }

    /** A new extractor. */
    public static HostPairExtractor create() {
        return new HostPairExtractor(Checksums.UNVERIFIED, Decapsulation.defaults());
    }

    /** The same with these tunnels looked into; without it {@link Decapsulation#defaults}. There are no outer flows. */
    public HostPairExtractor decapsulating(Decapsulation settings) {
        return new HostPairExtractor(checksums, settings);
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
    public HostPairExtractor verifyingChecksums() {
        return verifyingChecksumsExceptFrom(List.of());
    }

    /**
     * The same with checksums verified, as {@link #verifyingChecksums} does, of all packets but those whose source address
     * is in one of these networks: those of the hosts that the capture was taken on.
     */
    public HostPairExtractor verifyingChecksumsExceptFrom(Collection<IpNetwork> networks) {
        return new HostPairExtractor(Checksums.verifiedExceptFrom(networks), decapsulation);
    }

    @Override
    public boolean extract(PacketView packet, Extraction into) {
        if (!Dissector.link(packet, found) || !Dissector.network(packet, found) || !checksums.network(packet, found)) {
            return into.passOver(found.reason());
        }
        if (found.protocol() != PROTOCOL_TCP
                && Dissector.transport(packet, found)
                && !Innermost.enter(tunnels, checksums, packet, found, into)
                && into.passReason() != PassReason.LATER_FRAGMENT) {
            return false;
        }
        FlowIdentity identity = into.identity();
        int offset = found.networkOffset();
        if (found.ipVersion() == IpAddress.IPV4) {
            long addresses = Ipv4Header.addresses(packet, offset);
            identity.set(
                    TupleWords.endpoint(0, Ipv4Header.source(addresses), 0),
                    TupleWords.endpoint(0, Ipv4Header.destination(addresses), 0));
        } else {
            TupleWords.ipv6(packet, offset, 0, identity);
        }
        into.orientation(TupleWords.sort(identity));
        PacketFacts.networkOrTransport(packet, checksums, found, into);
        PacketFacts.vlanIds(found, into);
        if (found.tunnels().count() > 0) {
            into.tunnels().carried(found.tunnels().count(), found.tunnels().hash());
        }
        return true;
    }

    @Override
    public List<Tunnel> tunnels(PacketView packet) {
        return found.tunnels().tunnels(packet);
    }

    @Override
    public HostPair key(FlowIdentity identity) {
        FiveTuple endpoints = TupleWords.decode(identity);
        return new HostPair(endpoints.addressA(), endpoints.addressB());
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the addresses are of different IP versions
     */
    @Override
    public void identify(HostPair key, FlowIdentity into) {
        TupleWords.encode(FiveTuple.of(0, key.a(), 0, key.b(), 0), into);
        TupleWords.sort(into);
    }
}
