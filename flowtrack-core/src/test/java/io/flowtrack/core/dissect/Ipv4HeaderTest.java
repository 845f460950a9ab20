package io.flowtrack.core.dissect;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.IpAddress;
import io.flowtrack.api.PassReason;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.Ipv6Extension;
import io.flowtrack.testdata.TcpFrameBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv4HeaderTest {
    private static final int LINK = 14;
    private static final Endpoint CLIENT = Endpoint.client(1);
    private static final Endpoint SERVER = Endpoint.server(1, 80);

    private final TcpFrameBuilder frame = Frames.tcp(CLIENT, SERVER).payload(10);

    @Test
    void itSaysWhereTheTransportBegins() {
        Frame built = frame.build();
        Dissection found = Dissected.of(built);
        assertThat(found.networkOffset()).isEqualTo(LINK);
        assertThat(found.ipLength()).isEqualTo(20 + 20 + 10);
        assertThat(found.transportOffset()).isEqualTo(LINK + 20);
        assertThat(found.protocol()).isEqualTo(6);
        long addresses = Ipv4Header.addresses(built.view(), LINK);
        assertThat(IpAddress.ofIpv4(Ipv4Header.source(addresses))).isEqualTo(CLIENT.address());
        assertThat(IpAddress.ofIpv4(Ipv4Header.destination(addresses))).isEqualTo(SERVER.address());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 10})
    void optionsAreSteppedOver(int words) {
        Dissection found = Dissected.of(frame.ipv4Options(words).build());
        assertThat(found.transportOffset()).isEqualTo(LINK + 20 + 4 * words);
        assertThat(found.sourcePort()).isEqualTo(CLIENT.port());
        assertThat(found.payloadLength()).isEqualTo(10);
        assertThat(found.ipLength()).isEqualTo(50 + 4 * words);
    }

    @Test
    void paddingIsNoPayload() {
        Frame padded = Frames.tcp(CLIENT, SERVER).padded().build();
        assertThat(padded.bytes()).hasSize(60);
        Dissection found = Dissected.of(padded);
        assertThat(found.ipLength()).isEqualTo(40);
        assertThat(found.payloadLength()).isZero();
    }

    @Test
    void aLengthOfZeroReachesToTheEndOfTheFrame() {
        Dissection found = Dissected.of(frame.claimedIpLength(0).build());
        assertThat(found.ipLength()).isEqualTo(50);
        assertThat(found.payloadLength()).isEqualTo(10);
        Dissection cut = Dissected.of(frame.snapped(LINK + 45).build());
        assertThat(cut.ipLength()).isEqualTo(50);
        assertThat(cut.payloadLength()).isEqualTo(10);
    }

    @Test
    void aLengthBeyondTheFrameIsBelievedButForThePayload() {
        Dissection found = Dissected.of(frame.claimedIpLength(1500).build());
        assertThat(found.ipLength()).isEqualTo(1500);
        assertThat(found.payloadLength()).isEqualTo(10);
    }

    @Test
    void aLengthBeyondTheCapturedBytesIsThePayloadOnTheWire() {
        Dissection found = Dissected.of(frame.payload(1000).snapped(100).build());
        assertThat(found.ipLength()).isEqualTo(1040);
        assertThat(found.payloadLength()).isEqualTo(1000);
    }

    @Test
    void aShorterLengthEndsThePayload() {
        Dissection found = Dissected.of(frame.claimedIpLength(43).build());
        assertThat(found.ipLength()).isEqualTo(43);
        assertThat(found.payloadLength()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 19, 23})
    void aLengthWithinTheHeaderIsMalformed(int length) {
        assertThat(Dissected.reasonOf(
                        frame.ipv4Options(1).claimedIpLength(length).build()))
                .isEqualTo(PassReason.MALFORMED_IP_HEADER);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void aHeaderLengthBelowFiveWordsIsMalformed(int words) {
        assertThat(Dissected.reasonOf(frame.claimedHeaderWords(words).build()))
                .isEqualTo(PassReason.MALFORMED_IP_HEADER);
    }

    @Test
    void aHeaderLengthBeyondThePacketIsMalformed() {
        assertThat(Dissected.reasonOf(
                        Frames.udp(CLIENT, SERVER).claimedHeaderWords(15).build()))
                .isEqualTo(PassReason.MALFORMED_IP_HEADER);
    }

    @Test
    void anotherVersionIsMalformed() {
        byte[] ipv6 = Frames.tcp(Endpoint.client6(1), Endpoint.server6(1, 80)).packet();
        assertThat(Dissected.reasonOf(
                        Frames.ethernet(0x0800, CLIENT, SERVER).payload(ipv6).build()))
                .isEqualTo(PassReason.MALFORMED_IP_HEADER);
    }

    @ParameterizedTest
    @ValueSource(ints = {LINK, LINK + 1, LINK + 19})
    void aCutHeaderIsPassedOver(int captured) {
        assertThat(Dissected.reasonOf(frame.snapped(captured).build())).isEqualTo(PassReason.TRUNCATED_IP_HEADER);
    }

    @Test
    void cutOptionsArePassedOver() {
        assertThat(Dissected.reasonOf(frame.ipv4Options(2).snapped(LINK + 27).build()))
                .isEqualTo(PassReason.TRUNCATED_IP_HEADER);
    }

    @Test
    void theFirstFragmentHasPortsAndTheOthersHaveNot() {
        List<Frame> fragments = frame.payload(100).fragments(48);
        assertThat(fragments).hasSize(3);
        Dissection first = Dissected.of(fragments.get(0));
        assertThat(first.sourcePort()).isEqualTo(CLIENT.port());
        assertThat(first.ipLength()).isEqualTo(20 + 48);
        assertThat(first.payloadLength()).isEqualTo(28);
        assertThat(Dissected.reasonOf(fragments.get(1))).isEqualTo(PassReason.LATER_FRAGMENT);
        assertThat(Dissected.reasonOf(fragments.get(2))).isEqualTo(PassReason.LATER_FRAGMENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 32760, 32768, 65528})
    void everyBitOfTheFragmentOffsetIsSeen(int offset) {
        assertThat(Dissected.reasonOf(frame.fragment(offset, false).build())).isEqualTo(PassReason.LATER_FRAGMENT);
    }

    @Test
    void theFlagsAreNotPartOfTheFragmentOffset() {
        assertThat(Dissected.of(frame.fragment(0, true).build()).sourcePort()).isEqualTo(CLIENT.port());
    }

    @Test
    void anAuthenticationHeaderIsSteppedOver() {
        Dissection found =
                Dissected.of(frame.extension(Ipv6Extension.authentication()).build());
        assertThat(found.protocol()).isEqualTo(6);
        assertThat(found.transportOffset()).isEqualTo(LINK + 20 + 24);
        assertThat(found.sourcePort()).isEqualTo(CLIENT.port());
        assertThat(found.payloadLength()).isEqualTo(10);
    }

    @Test
    void aCutAuthenticationHeaderIsPassedOver() {
        assertThat(Dissected.reasonOf(frame.extension(Ipv6Extension.authentication())
                        .snapped(LINK + 20 + 23)
                        .build()))
                .isEqualTo(PassReason.TRUNCATED_IP_EXTENSION);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 43, 44, 60})
    void theExtensionHeadersOfIpv6AreOrdinaryProtocols(int protocol) {
        Dissection found =
                Dissected.of(Frames.ip(protocol, CLIENT, SERVER).payload(40).build());
        assertThat(found.protocol()).isEqualTo(protocol);
        assertThat(found.transportOffset()).isEqualTo(LINK + 20);
    }
}
