package io.flowtrack.core.dissect;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.IpAddress;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.Ipv6Extension;
import io.flowtrack.testdata.TcpFrameBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv6HeaderTest {
    private static final int LINK = 14;
    private static final int TRANSPORT = LINK + 40;
    private static final Endpoint CLIENT = Endpoint.client6(1);
    private static final Endpoint SERVER = Endpoint.server6(1, 80);

    private final TcpFrameBuilder frame = Frames.tcp(CLIENT, SERVER).payload(10);

    /** Chains of extension headers, with what they are long. */
    record Chain(int length, List<Ipv6Extension> headers) {
        static Chain of(int length, Ipv6Extension... headers) {
            return new Chain(length, List.of(headers));
        }
    }

    static List<Chain> chains() {
        return List.of(
                Chain.of(0),
                Chain.of(8, Ipv6Extension.hopByHop(1)),
                Chain.of(256, Ipv6Extension.hopByHop(32)),
                Chain.of(8, Ipv6Extension.routing()),
                Chain.of(16, Ipv6Extension.destinationOptions(2)),
                Chain.of(24, Ipv6Extension.authentication()),
                Chain.of(8, Ipv6Extension.fragment(0, false, 7)),
                Chain.of(8, Ipv6Extension.fragment(0, true, 7)),
                Chain.of(16, Ipv6Extension.destinationOptions(1), Ipv6Extension.hopByHop(1)),
                Chain.of(
                        72,
                        Ipv6Extension.hopByHop(1),
                        Ipv6Extension.destinationOptions(1),
                        Ipv6Extension.routing(),
                        Ipv6Extension.fragment(0, false, 7),
                        Ipv6Extension.authentication(),
                        Ipv6Extension.destinationOptions(2)));
    }

    @Test
    void itSaysWhereTheTransportBegins() {
        Frame built = frame.build();
        PacketView packet = built.view();
        Dissection found = Dissected.of(built);
        assertThat(found.networkOffset()).isEqualTo(LINK);
        assertThat(found.ipLength()).isEqualTo(40 + 20 + 10);
        assertThat(found.transportOffset()).isEqualTo(TRANSPORT);
        assertThat(found.protocol()).isEqualTo(6);
        assertThat(IpAddress.ofIpv6(Ipv6Header.sourceHigh(packet, LINK), Ipv6Header.sourceLow(packet, LINK)))
                .isEqualTo(CLIENT.address());
        assertThat(IpAddress.ofIpv6(Ipv6Header.destinationHigh(packet, LINK), Ipv6Header.destinationLow(packet, LINK)))
                .isEqualTo(SERVER.address());
    }

    @ParameterizedTest
    @MethodSource("chains")
    void extensionHeadersAreSteppedOver(Chain chain) {
        chain.headers().forEach(frame::extension);
        Dissection found = Dissected.of(frame.build());
        assertThat(found.protocol()).isEqualTo(6);
        assertThat(found.transportOffset()).isEqualTo(TRANSPORT + chain.length());
        assertThat(found.ipLength()).isEqualTo(70 + chain.length());
        assertThat(found.sourcePort()).isEqualTo(CLIENT.port());
        assertThat(found.destinationPort()).isEqualTo(80);
        assertThat(found.payloadLength()).isEqualTo(10);
    }

    @ParameterizedTest
    @MethodSource("chains")
    void anExtensionHeaderCutAnywhereIsPassedOver(Chain chain) {
        chain.headers().forEach(frame::extension);
        for (int captured = TRANSPORT; captured < TRANSPORT + chain.length(); captured++) {
            assertThat(Dissected.reasonOf(frame.snapped(captured).build()))
                    .isEqualTo(PassReason.TRUNCATED_IP_EXTENSION);
        }
    }

    @Test
    void anExtensionHeaderBeyondThePacketIsPassedOver() {
        frame.extension(Ipv6Extension.destinationOptions(4)).claimedIpLength(31);
        assertThat(Dissected.reasonOf(frame.build())).isEqualTo(PassReason.TRUNCATED_IP_EXTENSION);
    }

    @Test
    void eightExtensionHeadersAreFollowedAndNineAreTooMany() {
        for (int i = 0; i < 8; i++) {
            frame.extension(Ipv6Extension.destinationOptions(1));
        }
        assertThat(Dissected.of(frame.build()).transportOffset()).isEqualTo(TRANSPORT + 64);
        frame.extension(Ipv6Extension.destinationOptions(1));
        assertThat(Dissected.reasonOf(frame.build())).isEqualTo(PassReason.TOO_MANY_IP_EXTENSIONS);
    }

    @Test
    void theFirstFragmentHasPortsAndTheOthersHaveNot() {
        List<Frame> fragments = frame.payload(100).fragments(48);
        assertThat(fragments).hasSize(3);
        Dissection first = Dissected.of(fragments.get(0));
        assertThat(first.sourcePort()).isEqualTo(CLIENT.port());
        assertThat(first.ipLength()).isEqualTo(40 + 8 + 48);
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
    void anAtomicFragmentIsAnOrdinaryPacket() {
        Dissection found = Dissected.of(frame.fragment(0, false).build());
        assertThat(found.sourcePort()).isEqualTo(CLIENT.port());
        assertThat(found.payloadLength()).isEqualTo(10);
    }

    @Test
    void whatFollowsTheHeaderOfALaterFragmentIsNotRead() {
        frame.fragment(800, true).extension(Ipv6Extension.destinationOptions(1)).snapped(TRANSPORT + 8);
        assertThat(Dissected.reasonOf(frame.build())).isEqualTo(PassReason.LATER_FRAGMENT);
    }

    @Test
    void aLaterFragmentDoesNotRubOffOnTheNextPacket() {
        Dissection found = new Dissection();
        assertThat(Dissected.walk(
                        Frames.tcp(CLIENT, SERVER).fragment(8, false).build().view(), found))
                .isFalse();
        assertThat(Dissected.walk(frame.build().view(), found)).isTrue();
    }

    @Test
    void aLengthOfZeroReachesToTheEndOfTheFrame() {
        Dissection found = Dissected.of(frame.claimedIpLength(0).build());
        assertThat(found.ipLength()).isEqualTo(70);
        assertThat(found.payloadLength()).isEqualTo(10);
    }

    @Test
    void aLengthOfZeroIsTrueWhereNoNextHeaderFollows() {
        Dissection found = Dissected.of(Frames.ip(59, CLIENT, SERVER).padded().build());
        assertThat(found.ipLength()).isEqualTo(40);
        assertThat(found.payloadLength()).isZero();
    }

    @Test
    void aLengthBeyondTheFrameIsBelievedButForThePayload() {
        Dissection found = Dissected.of(frame.claimedIpLength(1460).build());
        assertThat(found.ipLength()).isEqualTo(1500);
        assertThat(found.payloadLength()).isEqualTo(10);
    }

    @Test
    void paddingIsNoPayload() {
        Frame padded = Frames.ip(253, CLIENT, SERVER).payload(1).padded().build();
        assertThat(padded.bytes()).hasSize(60);
        assertThat(Dissected.of(padded).payloadLength()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {LINK, LINK + 1, TRANSPORT - 1})
    void aCutHeaderIsPassedOver(int captured) {
        assertThat(Dissected.reasonOf(frame.snapped(captured).build())).isEqualTo(PassReason.TRUNCATED_IP_HEADER);
    }

    @Test
    void anotherVersionIsMalformed() {
        byte[] ipv4 = Frames.tcp(Endpoint.client(1), Endpoint.server(1, 80)).packet();
        assertThat(ipv4).hasSize(40);
        assertThat(Dissected.reasonOf(
                        Frames.ethernet(0x86DD, CLIENT, SERVER).payload(ipv4).build()))
                .isEqualTo(PassReason.MALFORMED_IP_HEADER);
    }

    @Test
    void securityPayloadAndMobilityAreProtocolsWithoutPorts() {
        for (int protocol : new int[] {50, 59, 135, 139, 140, 253}) {
            Dissection found =
                    Dissected.of(Frames.ip(protocol, CLIENT, SERVER).payload(16).build());
            assertThat(found.protocol()).isEqualTo(protocol);
            assertThat(found.sourcePort()).isZero();
            assertThat(found.payloadLength()).isEqualTo(16);
        }
    }
}
