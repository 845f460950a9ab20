package io.flowtrack.core.extract;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowIdentity;
import io.flowtrack.api.IpNetwork;
import io.flowtrack.api.MacAddress;
import io.flowtrack.api.MacPair;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;
import io.flowtrack.core.dissect.Checksums;
import io.flowtrack.core.dissect.Dissection;
import io.flowtrack.core.dissect.Dissector;
import java.util.Collection;
import java.util.List;

/**
 * A flow for all frames between two Ethernet stations, both directions, IP or not. Of a frame in a
 * frame (provider backbone bridging, FabricPath, an MPLS pseudowire) the inner one's addresses count; tunnels over IP are not
 * looked into. Frames of link types without a pair of addresses are passed over, and those whose tags or labels are cut or
 * too many.
 *
 * <p>Belongs to one tracker, as it keeps what it found in the last packet.
 */
public final class MacPairExtractor implements FlowExtractor<MacPair> {
    private static final int MAC_LENGTH = 6;

    private final Dissection found = new Dissection();
    private final Checksums checksums;

    private MacPairExtractor(Checksums checksums) {
        this.checksums = checksums;
    }

    /** A new extractor. */
    public static MacPairExtractor create() {
        return new MacPairExtractor(Checksums.UNVERIFIED);
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
    public MacPairExtractor verifyingChecksums() {
        return verifyingChecksumsExceptFrom(List.of());
    }

    /**
     * The same with checksums verified, as {@link #verifyingChecksums} does, of all packets but those whose source address
     * is in one of these networks: those of the hosts that the capture was taken on.
     */
    public MacPairExtractor verifyingChecksumsExceptFrom(Collection<IpNetwork> networks) {
        return new MacPairExtractor(Checksums.verifiedExceptFrom(networks));
    }

    @Override
    public boolean extract(PacketView packet, Extraction into) {
        if (!Dissector.link(packet, found)) {
            return into.passOver(found.reason());
        }
        if (found.macOffset() == Extraction.NO_OFFSET) {
            return into.passOver(PassReason.NO_MAC_ADDRESSES);
        }
        long destination = mac(packet, found.macOffset());
        long source = mac(packet, found.macOffset() + MAC_LENGTH);
        into.identity().set(source, destination);
        into.orientation(TupleWords.sort(into.identity()));
        PacketFacts.vlanIds(found, into);
        if (Dissector.network(packet, found)) {
            if (!checksums.network(packet, found)) {
                return into.passOver(found.reason());
            }
            PacketFacts.networkOrTransport(packet, checksums, found, into);
        }
        return true;
    }

    private static long mac(PacketView packet, int offset) {
        return (long) packet.u16(offset) << Integer.SIZE | packet.u32(offset + Short.BYTES);
    }

    @Override
    public MacPair key(FlowIdentity identity) {
        return new MacPair(new MacAddress(identity.first()), new MacAddress(identity.second()));
    }

    @Override
    public void identify(MacPair key, FlowIdentity into) {
        into.set(key.a().bits(), key.b().bits());
        TupleWords.sort(into);
    }
}
