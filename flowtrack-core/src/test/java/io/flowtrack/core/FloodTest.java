package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowState;
import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.Side;
import io.flowtrack.api.TcpFlags;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many spoofed packets, and connections that are at work meanwhile. */
class FloodTest {
    private static final int CONNECTIONS = 10_000;
    /** Spoofed packets for each packet of a connection: each connection then sends every ten seconds. */
    private static final int SPOOFED_PER_HONEST = 100;

    private static final long SPOOFED_INTERVAL_NANOS = 10_000;
    private static final int SOURCE_ADDRESS_OFFSET = 26;
    private static final int SOURCE_PORT_OFFSET = 34;
    private static final int DESTINATION_ADDRESS_OFFSET = 30;
    private static final int DESTINATION_PORT_OFFSET = 36;
    private static final Endpoint VICTIM = Endpoint.server(1, 80);

    /** What is spoofed. */
    private enum Kind {
        SYN,
        /** A SYN, which the victim answers. */
        ANSWERED_SYN,
        /** An acknowledgement out of nowhere. */
        ACK,
        UDP;

        private Frame frame() {
            return switch (this) {
                case SYN, ANSWERED_SYN ->
                    Frames.tcp(Endpoint.client(1), VICTIM).flags(TcpFlags.SYN).build();
                case ACK ->
                    Frames.tcp(Endpoint.client(1), VICTIM).flags(TcpFlags.ACK).build();
                case UDP -> Frames.udp(Endpoint.client(1), VICTIM).payload("x").build();
            };
        }
    }

    /** Notes what happens to the connections: their user state is true. */
    private static final class Ears implements FlowListener<FiveTuple, Boolean> {
        private long connectionsEnded;
        private int entered;
        private int left;

        @Override
        public void onEnded(Flow<FiveTuple, Boolean> flow, EndReason reason) {
            connectionsEnded += flow.userState() ? 1 : 0;
        }

        @Override
        public void onEmergencyEntered(int flowCount) {
            entered++;
        }

        @Override
        public void onEmergencyLeft(int flowCount) {
            left++;
        }
    }

    private final SplittableRandom random = new SplittableRandom(1);
    private final Ears ears = new Ears();
    private final PacketView view = new PacketView();
    private final List<Frame> honest = new ArrayList<>();
    private long nowNanos = Frames.START_NANOS;
    private int honestSent;

    private FlowTracker<FiveTuple, Boolean> tracker(TrackerConfig config) {
        FlowTracker<FiveTuple, Boolean> tracker =
                FlowTracker.of(FiveTupleExtractor.bidirectional(), config, FloodTest::isConnection);
        for (int i = 0; i < CONNECTIONS; i++) {
            Endpoint client = Endpoint.client(i);
            Endpoint server = Endpoint.server(i, 443);
            play(
                    tracker,
                    Frames.tcp(client, server).flags(TcpFlags.SYN).sequence(9).build());
            play(
                    tracker,
                    Frames.tcp(server, client)
                            .flags(TcpFlags.SYN | TcpFlags.ACK)
                            .sequence(19)
                            .acknowledgement(10)
                            .build());
            honest.add(Frames.tcp(client, server)
                    .flags(TcpFlags.ACK)
                    .sequence(10)
                    .acknowledgement(20)
                    .build());
            play(tracker, honest.get(i));
        }
        return tracker;
    }

    private static boolean isConnection(FiveTuple key) {
        return key.portA() != 80 && key.portB() != 80;
    }

    private void play(FlowTracker<FiveTuple, Boolean> tracker, Frame frame) {
        byte[] bytes = frame.bytes();
        tracker.track(view.wrap(ByteBuffer.wrap(bytes), 0, bytes.length, LinkType.ETHERNET, nowNanos), ears);
    }

    private void playHonest(FlowTracker<FiveTuple, Boolean> tracker) {
        play(tracker, honest.get(honestSent++ % CONNECTIONS));
    }

    private void flood(FlowTracker<FiveTuple, Boolean> tracker, Kind kind, int packets) {
        ByteBuffer spoofed = ByteBuffer.wrap(kind.frame().bytes().clone());
        ByteBuffer answer = ByteBuffer.wrap(Frames.tcp(VICTIM, Endpoint.client(1))
                .flags(TcpFlags.SYN | TcpFlags.ACK)
                .acknowledgement(1)
                .build()
                .bytes()
                .clone());
        for (int i = 0; i < packets; i++) {
            nowNanos += SPOOFED_INTERVAL_NANOS;
            if (i % SPOOFED_PER_HONEST == 0) {
                playHonest(tracker);
            }
            long source = random.nextLong();
            spoofed.putInt(SOURCE_ADDRESS_OFFSET, (int) source)
                    .putShort(SOURCE_PORT_OFFSET, (short) (source >> Integer.SIZE | 0x8000));
            tracker.track(view.wrap(spoofed, 0, spoofed.capacity(), LinkType.ETHERNET, nowNanos), ears);
            if (kind == Kind.ANSWERED_SYN) {
                answer.putInt(DESTINATION_ADDRESS_OFFSET, (int) source)
                        .putShort(DESTINATION_PORT_OFFSET, (short) (source >> Integer.SIZE | 0x8000));
                tracker.track(view.wrap(answer, 0, answer.capacity(), LinkType.ETHERNET, nowNanos), ears);
            }
        }
    }

    private static long connectionsStanding(FlowTracker<FiveTuple, Boolean> tracker) {
        return tracker.flows()
                .filter(Flow::userState)
                .filter(flow -> flow.state() == FlowState.ESTABLISHED)
                .count();
    }

    private static long initiatorPackets(Flow<?, ?> flow) {
        return flow.stats(Side.INITIATOR).packets();
    }

    private static void addsUp(TrackerStats stats) {
        assertThat(stats.packets()).isEqualTo(stats.packetsInFlows() + stats.passedOverTotal());
        assertThat(stats.flowsStarted()).isEqualTo(stats.flowsEndedTotal() + stats.flowsLive());
        assertThat(stats.emergency().flowsEvicted()).isEqualTo(stats.flowsEnded(EndReason.EVICTED));
        assertThat(stats.emergency().halfOpenFlowsEvicted())
                .isEqualTo(stats.emergency().flowsEvicted());
    }

    @ParameterizedTest
    @CsvSource({"SYN, 10000000", "ANSWERED_SYN, 1000000", "ACK, 1000000", "UDP, 3000000"})
    void connectionsAtWorkOutliveAFlood(Kind kind, int spoofed) {
        FlowTracker<FiveTuple, Boolean> tracker = tracker(TrackerConfig.defaults());
        flood(tracker, kind, spoofed);
        assertThat(ears.connectionsEnded).isZero();
        assertThat(connectionsStanding(tracker)).isEqualTo(CONNECTIONS);
        assertThat(ears.entered).isEqualTo(1);
        assertThat(ears.left).isZero();
        assertThat(tracker.flowCount()).isEqualTo(tracker.config().maxFlows());
        assertThat(tracker.stats().emergency().isActive()).isTrue();
        addsUp(tracker.stats());
        long packets = 2L * CONNECTIONS + honestSent;
        assertThat(tracker.flows()
                        .filter(Flow::userState)
                        .mapToLong(FloodTest::initiatorPackets)
                        .sum())
                .isEqualTo(packets);

        Duration calm = tracker.config().tcpIdleTimeout();
        for (int i = 0; i < 10 * CONNECTIONS; i++) {
            nowNanos += calm.toNanos() / (10 * CONNECTIONS);
            playHonest(tracker);
        }
        assertThat(ears.left).isEqualTo(1);
        assertThat(ears.entered).isEqualTo(1);
        assertThat(connectionsStanding(tracker)).isEqualTo(CONNECTIONS);
        assertThat(ears.connectionsEnded).isZero();
        addsUp(tracker.stats());
    }

    @Test
    void everyConnectionIsLostWhereThereAreNoEmergencies() {
        FlowTracker<FiveTuple, Boolean> tracker =
                tracker(TrackerConfig.builder().withoutEmergency().build());
        flood(tracker, Kind.SYN, 300_000);
        assertThat(ears.connectionsEnded).isGreaterThanOrEqualTo(CONNECTIONS);
        assertThat(ears.entered).isZero();
        assertThat(tracker.stats().emergency().entered()).isZero();
    }

    @Test
    void connectionsBeginDuringAFlood() {
        FlowTracker<FiveTuple, Boolean> tracker = tracker(TrackerConfig.defaults());
        flood(tracker, Kind.SYN, 200_000);
        Endpoint client = Endpoint.client(CONNECTIONS);
        Endpoint server = Endpoint.server(CONNECTIONS, 443);
        play(tracker, Frames.tcp(client, server).flags(TcpFlags.SYN).build());
        flood(tracker, Kind.SYN, 10_000);
        play(
                tracker,
                Frames.tcp(server, client)
                        .flags(TcpFlags.SYN | TcpFlags.ACK)
                        .acknowledgement(1)
                        .build());
        flood(tracker, Kind.SYN, 10_000);
        play(
                tracker,
                Frames.tcp(client, server)
                        .flags(TcpFlags.ACK)
                        .sequence(1)
                        .acknowledgement(1)
                        .build());
        flood(tracker, Kind.SYN, 300_000);
        assertThat(connectionsStanding(tracker)).isEqualTo(CONNECTIONS + 1);
    }
}
