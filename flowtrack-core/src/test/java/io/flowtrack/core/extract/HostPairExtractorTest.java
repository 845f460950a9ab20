package io.flowtrack.core.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowIdentity;
import io.flowtrack.api.HostPair;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.Transport;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostPairExtractorTest {
    private final HostPairExtractor hosts = HostPairExtractor.create();

    /** Pairs of hosts, the lower address first. */
    static Stream<Arguments> ordered() {
        return Stream.of(
                Arguments.of(Endpoint.of("10.0.0.1", 9), Endpoint.of("10.0.0.2", 1)),
                Arguments.of(Endpoint.of("127.255.255.255", 9), Endpoint.of("128.0.0.0", 1)),
                Arguments.of(Endpoint.of("2001:db8::1", 9), Endpoint.of("2001:db8::2", 1)),
                Arguments.of(Endpoint.of("7fff::", 9), Endpoint.of("8000::", 1)),
                Arguments.of(Endpoint.of("::7fff:0:0:0", 9), Endpoint.of("::8000:0:0:0", 1)));
    }

    @ParameterizedTest
    @MethodSource("ordered")
    void everythingBetweenTwoHostsIsOneFlow(Endpoint lower, Endpoint higher) {
        HostPair key = new HostPair(lower.address(), higher.address());
        for (Frame frame : List.of(
                Frames.tcp(lower, higher).build(),
                Frames.udp(lower.port(7), higher.port(7)).build(),
                Frames.icmp(lower, higher).type(3).build(),
                Frames.ip(50, lower, higher).payload(9).build())) {
            assertThat(Extracted.key(hosts, frame)).isEqualTo(key);
            assertThat(Extracted.of(hosts, frame).orientation()).isEqualTo(Orientation.FORWARD);
        }
        Frame back = Frames.sctp(higher, lower).build();
        assertThat(Extracted.key(hosts, back)).isEqualTo(key);
        assertThat(Extracted.of(hosts, back).orientation()).isEqualTo(Orientation.REVERSE);
        assertThat(Extracted.words(hosts, key))
                .isEqualTo(Extracted.words(hosts, back))
                .isEqualTo(Extracted.words(hosts, new HostPair(higher.address(), lower.address())));
    }

    @ParameterizedTest
    @MethodSource("ordered")
    void fragmentsBelongToTheFlow(Endpoint lower, Endpoint higher) {
        List<Frame> fragments = Frames.udp(higher, lower).payload(100).fragments(48);
        for (Frame fragment : fragments) {
            assertThat(Extracted.key(hosts, fragment)).isEqualTo(new HostPair(lower.address(), higher.address()));
            assertThat(Extracted.of(hosts, fragment).orientation()).isEqualTo(Orientation.REVERSE);
        }
        Extraction later = Extracted.of(hosts, fragments.get(2));
        assertThat(later.networkOffset()).isEqualTo(14);
        assertThat(later.transportOffset()).isEqualTo(Extraction.NO_OFFSET);
        assertThat(later.ipLength()).isEqualTo(fragments.get(2).bytes().length - 14);
        assertThat(later.payloadLength()).isZero();
    }

    @Test
    void aBrokenTransportHeaderDoesNotMatter() {
        Endpoint a = Endpoint.client(1);
        Endpoint b = Endpoint.server(1, 80);
        HostPair key = new HostPair(a.address(), b.address());
        for (Frame frame : List.of(
                Frames.tcp(a, b).claimedDataOffsetWords(2).build(),
                Frames.udp(a, b).claimedLength(3).build(),
                Frames.tcp(a, b).snapped(40).build())) {
            Extraction found = Extracted.of(hosts, frame);
            assertThat(hosts.key(found.identity())).isEqualTo(key);
            assertThat(found.transportOffset()).isEqualTo(Extraction.NO_OFFSET);
            assertThat(found.ipLength()).isPositive();
        }
    }

    @Test
    void noConnectionIsFollowed() {
        Extraction found = Extracted.of(
                hosts,
                Frames.tcp(Endpoint.client(1), Endpoint.server(1, 80))
                        .flags(2)
                        .sequence(5)
                        .payload(7)
                        .build());
        assertThat(found.transport()).isEqualTo(Transport.OTHER);
        assertThat(found.tcpFlags()).isZero();
        assertThat(found.sequenceNumber()).isZero();
        assertThat(found.transportOffset()).isEqualTo(34);
        assertThat(found.payloadLength()).isEqualTo(7);
    }

    @Test
    void whatIsNotIpIsPassedOver() {
        Frame arp = Frames.arp(Endpoint.client(1), Endpoint.client(2)).build();
        assertThat(Extracted.reasonOf(hosts, arp)).isEqualTo(PassReason.NOT_IP);
    }

    @Test
    void addressesOfTwoVersionsAreNoKey() {
        HostPair mixed =
                new HostPair(Endpoint.client(1).address(), Endpoint.client6(1).address());
        assertThatIllegalArgumentException().isThrownBy(() -> hosts.identify(mixed, new FlowIdentity()));
    }
}
