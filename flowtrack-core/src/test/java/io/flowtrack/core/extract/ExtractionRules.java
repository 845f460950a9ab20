package io.flowtrack.core.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowIdentity;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.Transport;
import java.util.List;

/** What must hold of every extraction from any bytes. */
final class ExtractionRules {
    private static final int SHORTEST_IP_HEADER = 20;
    private static final int TCP_HEADER = 20;

    private ExtractionRules() {}

    /** All ready-made extractors. */
    static List<FlowExtractor<?>> extractors() {
        return List.of(
                FiveTupleExtractor.bidirectional(),
                FiveTupleExtractor.directional(),
                FiveTupleExtractor.bidirectional().withVlanIds(),
                HostPairExtractor.create(),
                MacPairExtractor.create());
    }

    /** Extracts, and checks what was found. Returns whether the packet is of a flow. */
    static <K> boolean extract(FlowExtractor<K> extractor, PacketView packet, Extraction into) {
        into.reset();
        boolean isFound = extractor.extract(packet, into);
        if (isFound) {
            checkHeaders(packet, into);
            checkPayload(packet, into);
            checkKey(extractor, into.identity());
        }
        return isFound;
    }

    private static void checkHeaders(PacketView packet, Extraction found) {
        int network = found.networkOffset();
        int transport = found.transportOffset();
        if (network == Extraction.NO_OFFSET) {
            assertThat(transport).isEqualTo(Extraction.NO_OFFSET);
            assertThat(found.ipLength()).isZero();
            assertThat(found.payloadLength()).isZero();
            return;
        }
        assertThat(network).isBetween(0, packet.capturedLength() - SHORTEST_IP_HEADER);
        assertThat(found.ipLength()).isGreaterThanOrEqualTo(SHORTEST_IP_HEADER);
        if (transport != Extraction.NO_OFFSET) {
            assertThat(transport).isBetween(network + SHORTEST_IP_HEADER, packet.capturedLength());
        }
        if (found.transport() == Transport.TCP) {
            assertThat(transport).isLessThanOrEqualTo(packet.capturedLength() - TCP_HEADER);
        }
    }

    private static void checkPayload(PacketView packet, Extraction found) {
        assertThat(found.payloadCapturedLength()).isBetween(0, found.payloadLength());
        if (found.payloadCapturedLength() > 0) {
            assertThat(found.payloadOffset()).isGreaterThanOrEqualTo(found.transportOffset());
            assertThat(found.payloadOffset() + found.payloadCapturedLength())
                    .isLessThanOrEqualTo(packet.capturedLength());
        }
        if (found.payloadLength() > 0) {
            long end = (long) found.payloadOffset() + found.payloadLength();
            assertThat(end).isLessThanOrEqualTo(packet.wireLength());
            assertThat(end).isLessThanOrEqualTo((long) found.networkOffset() + found.ipLength());
        }
    }

    /** A flow that packets find is found by its key. */
    private static <K> void checkKey(FlowExtractor<K> extractor, FlowIdentity identity) {
        assertThat(Extracted.words(extractor, extractor.key(identity))).isEqualTo(Extracted.words(identity));
    }
}
