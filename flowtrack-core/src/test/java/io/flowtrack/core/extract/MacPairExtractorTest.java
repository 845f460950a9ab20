package io.flowtrack.core.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.LinkType;
import io.flowtrack.api.MacAddress;
import io.flowtrack.api.MacPair;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.PassReason;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacPairExtractorTest {
    private static final MacAddress LOW = new MacAddress(0x7FFF_FFFF_FFFFL);
    private static final MacAddress HIGH = new MacAddress(0x8000_0000_0000L);
    private static final MacPair KEY = new MacPair(LOW, HIGH);
    private static final Endpoint A = new Endpoint(IpAddress.ofIpv4(9), 9, LOW);
    private static final Endpoint B = new Endpoint(IpAddress.ofIpv4(5), 5, HIGH);

    private final MacPairExtractor stations = MacPairExtractor.create();

    @Test
    void everythingBetweenTwoStationsIsOneFlow() {
        for (Frame frame : List.of(
                Frames.tcp(A, B).build(),
                Frames.arp(A, B).build(),
                Frames.ethernet(0x88CC, A, B).payload(40).build(),
                Frames.udp(A, B).vlan(7).build(),
                Frames.udp(A, B).fragment(8, true).build(),
                Frames.udp(A, B).claimedHeaderWords(2).build())) {
            assertThat(Extracted.key(stations, frame)).isEqualTo(KEY);
            assertThat(Extracted.of(stations, frame).orientation()).isEqualTo(Orientation.FORWARD);
        }
        Frame back = Frames.arp(B, A).build();
        assertThat(Extracted.key(stations, back)).isEqualTo(KEY);
        assertThat(Extracted.of(stations, back).orientation()).isEqualTo(Orientation.REVERSE);
    }

    @Test
    void aKeyIsFoundWrittenEitherWay() {
        List<Long> words = Extracted.words(stations, Frames.arp(B, A).build());
        assertThat(Extracted.words(stations, KEY)).isEqualTo(words);
        assertThat(Extracted.words(stations, new MacPair(HIGH, LOW))).isEqualTo(words);
    }

    @Test
    void whatIsNotIpHasNoIpFacts() {
        Extraction found = Extracted.of(stations, Frames.arp(A, B).build());
        assertThat(found.networkOffset()).isEqualTo(Extraction.NO_OFFSET);
        assertThat(found.transportOffset()).isEqualTo(Extraction.NO_OFFSET);
        assertThat(found.ipLength()).isZero();
        assertThat(found.payloadLength()).isZero();
    }

    @Test
    void ipFactsAreHandedOn() {
        Extraction found = Extracted.of(stations, Frames.udp(A, B).payload(9).build());
        assertThat(found.networkOffset()).isEqualTo(14);
        assertThat(found.transportOffset()).isEqualTo(34);
        assertThat(found.ipLength()).isEqualTo(37);
        assertThat(found.payloadLength()).isEqualTo(9);
        Extraction fragment =
                Extracted.of(stations, Frames.udp(A, B).fragment(8, true).build());
        assertThat(fragment.networkOffset()).isEqualTo(14);
        assertThat(fragment.transportOffset()).isEqualTo(Extraction.NO_OFFSET);
        assertThat(fragment.ipLength()).isEqualTo(28);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101, 108, 113, 228, 276})
    void linksWithoutAPairOfAddressesArePassedOver(int number) {
        Frame frame = Frames.udp(A, B).link(LinkType.of(number)).build();
        assertThat(Extracted.reasonOf(stations, frame)).isEqualTo(PassReason.NO_MAC_ADDRESSES);
    }

    @Test
    void theAddressesOfTheFrameBeforeAreForgotten() {
        Extraction into = new Extraction();
        assertThat(stations.extract(Frames.udp(A, B).build().view(), into)).isTrue();
        Frame cooked = Frames.udp(A, B).link(LinkType.LINUX_SLL).build();
        assertThat(stations.extract(cooked.view(), into)).isFalse();
    }

    @Test
    void aCutLinkHeaderIsPassedOver() {
        assertThat(Extracted.reasonOf(stations, Frames.udp(A, B).snapped(13).build()))
                .isEqualTo(PassReason.TRUNCATED_LINK_HEADER);
    }
}
