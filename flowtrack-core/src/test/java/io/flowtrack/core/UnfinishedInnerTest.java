package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.InnerStats;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.Reassembly;
import io.flowtrack.api.Side;
import io.flowtrack.testdata.Carrier;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.IpFrameBuilder;
import io.flowtrack.testdata.UdpFrameBuilder;
import io.flowtrack.testdata.Wrapped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is counted of datagrams in tunnels that are not put together, and of packets there that no flow takes. */
class UnfinishedInnerTest {
    private static final Carrier VXLAN = Carrier.vxlan(Endpoint.client(900), Endpoint.server(900, 0), 5);
    private static final int OUTER_PORT = 4789;

    private static UdpFrameBuilder datagram(int identification) {
        return Frames.udp(Endpoint.client(1), Endpoint.server(1, Nest.INNER_PORT))
                .payload(3_000)
                .identification(identification);
    }

    private static List<Frame> fragments(int identification) {
        return VXLAN.frames(datagram(identification).fragmentPackets(1_200));
    }

    private static Frame carried(IpFrameBuilder<?> packet) {
        return VXLAN.around(packet.packet()).build();
    }

    /** With outer flows, frames are packets of these, and what is inside is counted beside. */
    private static void checkInner(Nest nest, long frames, Map<PassReason, Long> passedOver) {
        assertThat(nest.stats().packetsInFlows()).isEqualTo(frames);
        assertThat(nest.only(17, OUTER_PORT).stats(Side.INITIATOR).packets()).isEqualTo(frames);
        assertThat(nest.stats().passedOver()).isEmpty();
        InnerStats inner = nest.stats().inner();
        assertThat(inner.passedOver()).isEqualTo(passedOver);
        assertThat(inner.packets()).isEqualTo(frames);
    }

    @Test
    void whatIsHeldAtTheEndIsUnfinished() {
        Nest innermost = Nest.innermost().play(fragments(1).subList(0, 2));
        assertThat(innermost.stats().fragments().fragmentsHeld()).isEqualTo(2);
        innermost.tracker.flush();
        innermost.checkSums();
        assertThat(innermost.stats().passedOver()).isEqualTo(Map.of(PassReason.DATAGRAM_UNFINISHED, 2L));
        assertThat(innermost.stats().inner()).isEqualTo(InnerStats.NONE);

        Nest both = Nest.withOuter().play(fragments(1).subList(0, 2));
        assertThat(both.stats().inner().fragments().fragmentsHeld()).isEqualTo(2);
        checkInner(both, 2, Map.of());
        both.tracker.flush();
        both.checkSums();
        assertThat(both.stats().packetsInFlows()).isEqualTo(2);
        InnerStats inner = both.stats().inner();
        assertThat(inner.passedOver()).isEqualTo(Map.of(PassReason.DATAGRAM_UNFINISHED, 2L));
        assertThat(inner.fragments().datagramsUnfinished()).isEqualTo(Map.of(PassReason.DATAGRAM_UNFINISHED, 1L));
        assertThat(inner.fragments().fragmentsHeld()).isZero();
    }

    @Test
    void aDatagramThatTakesTooLongIsGivenUp() {
        Nest nest = Nest.withOuter().play(fragments(1).subList(0, 2));
        long late = Frames.START_NANOS + Duration.ofSeconds(30).toNanos();
        nest.play(fragments(1).get(2).at(late));
        checkInner(nest, 3, Map.of(PassReason.DATAGRAM_TIMED_OUT, 2L));
        assertThat(nest.stats().inner().fragments().fragmentsHeld()).isEqualTo(1);
        nest.tracker.advanceTo(late + Duration.ofSeconds(30).toNanos());
        assertThat(nest.stats().inner().passedOver()).isEqualTo(Map.of(PassReason.DATAGRAM_TIMED_OUT, 3L));
    }

    @Test
    void theOldestMakesRoom() {
        Reassembly two = new Reassembly(
                Reassembly.DEFAULT.ipv4Overlaps(), Reassembly.DEFAULT.timeout(), 2, Reassembly.LEAST_BYTES, 2_048);
        Nest nest = Nest.withOuter().with(two);
        for (int i = 0; i < 5; i++) {
            nest.play(fragments(i).get(0));
        }
        checkInner(nest, 5, Map.of(PassReason.DATAGRAM_EVICTED, 3L));
        assertThat(nest.stats().inner().fragments().fragmentsHeld()).isEqualTo(2);
    }

    @Test
    void memoryIsBounded() {
        Reassembly small = new Reassembly(
                Reassembly.DEFAULT.ipv4Overlaps(),
                Reassembly.DEFAULT.timeout(),
                Reassembly.MOST_DATAGRAMS,
                Reassembly.LEAST_BYTES,
                2_048);
        Nest nest = Nest.withOuter().with(small);
        int sent = 1_000;
        for (int i = 0; i < sent; i++) {
            nest.play(fragments(i).get(0));
        }
        assertThat(nest.stats().inner().fragments().fragmentsHeld() * 1_200).isLessThan(Reassembly.LEAST_BYTES);
        checkInner(
                nest,
                sent,
                Map.of(
                        PassReason.DATAGRAM_EVICTED,
                        sent - nest.stats().inner().fragments().fragmentsHeld()));
    }

    @Test
    void aDatagramOfTooManyFragmentsIsGivenUp() {
        Reassembly few = new Reassembly(
                Reassembly.DEFAULT.ipv4Overlaps(), Reassembly.DEFAULT.timeout(), 10, Reassembly.LEAST_BYTES, 2);
        Nest nest = Nest.withOuter().with(few).play(fragments(1));
        checkInner(nest, 3, Map.of(PassReason.TOO_MANY_FRAGMENTS, 3L));
    }

    @Test
    void withoutReassemblyLaterFragmentsAreCountedAsThat() {
        Nest nest = Nest.withOuter().with(Reassembly.NONE).play(fragments(1));
        checkInner(nest, 3, Map.of(PassReason.LATER_FRAGMENT, 2L));
        assertThat(nest.stats().inner().packetsInFlows()).isEqualTo(1);
    }

    @Test
    void aDatagramWithAWrongChecksumIsPassedOverWithAllItsFragments() {
        Nest nest =
                Nest.withOuter().play(VXLAN.frames(datagram(1).wrongChecksum().fragmentPackets(1_200)));
        checkInner(nest, 3, Map.of(PassReason.BAD_TRANSPORT_CHECKSUM, 3L));
    }

    @Test
    void packetsThatNameNoFlowAreCountedAsWell() {
        Nest nest = Nest.withOuter().play(carried(datagram(1).wrongHeaderChecksum()));
        checkInner(nest, 1, Map.of(PassReason.BAD_IP_CHECKSUM, 1L));
        Nest zeek = Nest.zeek().play(carried(Frames.ip(2, Endpoint.client(1), Endpoint.server(1, 0))));
        checkInner(zeek, 1, Map.of(PassReason.NOT_WANTED, 1L));
    }

    @Test
    void aTunnelWithoutAPacketHasNone() {
        Frame arp = Frames.udp(Endpoint.client(900), Endpoint.server(900, OUTER_PORT))
                .payload(Wrapped.vxlan(
                        5,
                        Frames.arp(Endpoint.client(1), Endpoint.client(2))
                                .build()
                                .bytes()))
                .build();
        Nest nest = Nest.withOuter().play(arp);
        assertThat(nest.stats().packetsInFlows()).isEqualTo(1);
        assertThat(nest.stats().inner()).isEqualTo(InnerStats.NONE);
    }

    @Test
    void byZeeksRulesACutFragmentInsideIsAPacketOfItsOwnOnce() {
        Nest nest = Nest.zeek();
        fragments(1).forEach(frame -> nest.play(frame.snapped(200)));
        checkInner(nest, 3, Map.of(PassReason.LATER_FRAGMENT, 2L));
        assertThat(nest.only(17, Nest.INNER_PORT).stats(Side.INITIATOR).packets())
                .isEqualTo(1);
    }
}
