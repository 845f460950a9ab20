package io.flowtrack.core.extract;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowIdentity;
import io.flowtrack.api.MacAddress;
import io.flowtrack.api.MacPair;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;
import io.flowtrack.core.dissect.Dissection;
import io.flowtrack.core.dissect.Dissector;

/**
 * A flow for all frames between two Ethernet stations, both directions, IP or not. Frames of link types without a pair of
 * addresses are passed over, and those whose VLAN tags are cut or more than three.
 *
 * <p>Belongs to one tracker, as it keeps what it found in the last packet.
 */
public final class MacPairExtractor implements FlowExtractor<MacPair> {
    private static final int MAC_LENGTH = 6;

    private final Dissection found = new Dissection();

    private MacPairExtractor() {}

    /** A new extractor. */
    public static MacPairExtractor create() {
        return new MacPairExtractor();
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
        if (Dissector.network(packet, found)) {
            PacketFacts.networkOrTransport(packet, found, into);
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
