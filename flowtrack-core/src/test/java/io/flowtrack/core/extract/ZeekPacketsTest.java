package io.flowtrack.core.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.LinkType;
import io.flowtrack.api.Transport;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import org.junit.jupiter.api.Test;

class ZeekPacketsTest {
    private static final Endpoint A = Endpoint.client6(1);
    private static final Endpoint B = Endpoint.server6(1, 80);
    private static final int UDP_LITE = 136;

    private final FlowExtractor<FiveTuple> extractor =
            FiveTupleExtractor.bidirectional().verifyingChecksums().asZeek();
    private final Extraction found = new Extraction();

    private boolean extract(Frame frame) {
        found.reset();
        return extractor.extract(frame.view(), found);
    }

    @Test
    void udpLiteIsOneOfTheProtocolsThatHaveOnlyAddresses() {
        assertThat(extract(Frames.udpLite(A, B).payload("x").wrongChecksum().build()))
                .isTrue();
        assertThat(found.transport()).isEqualTo(Transport.OTHER);
        assertThat(found.hasBadChecksum()).isFalse();
        FiveTuple key = extractor.key(found.identity());
        assertThat(key.protocol()).isEqualTo(UDP_LITE);
        assertThat(key.portA() + key.portB()).isZero();
    }

    @Test
    void aUdpLitePacketThatEndsWithinItsHeaderIsStillOfItsFlow() {
        for (int length = 0; length < 8; length++) {
            byte[] rest = new byte[length];
            assertThat(extract(Frames.ip(UDP_LITE, A, B)
                            .payload(rest)
                            .link(LinkType.RAW)
                            .build()))
                    .as("%d bytes", length)
                    .isTrue();
        }
        assertThat(extractor.key(found.identity()).addressA().version()).isEqualTo(IpAddress.IPV6);
    }
}
