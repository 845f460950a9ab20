package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Decapsulation;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.TcpFlags;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.api.Tunnel;
import io.flowtrack.api.TunnelType;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.IpFrameBuilder;
import io.flowtrack.testdata.UdpFrameBuilder;
import io.flowtrack.testdata.Wrapped;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Flows of packets that carry others, and of those inside. */
class TunnelFlowsTest {
    private static final Endpoint CLIENT = Endpoint.client(1);
    private static final Endpoint SERVER = Endpoint.server(1, 80);
    private static final Endpoint NEAR = Endpoint.client(900);
    private static final Endpoint FAR = Endpoint.server(900, 4789);

    private static UdpFrameBuilder vxlan(byte[] frame) {
        return Frames.udp(NEAR, FAR).payload(Wrapped.vxlan(5, frame));
    }

    private static Frame segment(int flags) {
        return Frames.tcp(CLIENT, SERVER).flags(flags).build();
    }

    private static Frame inVxlan(int flags) {
        return vxlan(segment(flags).bytes()).build();
    }

    private static FlowTracker<FiveTuple, @Nullable Void> innermost() {
        return FlowTracker.of(FiveTupleExtractor.bidirectional(), TrackerConfig.defaults());
    }

    private static FlowTracker<FiveTuple, @Nullable Void> withOuter() {
        return FlowTracker.of(
                FiveTupleExtractor.bidirectional()
                        .decapsulating(Decapsulation.defaults().withOuterFlows()),
                TrackerConfig.defaults());
    }

    private static FlowTracker<FiveTuple, @Nullable Void> zeek(int depth) {
        return FlowTracker.of(
                FiveTupleExtractor.bidirectional()
                        .verifyingChecksums()
                        .asZeek()
                        .decapsulating(Decapsulation.zeek().withMaxDepth(depth)),
                TrackerConfig.zeek());
    }

    private static Flow<FiveTuple, @Nullable Void> only(FlowTracker<FiveTuple, @Nullable Void> tracker, int protocol) {
        return tracker.flows()
                .filter(flow -> flow.key().protocol() == protocol)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theInnermostFlowKnowsWhatCarriedItsFirstPacket() {
        FlowTracker<FiveTuple, @Nullable Void> tracker = innermost();
        tracker.track(inVxlan(TcpFlags.SYN).view());
        tracker.track(segment(TcpFlags.ACK).view());
        assertThat(tracker.flowCount()).isEqualTo(1);
        Flow<FiveTuple, @Nullable Void> flow = only(tracker, 6);
        Tunnel expected = new Tunnel(TunnelType.VXLAN, NEAR.address(), FAR.address(), 5);
        assertThat(flow.tunnels()).containsExactly(expected);
        FlowRecord<FiveTuple> record = flow.snapshot(null);
        assertThat(record.tunnels()).containsExactly(expected);
        assertThat(record.initiator().packets()).isEqualTo(2);
        assertThat(record.initiator().wireBytes())
                .isEqualTo(inVxlan(TcpFlags.SYN).wireLength()
                        + segment(TcpFlags.ACK).wireLength());
        assertThat(record.initiator().ipBytes()).isEqualTo(80);
    }

    @Test
    void outerFlowsAreTrackedWhereTheyAreWanted() {
        FlowTracker<FiveTuple, @Nullable Void> tracker = withOuter();
        tracker.track(inVxlan(TcpFlags.SYN).view());
        assertThat(tracker.flowCount()).isEqualTo(2);
        assertThat(only(tracker, 17).tunnels()).isEmpty();
        assertThat(only(tracker, 6).tunnels()).hasSize(1);
        TrackerStats stats = tracker.stats();
        assertThat(stats.packets()).isEqualTo(1);
        assertThat(stats.packetsInFlows()).isEqualTo(1);
        assertThat(stats.inner().packetsInFlows()).isEqualTo(1);
    }

    @Test
    void everyStepInwardsHasAFlowWhereOuterFlowsAreWanted() {
        byte[] gre = Frames.ip(47, NEAR, FAR)
                .payload(Wrapped.gre(
                        0x0800,
                        Frames.ip(4, FAR, NEAR)
                                .payload(Frames.tcp(CLIENT, SERVER).packet())
                                .packet()))
                .build()
                .bytes();
        FlowTracker<FiveTuple, @Nullable Void> tracker = withOuter();
        tracker.track(vxlan(gre).build().view());
        assertThat(tracker.flows().map(flow -> flow.key().protocol()).sorted()).containsExactly(4, 6, 17, 47);
        assertThat(tracker.stats().inner().packetsInFlows()).isEqualTo(3);
        assertThat(only(tracker, 6).tunnels())
                .extracting(Tunnel::type)
                .containsExactly(TunnelType.VXLAN, TunnelType.GRE, TunnelType.IP_IN_IP);
    }

    @Test
    void latePacketsInsideAreCountedBeside() {
        FlowTracker<FiveTuple, @Nullable Void> tracker = withOuter();
        tracker.track(inVxlan(TcpFlags.SYN).view());
        tracker.track(inVxlan(TcpFlags.RST).view());
        tracker.track(inVxlan(TcpFlags.ACK).view());
        TrackerStats stats = tracker.stats();
        assertThat(stats.packetsInFlows()).isEqualTo(3);
        assertThat(stats.inner().packetsInFlows() + stats.inner().passedOverTotal())
                .isEqualTo(3);
        assertThat(stats.passedOverTotal()).isZero();
    }

    @Test
    void byZeeksRulesDatagramsAreFlowsAndTunnelsOverIpAreNot() {
        FlowTracker<FiveTuple, @Nullable Void> tracker = zeek(4);
        tracker.track(inVxlan(TcpFlags.SYN).view());
        tracker.track(Frames.ip(47, NEAR, FAR)
                .payload(Wrapped.gre(0x0800, Frames.udp(CLIENT, SERVER).packet()))
                .build()
                .view());
        assertThat(tracker.flows().map(flow -> flow.key().protocol()).sorted()).containsExactly(6, 17, 17);
        assertThat(tracker.stats().packets()).isEqualTo(2);
        assertThat(tracker.stats().inner().packetsInFlows()).isEqualTo(1);
    }

    @Test
    void byZeeksRulesTheLimitOfDepthIsInTheHistory() {
        byte[] once = inVxlan(TcpFlags.SYN).bytes();
        byte[] twice = vxlan(once).build().bytes();
        FlowTracker<FiveTuple, @Nullable Void> tracker = zeek(2);
        tracker.track(vxlan(twice).build().view());
        // all datagrams have the same endpoints, so they are one flow
        assertThat(tracker.flowCount()).isEqualTo(1);
        assertThat(only(tracker, 17).history()).isEqualTo("DX");
        assertThat(only(tracker, 17).stats(io.flowtrack.api.Side.INITIATOR).packets())
                .isEqualTo(3);
    }

    @Test
    void byZeeksRulesTooManyChangesOfTheWayAreInTheHistory() {
        FlowTracker<FiveTuple, @Nullable Void> tracker = zeek(4);
        byte[] packet = Frames.udp(CLIENT, SERVER).packet();
        for (int i = 0; i < 3; i++) {
            tracker.track(Frames.udp(CLIENT, SERVER).build().view());
            tracker.track(Frames.ip(4, NEAR, FAR).payload(packet).build().view());
        }
        assertThat(only(tracker, 17).history()).isEqualTo("D");
        tracker.track(Frames.udp(CLIENT, SERVER).build().view());
        assertThat(only(tracker, 17).history()).isEqualTo("DX");
        for (int i = 0; i < 9; i++) {
            tracker.track(Frames.ip(4, FAR, NEAR).payload(packet).build().view());
        }
        assertThat(only(tracker, 17).history()).isEqualTo("DX");
    }

    @Test
    void byZeeksRulesInnerChecksumsAreVerified() {
        byte[] wrong = Frames.tcp(CLIENT, SERVER)
                .flags(TcpFlags.SYN)
                .wrongChecksum()
                .build()
                .bytes();
        FlowTracker<FiveTuple, @Nullable Void> tracker = zeek(4);
        tracker.track(vxlan(wrong).build().view());
        assertThat(only(tracker, 6).history()).isEqualTo("C");
        assertThat(tracker.stats().inner().passedOverTotal()).isEqualTo(1);
        assertThat(tracker.stats().passedOver(PassReason.BAD_TRANSPORT_CHECKSUM))
                .isZero();
    }

    @Test
    void aPacketThatCarriesItselfOverAndOverEnds() {
        byte[] frame = segment(TcpFlags.SYN).bytes();
        for (int i = 0; i < 1000; i++) {
            frame = vxlan(frame).build().bytes();
        }
        Frame endless = Frame.of(frame, 0, io.flowtrack.api.LinkType.ETHERNET);
        for (FlowTracker<FiveTuple, @Nullable Void> tracker : List.of(innermost(), withOuter(), zeek(4))) {
            tracker.track(endless.view());
            assertThat(tracker.stats().packets()).isEqualTo(1);
            assertThat(tracker.stats().inner().packetsInFlows()).isLessThanOrEqualTo(4);
        }
    }

    /** Counters add up for frames wrapped in any way and broken anywhere. */
    @Test
    void countersAddUpForRandomTunnels() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (FlowTracker<FiveTuple, @Nullable Void> tracker : List.of(innermost(), withOuter(), zeek(3))) {
            int sent = 4_000;
            for (int i = 0; i < sent; i++) {
                byte[] bytes = random(random);
                if (random.nextInt(3) == 0) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                PacketView packet = Frame.of(bytes, Frames.START_NANOS + i, io.flowtrack.api.LinkType.ETHERNET)
                        .view();
                tracker.track(packet);
            }
            tracker.flush();
            TrackerStats stats = tracker.stats();
            assertThat(stats.packets()).as("seed %d", seed).isEqualTo(sent);
            assertThat(stats.packetsInFlows() + stats.passedOverTotal())
                    .as("seed %d", seed)
                    .isEqualTo(sent);
            assertThat(stats.inner().fragments().fragmentsHeld())
                    .as("seed %d", seed)
                    .isZero();
            assertThat(stats.flowsStarted()).as("seed %d", seed).isEqualTo(stats.flowsEndedTotal());
        }
    }

    private static byte[] random(Random random) {
        Endpoint a = Endpoint.client(random.nextInt(20));
        Endpoint b = Endpoint.server(random.nextInt(3), 80);
        IpFrameBuilder<?> frame = Frames.tcp(a, b).flags(random.nextInt(32));
        for (int i = random.nextInt(5); i > 0; i--) {
            Endpoint port = Endpoint.of(b.address(), new int[] {4789, 6081, 2152, 4754}[random.nextInt(4)]);
            byte[] payload = switch (port.port()) {
                case 4789 -> Wrapped.vxlan(i, frame.build().bytes());
                case 6081 -> Wrapped.geneve(i, 0x0800, i, frame.packet());
                case 2152 -> Wrapped.gtp(i, frame.packet());
                default -> Wrapped.gre(0x0800, frame.packet());
            };
            frame = random.nextInt(4) == 0
                    ? Frames.ip(4, a, b).payload(frame.packet())
                    : Frames.udp(a, port).payload(payload);
            if (random.nextInt(4) == 0) {
                frame.identification(random.nextInt(2)).fragment(8 * random.nextInt(3), random.nextBoolean());
            }
        }
        return frame.build().bytes();
    }
}
