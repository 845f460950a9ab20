package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowIdentity;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.FlowState;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.Side;
import io.flowtrack.api.TcpFlags;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.api.Transport;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlowTrackerTest {
    private static final Endpoint A = Endpoint.client(1);
    private static final Endpoint B = Endpoint.server(1, 53);

    private final Tape tape = Tape.withDefaults();

    @Test
    void theFirstPacketStartsAFlowAndLaterOnesAreOnlyPackets() {
        assertThat(tape.datagram(A, B)).containsExactly("Started", "Packet INITIATOR");
        assertThat(tape.datagram(B, A)).containsExactly("Packet RESPONDER");
        assertThat(tape.datagram(A, B)).containsExactly("Packet INITIATOR");
        Flow<FiveTuple, @Nullable Void> flow = tape.tracker.flows().findFirst().orElseThrow();
        assertThat(flow.state()).isEqualTo(FlowState.ACTIVE);
        assertThat(flow.history()).isEmpty();
        assertThat(flow.stats(Side.INITIATOR).packets()).isEqualTo(2);
        assertThat(flow.stats(Side.INITIATOR).payloadBytes()).isEqualTo(2);
        assertThat(flow.stats(Side.INITIATOR).ipBytes()).isEqualTo(2 * (20 + 8 + 1));
        assertThat(flow.stats(Side.RESPONDER).packets()).isEqualTo(1);
    }

    @Test
    void aFlushThatAListenerBreaksOffLeavesTheOtherFlowsToBeFound() {
        for (int i = 0; i < 100; i++) {
            tape.datagram(Endpoint.client(i), B);
        }
        int[] ended = new int[1];
        FlowListener<FiveTuple, @Nullable Void> failing = new FlowListener<>() {
            @Override
            public void onEnded(Flow<FiveTuple, @Nullable Void> flow, EndReason reason) {
                assertThat(tape.tracker.find(flow.key())).isEmpty();
                if (++ended[0] == 40) {
                    throw new IllegalStateException("40");
                }
            }
        };
        assertThatIllegalStateException().isThrownBy(() -> tape.tracker.flush(failing));
        assertThat(tape.tracker.flowCount()).isEqualTo(60);
        for (int i = 0; i < 100; i++) {
            assertThat(tape.datagram(B, Endpoint.client(i)))
                    .hasSize(i < 40 ? 2 : 1)
                    .last()
                    .isEqualTo("Packet " + (i < 40 ? "INITIATOR" : "RESPONDER"));
        }
        tape.tracker.flush(failing);
        assertThat(tape.tracker.stats().flowsEndedTotal()).isEqualTo(140);
    }

    @Test
    void packetsWithAWrongChecksumChangeNothingButACounter() {
        FlowTracker<FiveTuple, @Nullable Void> tracker =
                FlowTracker.of(FiveTupleExtractor.bidirectional().verifyingChecksums(), TrackerConfig.defaults());
        assertThat(tracker.track(Frames.udp(A, B).payload("x").build().view())).isNotEmpty();
        assertThat(tracker.track(
                        Frames.udp(B, A).wrongChecksum().payload("x").build().view()))
                .isEmpty();
        assertThat(tracker.track(Frames.tcp(A, B).wrongChecksum().build().view()))
                .isEmpty();
        assertThat(tracker.track(Frames.tcp(A, B).wrongHeaderChecksum().build().view()))
                .isEmpty();
        TrackerStats stats = tracker.stats();
        assertThat(stats.packets()).isEqualTo(4);
        assertThat(stats.flowsStarted()).isEqualTo(1);
        assertThat(stats.passedOver())
                .containsOnly(
                        Map.entry(PassReason.BAD_IP_CHECKSUM, 1L), Map.entry(PassReason.BAD_TRANSPORT_CHECKSUM, 2L));
    }

    @Test
    void theKeyIsMadeOnceAndOnlyIfSomebodyAsks() {
        int[] made = new int[1];
        FlowExtractor<Integer> counting = new SyntheticPacket.Extractor() {
            @Override
            public Integer key(FlowIdentity identity) {
                made[0]++;
                return super.key(identity);
            }
        };
        FlowTracker<Integer, @Nullable Void> tracker = FlowTracker.of(counting, TrackerConfig.defaults());
        SyntheticPacket packet = new SyntheticPacket(300, true, Transport.TCP, 0, 0, 0, 0, 0);
        tracker.track(packet.wrapInto(new PacketView(), ByteBuffer.allocate(16)), new FlowListener<>() {});
        assertThat(made[0]).isZero();
        Flow<Integer, @Nullable Void> flow = tracker.flows().findFirst().orElseThrow();
        assertThat(flow.key()).isEqualTo(300).isSameAs(flow.key());
        assertThat(made[0]).isEqualTo(1);
    }

    @Test
    void aFlowThatHasEndedKeepsAKeyOfItsLifeAndNoOther() {
        List<Flow<FiveTuple, @Nullable Void>> ended = new ArrayList<>();
        FlowListener<FiveTuple, @Nullable Void> listener = new FlowListener<>() {
            @Override
            public void onEnded(Flow<FiveTuple, @Nullable Void> flow, EndReason reason) {
                ended.add(flow);
            }
        };
        FlowTracker<FiveTuple, @Nullable Void> tracker =
                FlowTracker.of(FiveTupleExtractor.bidirectional(), TrackerConfig.defaults());
        tracker.track(Frames.udp(A, B).build().view(), listener);
        FiveTuple key = tracker.flows().findFirst().orElseThrow().key();
        tracker.flush(listener);
        assertThat(ended.get(0).key()).isSameAs(key);
        tracker.track(Frames.udp(A, B).build().view(), listener);
        tracker.flush(listener);
        assertThat(ended.get(1).key())
                .isEqualTo(key)
                .isEqualTo(ended.get(1).snapshot(null).key())
                .isNotSameAs(ended.get(1).key());
    }

    @Test
    void userStateIsMadeOnceFromTheKey() {
        FlowTracker<FiveTuple, List<String>> tracker = FlowTracker.of(
                FiveTupleExtractor.bidirectional(),
                TrackerConfig.defaults(),
                key -> new ArrayList<>(List.of(key.transport().name())));
        FlowListener<FiveTuple, List<String>> listener = new FlowListener<>() {
            @Override
            public void onPacket(Flow<FiveTuple, List<String>> flow, FlowPacket packet) {
                flow.userState().add(packet.side().name());
            }
        };
        tracker.track(Frames.udp(A, B).build().view(), listener);
        tracker.track(Frames.udp(B, A).build().view(), listener);
        assertThat(tracker.flows().findFirst().orElseThrow().userState())
                .containsExactly("UDP", "INITIATOR", "RESPONDER");
    }

    @Test
    void aLiveFlowIsFoundByItsKeyWrittenEitherWay() {
        tape.datagram(A, B);
        FiveTuple there = FiveTuple.of(17, A.address(), A.port(), B.address(), B.port());
        FiveTuple back = FiveTuple.of(17, B.address(), B.port(), A.address(), A.port());
        assertThat(tape.tracker.find(there)).isPresent().isEqualTo(tape.tracker.find(back));
        assertThat(tape.tracker.find(there).orElseThrow().key()).isIn(there, back);
        assertThat(tape.tracker.find(FiveTuple.of(6, A.address(), A.port(), B.address(), B.port())))
                .isEmpty();
        tape.tracker.flush();
        assertThat(tape.tracker.find(there)).isEmpty();
    }

    @Test
    void anEndedFlowIsNotFoundWhileItIsOnlyRemembered() {
        tape.closedConnection();
        FiveTuple key =
                FiveTuple.of(6, tape.client.address(), tape.client.port(), tape.server.address(), tape.server.port());
        assertThat(tape.tracker.find(key)).isEmpty();
        assertThat(tape.tracker.flows()).isEmpty();
    }

    @Test
    void aPacketThatCannotBeTrackedChangesNothingButOneCounter() {
        tape.datagram(A, B);
        long now = tape.tracker.nowNanos();
        Frame later = Frames.arp(A, B).at(now + 1_000_000_000_000L).build();
        assertThat(tape.play(later)).isEmpty();
        assertThat(tape.tracker.nowNanos()).isEqualTo(now);
        assertThat(tape.tracker.flowCount()).isEqualTo(1);
        TrackerStats stats = tape.tracker.stats();
        assertThat(stats.passedOver()).containsOnlyKeys(PassReason.NOT_IP);
        assertThat(stats.passedOver(PassReason.NOT_IP)).isEqualTo(1);
        assertThat(stats.packetsInFlows()).isEqualTo(1);
        assertThat(stats.packets()).isEqualTo(2);
    }

    @Test
    void directionalFlowsAreOnePerDirection() {
        FlowTracker<FiveTuple, @Nullable Void> tracker =
                FlowTracker.of(FiveTupleExtractor.directional(), TrackerConfig.defaults());
        assertThat(Tape.words(tracker.track(Frames.udp(A, B).build().view())))
                .containsExactly("Started", "Packet INITIATOR");
        assertThat(Tape.words(tracker.track(Frames.udp(B, A).build().view())))
                .containsExactly("Started", "Packet INITIATOR");
        assertThat(tracker.flowCount()).isEqualTo(2);
    }

    @Test
    void timesAreThoseOfTheFirstAndTheLatestPacket() {
        long start = Frames.START_NANOS;
        tape.play(Frames.udp(A, B).at(start).build());
        tape.play(Frames.udp(A, B).at(start + 5).build());
        tape.play(Frames.udp(A, B).at(start + 3).build());
        Flow<FiveTuple, @Nullable Void> flow = tape.tracker.flows().findFirst().orElseThrow();
        assertThat(flow.firstNanos()).isEqualTo(start);
        assertThat(flow.lastNanos()).isEqualTo(start + 5);
        assertThat(flow.snapshot(null).duration().toNanos()).isEqualTo(5);
        assertThat(flow.snapshot(null).endReason()).isNull();
    }

    @Test
    void thePayloadIsAViewWithoutPaddingAndWithinTheCapture() {
        List<String> payloads = new ArrayList<>();
        FlowListener<FiveTuple, @Nullable Void> listener = new FlowListener<>() {
            @Override
            public void onPacket(Flow<FiveTuple, @Nullable Void> flow, FlowPacket packet) {
                byte[] bytes = new byte[packet.payloadCapturedLength()];
                packet.frame().copy(packet.payloadOffset(), bytes, 0, bytes.length);
                payloads.add(packet.side() + " " + packet.sequenceNumber() + " " + packet.payloadLength() + " "
                        + new String(bytes, StandardCharsets.US_ASCII));
            }
        };
        Frame whole =
                Frames.tcp(A, B).flags(TcpFlags.ACK).sequence(-2).payload("ab").build();
        byte[] padded = java.util.Arrays.copyOf(whole.bytes(), 60);
        tape.tracker.track(
                Frame.of(padded, whole.timestampNanos(), whole.linkType()).view(), listener);
        Frame answer = Frames.tcp(B, A)
                .flags(TcpFlags.ACK)
                .sequence(7)
                .payload("longer")
                .build();
        tape.tracker.track(answer.snapped(14 + 20 + 20 + 4).view(), listener);
        tape.tracker.track(answer.snapped(14 + 20 + 20).view(), listener);
        assertThat(payloads).containsExactly("INITIATOR 4294967294 2 ab", "RESPONDER 7 6 long", "RESPONDER 7 6 ");
    }

    @Test
    void defaultsAreThoseOfTheDesign() {
        TrackerConfig config = tape.tracker.config();
        assertThat(config.tcpIdleTimeout()).hasSeconds(300);
        assertThat(config.udpIdleTimeout()).hasSeconds(60);
        assertThat(config.otherIdleTimeout()).hasSeconds(30);
        assertThat(config.maxFlows()).isEqualTo(100_000);
        assertThat(config.initialCapacity()).isEqualTo(1_024);
        assertThat(config.sweepInterval()).hasSeconds(1);
        assertThat(config.closeLinger()).hasSeconds(5);
        assertThat(config.activeTimeout()).isEmpty();
    }

    @Test
    void reconfigureChangesTimeoutsFromNowOn() {
        tape.datagram(A, B);
        tape.tracker.reconfigure(TrackerConfig.builder()
                .udpIdleTimeout(java.time.Duration.ofSeconds(2))
                .build());
        tape.pause(java.time.Duration.ofSeconds(2));
        assertThat(tape.datagram(A, B)).contains("Ended IDLE_TIMEOUT", "Started");
    }

    @Test
    void ipv6FlowsAreTracked() {
        Endpoint a = Endpoint.client6(1);
        Endpoint b = Endpoint.server6(1, 443);
        tape.datagram(a, b);
        assertThat(tape.datagram(b, a)).containsExactly("Packet RESPONDER");
        assertThat(tape.tracker
                        .flows()
                        .findFirst()
                        .orElseThrow()
                        .key()
                        .addressA()
                        .version())
                .isEqualTo(IpAddress.IPV6);
    }
}
