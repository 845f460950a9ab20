package io.flowtrack.core.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowScope;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.TcpFlags;
import io.flowtrack.api.Transport;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.Ipv6Extension;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FiveTupleExtractorTest {
    private static final Endpoint CLIENT = Endpoint.client(1);
    private static final Endpoint SERVER = Endpoint.server(1, 80);

    private final FiveTupleExtractor both = FiveTupleExtractor.bidirectional();
    private final FiveTupleExtractor each = FiveTupleExtractor.directional();

    /** Pairs of endpoints, the smaller one first. */
    static Stream<Arguments> ordered() {
        return Stream.of(
                Arguments.of(Endpoint.of("0.0.0.1", 9), Endpoint.of("0.0.0.2", 1)),
                Arguments.of(Endpoint.of("127.255.255.255", 9), Endpoint.of("128.0.0.0", 1)),
                Arguments.of(Endpoint.of("1.2.3.4", 9), Endpoint.of("255.255.255.255", 1)),
                Arguments.of(Endpoint.of("10.0.0.1", 1), Endpoint.of("10.0.0.1", 2)),
                Arguments.of(Endpoint.of("10.0.0.1", 32767), Endpoint.of("10.0.0.1", 32768)),
                Arguments.of(Endpoint.of("224.0.0.1", 0), Endpoint.of("224.0.0.1", 65535)),
                Arguments.of(Endpoint.of("::1", 9), Endpoint.of("::2", 1)),
                Arguments.of(Endpoint.of("2001:db8::", 9), Endpoint.of("fe80::1", 1)),
                Arguments.of(Endpoint.of("7fff:ffff::", 9), Endpoint.of("8000::", 1)),
                Arguments.of(Endpoint.of("::7fff:0:0:0", 9), Endpoint.of("::8000:0:0:0", 1)),
                Arguments.of(Endpoint.of("0:0:0:1::", 1), Endpoint.of("0:0:0:2::", 9)),
                Arguments.of(Endpoint.of("::1", 0), Endpoint.of("::1", 65535)),
                Arguments.of(Endpoint.of("ff02::1", 32767), Endpoint.of("ff02::1", 32768)));
    }

    @ParameterizedTest
    @MethodSource("ordered")
    void bothDirectionsAreOneFlowWithTheSmallerEndpointFirst(Endpoint smaller, Endpoint larger) {
        Frame up = Frames.udp(smaller, larger).build();
        Frame down = Frames.udp(larger, smaller).build();
        FiveTuple key = FiveTuple.of(17, smaller.address(), smaller.port(), larger.address(), larger.port());
        FiveTuple turned = FiveTuple.of(17, larger.address(), larger.port(), smaller.address(), smaller.port());
        assertThat(Extracted.words(both, up))
                .isEqualTo(Extracted.words(both, down))
                .isEqualTo(Extracted.words(both, key))
                .isEqualTo(Extracted.words(both, turned));
        assertThat(Extracted.of(both, up).orientation()).isEqualTo(Orientation.FORWARD);
        assertThat(Extracted.of(both, down).orientation()).isEqualTo(Orientation.REVERSE);
        assertThat(Extracted.key(both, up)).isEqualTo(key);
        assertThat(Extracted.key(both, down)).isEqualTo(key);
    }

    @ParameterizedTest
    @MethodSource("ordered")
    void directionalFlowsGoOneWay(Endpoint smaller, Endpoint larger) {
        Frame up = Frames.udp(smaller, larger).build();
        Frame down = Frames.udp(larger, smaller).build();
        FiveTuple turned = FiveTuple.of(17, larger.address(), larger.port(), smaller.address(), smaller.port());
        assertThat(Extracted.words(each, up)).isNotEqualTo(Extracted.words(each, down));
        assertThat(Extracted.of(each, up).orientation()).isEqualTo(Orientation.FORWARD);
        assertThat(Extracted.of(each, down).orientation()).isEqualTo(Orientation.FORWARD);
        assertThat(Extracted.key(each, down)).isEqualTo(turned);
        assertThat(Extracted.words(each, turned))
                .isEqualTo(Extracted.words(each, down))
                .isNotEqualTo(Extracted.words(each, up));
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.1", "255.255.255.255", "::1", "ff02::1"})
    void anEndpointThatTalksToItselfIsOneForwardFlow(String address) {
        Endpoint self = Endpoint.of(address, 5000);
        Frame frame = Frames.tcp(self, self).build();
        assertThat(Extracted.of(both, frame).orientation()).isEqualTo(Orientation.FORWARD);
        assertThat(Extracted.key(both, frame)).isEqualTo(FiveTuple.of(6, self.address(), 5000, self.address(), 5000));
    }

    @Test
    void anIpv4FlowHasTwoWords() {
        assertThat(Extracted.words(both, Frames.tcp(CLIENT, SERVER).build())).hasSize(2);
    }

    @Test
    void theProtocolIsPartOfTheIdentity() {
        List<Long> tcp = Extracted.words(both, Frames.tcp(CLIENT, SERVER).build());
        List<Long> udp = Extracted.words(both, Frames.udp(CLIENT, SERVER).build());
        List<Long> lite = Extracted.words(both, Frames.udpLite(CLIENT, SERVER).build());
        List<Long> sctp = Extracted.words(both, Frames.sctp(CLIENT, SERVER).build());
        assertThat(List.of(tcp, udp, lite, sctp)).doesNotHaveDuplicates();
    }

    @Test
    void otherProtocolsAreKnownByTheirAddresses() {
        Frame frame = Frames.ip(47, SERVER, CLIENT).payload(20).build();
        Extraction found = Extracted.of(both, frame);
        assertThat(both.key(found.identity())).isEqualTo(FiveTuple.of(47, CLIENT.address(), 0, SERVER.address(), 0));
        assertThat(found.transport()).isEqualTo(Transport.OTHER);
        assertThat(found.payloadLength()).isEqualTo(20);
    }

    @Test
    void vlanIdsArePartOfTheIdentityOnlyWhereWanted() {
        Frame plain = Frames.tcp(CLIENT, SERVER).build();
        Frame tagged = Frames.tcp(CLIENT, SERVER).vlan(7).build();
        assertThat(Extracted.words(both, plain)).isEqualTo(Extracted.words(both, tagged));
        assertThat(Extracted.key(both, tagged).scope()).isEqualTo(FlowScope.NONE);
        FiveTupleExtractor scoped = both.withVlanIds();
        assertThat(Extracted.words(scoped, plain)).isNotEqualTo(Extracted.words(scoped, tagged));
    }

    @ParameterizedTest
    @MethodSource("ordered")
    void vlanIdsAreInTheKey(Endpoint smaller, Endpoint larger) {
        FiveTupleExtractor scoped = both.withVlanIds();
        Frame up = Frames.tcp(smaller, larger).vlan(100).vlan(4095).build();
        Frame down = Frames.tcp(larger, smaller).vlan(100).vlan(4095).build();
        FiveTuple key = FiveTuple.of(6, smaller.address(), smaller.port(), larger.address(), larger.port())
                .in(new FlowScope(100, 4095));
        assertThat(Extracted.key(scoped, up)).isEqualTo(key);
        assertThat(Extracted.key(scoped, down)).isEqualTo(key);
        assertThat(Extracted.words(scoped, key))
                .isEqualTo(Extracted.words(scoped, up))
                .isEqualTo(Extracted.words(scoped, down));
        assertThat(Extracted.of(scoped, down).orientation()).isEqualTo(Orientation.REVERSE);
        FiveTupleExtractor scopedEach = each.withVlanIds();
        assertThat(Extracted.words(scopedEach, up)).isNotEqualTo(Extracted.words(scopedEach, down));
        assertThat(Extracted.key(scopedEach, up)).isEqualTo(key);
    }

    @Test
    void anUntaggedFrameHasNoScope() {
        Frame plain = Frames.tcp(CLIENT, SERVER).build();
        assertThat(Extracted.key(both.withVlanIds(), plain).scope()).isEqualTo(FlowScope.NONE);
    }

    @Test
    void outerAndInnerIdAreNotMixedUp() {
        FiveTupleExtractor scoped = both.withVlanIds();
        assertThat(Extracted.words(
                        scoped, Frames.tcp(CLIENT, SERVER).vlan(1).vlan(2).build()))
                .isNotEqualTo(Extracted.words(
                        scoped, Frames.tcp(CLIENT, SERVER).vlan(2).vlan(1).build()));
    }

    @Test
    void tcpFactsAreHandedOn() {
        Extraction found = Extracted.of(
                both,
                Frames.tcp(CLIENT, SERVER)
                        .flags(TcpFlags.SYN | TcpFlags.ECE)
                        .sequence(0xFFFF_FFFE)
                        .acknowledgement(0x8000_0001)
                        .window(64240)
                        .mss(1460)
                        .payload("hello")
                        .build());
        assertThat(found.transport()).isEqualTo(Transport.TCP);
        assertThat(found.tcpFlags()).isEqualTo(TcpFlags.SYN | TcpFlags.ECE);
        assertThat(found.sequenceNumber()).isEqualTo(-2);
        assertThat(found.acknowledgementNumber()).isEqualTo(0x8000_0001);
        assertThat(found.window()).isEqualTo(64240);
        assertThat(found.networkOffset()).isEqualTo(14);
        assertThat(found.transportOffset()).isEqualTo(34);
        assertThat(found.ipLength()).isEqualTo(49);
        assertThat(found.payloadOffset()).isEqualTo(58);
        assertThat(found.payloadLength()).isEqualTo(5);
        assertThat(found.payloadCapturedLength()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"34, 0", "42, 0", "43, 1", "47, 5", "141, 99", "142, 100", "1000, 100"})
    void onlyCapturedPayloadIsInHand(int snapLength, int inHand) {
        Frame frame =
                Frames.udp(CLIENT, SERVER).payload(100).snapped(snapLength).build();
        if (snapLength < 42) {
            assertThat(Extracted.reasonOf(both, frame)).isEqualTo(PassReason.TRUNCATED_TRANSPORT_HEADER);
        } else {
            Extraction found = Extracted.of(both, frame);
            assertThat(found.payloadLength()).isEqualTo(100);
            assertThat(found.payloadCapturedLength()).isEqualTo(inHand);
        }
    }

    @Test
    void cutTcpOptionsLeaveNoPayloadInHand() {
        Frame frame = Frames.tcp(CLIENT, SERVER)
                .timestamps(1, 2)
                .payload(100)
                .snapped(54)
                .build();
        Extraction found = Extracted.of(both, frame);
        assertThat(found.payloadLength()).isEqualTo(100);
        assertThat(found.payloadCapturedLength()).isZero();
    }

    @Test
    void paddingIsNeverInHand() {
        Extraction found = Extracted.of(
                both, Frames.udp(CLIENT, SERVER).payload(3).padded().build());
        assertThat(found.payloadLength()).isEqualTo(3);
        assertThat(found.payloadCapturedLength()).isEqualTo(3);
    }

    @Test
    void everyTransportIsNamed() {
        assertThat(Extracted.of(both, Frames.udp(CLIENT, SERVER).build()).transport())
                .isEqualTo(Transport.UDP);
        assertThat(Extracted.of(both, Frames.udpLite(CLIENT, SERVER).build()).transport())
                .isEqualTo(Transport.UDP_LITE);
        assertThat(Extracted.of(both, Frames.sctp(CLIENT, SERVER).build()).transport())
                .isEqualTo(Transport.SCTP);
        assertThat(Extracted.of(both, Frames.icmp(CLIENT, SERVER).build()).transport())
                .isEqualTo(Transport.ICMP);
        assertThat(Extracted.of(
                                both,
                                Frames.icmp(Endpoint.client6(1), Endpoint.server6(1, 0))
                                        .build())
                        .transport())
                .isEqualTo(Transport.ICMPV6);
    }

    @Test
    void reasonsAreHandedOn() {
        Endpoint client6 = Endpoint.client6(1);
        Endpoint server6 = Endpoint.server6(1, 80);
        assertThat(Extracted.reasonOf(both, Frames.arp(CLIENT, SERVER).build())).isEqualTo(PassReason.NOT_IP);
        assertThat(Extracted.reasonOf(
                        both, Frames.tcp(CLIENT, SERVER).fragment(8, false).build()))
                .isEqualTo(PassReason.LATER_FRAGMENT);
        assertThat(Extracted.reasonOf(
                        both,
                        Frames.tcp(client6, server6)
                                .extension(Ipv6Extension.hopByHop(2))
                                .snapped(60)
                                .build()))
                .isEqualTo(PassReason.TRUNCATED_IP_EXTENSION);
        assertThat(Extracted.reasonOf(
                        both,
                        Frames.tcp(CLIENT, SERVER).claimedDataOffsetWords(4).build()))
                .isEqualTo(PassReason.MALFORMED_TRANSPORT_HEADER);
    }

    @Test
    void theSameAddressBitsInTwoVersionsAreTwoFlows() {
        FiveTuple four = FiveTuple.of(6, IpAddress.ofIpv4(1), 1, IpAddress.ofIpv4(2), 2);
        FiveTuple six = FiveTuple.of(6, IpAddress.ofIpv6(0, 1), 1, IpAddress.ofIpv6(0, 2), 2);
        assertThat(Extracted.words(both, four)).isNotEqualTo(Extracted.words(both, six));
    }
}
