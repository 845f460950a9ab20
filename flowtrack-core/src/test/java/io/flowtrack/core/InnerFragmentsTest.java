package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.Side;
import io.flowtrack.api.SideStats;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.api.Tunnel;
import io.flowtrack.api.TunnelType;
import io.flowtrack.testdata.Carrier;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.UdpFrameBuilder;
import io.flowtrack.testdata.Wrapped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Datagrams whose fragments come in tunnels. */
class InnerFragmentsTest {
    private static final Endpoint NEAR = Endpoint.client(900);
    private static final Endpoint FAR = Endpoint.server(900, 0);
    private static final Endpoint NEAR6 = Endpoint.client6(900);
    private static final Endpoint FAR6 = Endpoint.server6(900, 0);
    private static final int ID = 7;

    /** 3 008 bytes of UDP. */
    private static UdpFrameBuilder datagram() {
        return Frames.udp(Endpoint.client(1), Endpoint.server(1, 53))
                .payload(3_000)
                .identification(99);
    }

    private static UdpFrameBuilder datagram6() {
        return Frames.udp(Endpoint.client6(1), Endpoint.server6(1, 53))
                .payload(3_000)
                .identification(99);
    }

    /** Every kind of tunnel, over both versions of IP, with datagrams of both versions inside. */
    static List<Arguments> tunnels() {
        List<Arguments> all = new ArrayList<>();
        for (UdpFrameBuilder inside : List.of(datagram(), datagram6())) {
            for (boolean isIpv6 : new boolean[] {false, true}) {
                Endpoint near = isIpv6 ? NEAR6 : NEAR;
                Endpoint far = isIpv6 ? FAR6 : FAR;
                for (Carrier carrier : List.of(
                        Carrier.vxlan(near, far, ID),
                        Carrier.geneve(near, far, ID),
                        Carrier.gtp(near, far, ID),
                        Carrier.gre(near, far, ID),
                        Carrier.ip(near, far))) {
                    TunnelType type = TunnelType.valueOf(carrier.toString());
                    long id = type == TunnelType.IP_IN_IP ? Tunnel.NO_ID : ID;
                    all.add(Arguments.of(inside, carrier, new Tunnel(type, near.address(), far.address(), id)));
                }
            }
        }
        return all;
    }

    private static List<Frame> inOrder(UdpFrameBuilder datagram, Carrier carrier) {
        return carrier.frames(datagram.fragmentPackets(1_200));
    }

    private static List<Frame> backwards(List<Frame> frames) {
        List<Frame> reversed = new ArrayList<>(frames);
        Collections.reverse(reversed);
        return reversed;
    }

    private static List<Frame> withCopies(List<Frame> frames) {
        return List.of(frames.get(1), frames.get(0), frames.get(1), frames.get(0), frames.get(2));
    }

    private static Flow<FiveTuple, @Nullable Void> inner(Nest nest) {
        return nest.only(17, Nest.INNER_PORT);
    }

    private static SideStats sent(Nest nest) {
        return inner(nest).stats(Side.INITIATOR);
    }

    private static int wireBytes(List<Frame> frames) {
        return frames.stream().mapToInt(Frame::wireLength).sum();
    }

    @ParameterizedTest
    @MethodSource("tunnels")
    void theFlowOfTheDatagramKnowsItsTunnelInWhateverOrderItsFragmentsCome(
            UdpFrameBuilder datagram, Carrier carrier, Tunnel tunnel) {
        List<Frame> frames = inOrder(datagram, carrier);
        assertThat(frames).hasSize(3);
        for (List<Frame> order : List.of(frames, backwards(frames), withCopies(frames))) {
            Nest nest = Nest.innermost().play(order);
            assertThat(nest.tracker.flowCount()).isEqualTo(1);
            assertThat(inner(nest).tunnels()).containsExactly(tunnel);
            assertThat(sent(nest).packets()).isEqualTo(order.size());
            assertThat(sent(nest).payloadBytes()).isEqualTo(3_000);
            assertThat(sent(nest).wireBytes()).isEqualTo(wireBytes(order));
            assertThat(nest.stats().fragments().datagramsRebuilt()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("tunnels")
    void withOuterFlowsItIsCountedBesideTheFlowAround(UdpFrameBuilder datagram, Carrier carrier, Tunnel tunnel) {
        List<Frame> frames = inOrder(datagram, carrier);
        for (List<Frame> order : List.of(frames, backwards(frames), withCopies(frames))) {
            Nest nest = Nest.withOuter().play(order);
            assertThat(nest.tracker.flowCount()).isEqualTo(2);
            assertThat(inner(nest).tunnels()).containsExactly(tunnel);
            assertThat(sent(nest).packets()).isEqualTo(order.size());
            assertThat(sent(nest).payloadBytes()).isEqualTo(3_000);
            TrackerStats stats = nest.stats();
            assertThat(stats.packetsInFlows()).isEqualTo(order.size());
            assertThat(stats.inner().packetsInFlows()).isEqualTo(order.size());
            assertThat(stats.inner().fragments().datagramsRebuilt()).isEqualTo(1);
            assertThat(stats.fragments().datagramsRebuilt()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("tunnels")
    void byZeeksRulesAsWell(UdpFrameBuilder datagram, Carrier carrier, Tunnel tunnel) {
        Nest nest = Nest.zeek().play(inOrder(datagram, carrier));
        boolean hasOuterFlow = tunnel.type().isOverUdp();
        assertThat(nest.tracker.flowCount()).isEqualTo(hasOuterFlow ? 2 : 1);
        assertThat(inner(nest).tunnels()).containsExactly(tunnel);
        assertThat(sent(nest).packets()).isEqualTo(1);
        assertThat(nest.stats().inner().packetsInFlows()).isEqualTo(hasOuterFlow ? 3 : 0);
    }

    @ParameterizedTest
    @MethodSource("tunnels")
    void theTunnelIsInTheKeyWhereItIsWanted(UdpFrameBuilder datagram, Carrier carrier, Tunnel tunnel) {
        for (Nest nest : List.of(Nest.innermost(), Nest.withOuter())) {
            Nest keyed = nest.withTunnelIds().play(inOrder(datagram, carrier));
            boolean hasId = tunnel.id() != Tunnel.NO_ID;
            assertThat(inner(keyed).key().scope().tunnelType()).isEqualTo(hasId ? tunnel.type() : null);
            assertThat(inner(keyed).key().scope().tunnelId()).isEqualTo(hasId ? ID : 0);
            keyed.play(carrier.around(datagram.packet()).build());
            assertThat(sent(keyed).packets()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @MethodSource("tunnels")
    void fragmentsOfTheTunnelAndOfWhatItCarriesArePutTogetherBoth(
            UdpFrameBuilder datagram, Carrier carrier, Tunnel tunnel) {
        List<Frame> frames = new ArrayList<>();
        int number = 0;
        for (byte[] piece : datagram.fragmentPackets(1_200)) {
            frames.addAll(carrier.around(piece).identification(number++).fragments(600));
        }
        assertThat(frames).hasSizeGreaterThan(6);
        for (List<Frame> order : List.of(frames, backwards(frames))) {
            Nest innermost = Nest.innermost().play(order);
            assertThat(innermost.tracker.flowCount()).isEqualTo(1);
            assertThat(inner(innermost).tunnels()).containsExactly(tunnel);
            assertThat(sent(innermost).packets()).isEqualTo(frames.size());
            assertThat(sent(innermost).wireBytes()).isEqualTo(wireBytes(frames));
            assertThat(innermost.stats().fragments().datagramsRebuilt()).isEqualTo(4);

            Nest both = Nest.withOuter().play(order);
            assertThat(both.tracker.flowCount()).isEqualTo(2);
            assertThat(inner(both).tunnels()).containsExactly(tunnel);
            assertThat(sent(both).packets()).isEqualTo(3);
            assertThat(sent(both).wireBytes()).isEqualTo(wireBytes(frames));
            assertThat(both.stats().packetsInFlows()).isEqualTo(frames.size());
            assertThat(both.stats().fragments().datagramsRebuilt()).isEqualTo(3);
            assertThat(both.stats().inner().packetsInFlows()).isEqualTo(3);
            assertThat(both.stats().inner().fragments().datagramsRebuilt()).isEqualTo(1);
        }
    }

    /** A datagram in fragments, in GRE in fragments, in GTP, in VXLAN in fragments. */
    private static List<Frame> nested() {
        Carrier gre = Carrier.gre(Endpoint.client(10), Endpoint.server(10, 0), 1);
        Carrier gtp = Carrier.gtp(Endpoint.client(20), Endpoint.server(20, 0), 2);
        Carrier vxlan = Carrier.vxlan(NEAR, FAR, 3);
        List<Frame> frames = new ArrayList<>();
        for (byte[] piece : datagram().fragmentPackets(1_600)) {
            for (byte[] grePiece :
                    gre.around(piece).identification(frames.size()).fragmentPackets(1_000)) {
                byte[] gtpPacket = gtp.around(grePiece).packet();
                frames.addAll(
                        vxlan.around(gtpPacket).identification(frames.size()).fragments(700));
            }
        }
        return frames;
    }

    @Test
    void tunnelsAreKnownThroughFragmentsAtEveryDepth() {
        for (Nest nest : List.of(Nest.innermost(), Nest.withOuter(), Nest.zeek())) {
            nest.play(nested());
            assertThat(inner(nest).tunnels())
                    .extracting(Tunnel::toString)
                    .containsExactly(
                            "VXLAN " + NEAR.address() + " > " + FAR.address() + " id 3",
                            "GTP_U 192.0.2.21 > 198.51.100.21 id 2",
                            "GRE 192.0.2.11 > 198.51.100.11 id 1");
            assertThat(sent(nest).payloadBytes()).isEqualTo(3_000);
        }
    }

    @Test
    void aDatagramInATunnelIsAsDeepAsItsFragments() {
        for (int depth = 0; depth <= 3; depth++) {
            Nest nest = Nest.innermost().withMaxDepth(depth).play(nested());
            assertThat(nest.tracker.flowCount()).isEqualTo(1);
            assertThat(nest.tracker.flows().findFirst().orElseThrow().tunnels()).hasSize(depth);
        }
    }

    /** RFC 7112 lets hosts drop such datagrams; whoever looks for evasions wants to see them. */
    @ParameterizedTest
    @MethodSource("tunnels")
    void aFirstFragmentThatDoesNotHoldTheWholeTransportHeaderWaitsLikeAnyOther(
            UdpFrameBuilder datagram, Carrier carrier, Tunnel tunnel) {
        List<byte[]> pieces = Frames.tcp(Endpoint.client(1), Endpoint.server(1, Nest.INNER_PORT))
                .fragmentPackets(8);
        for (Nest nest : List.of(Nest.innermost(), Nest.withOuter())) {
            nest.play(carrier.frames(pieces));
            assertThat(nest.only(6, Nest.INNER_PORT).tunnels()).containsExactly(tunnel);
            assertThat(nest.only(6, Nest.INNER_PORT).stats(Side.INITIATOR).packets())
                    .isEqualTo(3);
        }
    }

    @Test
    void aSessionOfTheLinkIsKnownAsWell() {
        List<Frame> frames = new ArrayList<>();
        for (byte[] piece : datagram().fragmentPackets(1_200)) {
            frames.add(Frames.ethernet(0x8864, NEAR, FAR)
                    .payload(Wrapped.pppoe(ID, 0x21, piece))
                    .build());
        }
        Nest nest = Nest.innermost().withTunnelIds().play(frames);
        assertThat(inner(nest).tunnels()).containsExactly(new Tunnel(TunnelType.PPPOE, null, null, ID));
        assertThat(inner(nest).key().scope().tunnelId()).isEqualTo(ID);
    }
}
