package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.EmergencyPolicy;
import io.flowtrack.api.EndReason;
import io.flowtrack.api.EndedAt;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.FlowState;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.Side;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowTrackerRandomTest {
    private static final int PACKETS = 400_000;

    /** Every event as a line of text, with what the flow had counted. */
    private static final class Lines implements FlowListener<Integer, @Nullable Void> {
        private List<String> lines = new ArrayList<>();

        List<String> take() {
            List<String> taken = lines;
            lines = new ArrayList<>();
            return taken;
        }

        private static long packets(Flow<Integer, @Nullable Void> flow) {
            return flow.stats(Side.INITIATOR).packets()
                    + flow.stats(Side.RESPONDER).packets();
        }

        @Override
        public void onStarted(Flow<Integer, @Nullable Void> flow) {
            lines.add(flow.key() + " Started");
        }

        @Override
        public void onEstablished(Flow<Integer, @Nullable Void> flow) {
            lines.add(flow.key() + " Established");
        }

        @Override
        public void onStateChange(Flow<Integer, @Nullable Void> flow, FlowState from, FlowState to) {
            lines.add(flow.key() + " " + from + "-" + to);
        }

        @Override
        public void onPacket(Flow<Integer, @Nullable Void> flow, FlowPacket packet) {
            lines.add(flow.key() + " Packet " + packet.side());
        }

        @Override
        public void onInterim(Flow<Integer, @Nullable Void> flow) {
            lines.add(flow.key() + " Interim " + packets(flow));
        }

        @Override
        public void onEmergencyEntered(int flowCount) {
            lines.add("Emergency entered " + flowCount);
        }

        @Override
        public void onEmergencyLeft(int flowCount) {
            lines.add("Emergency left " + flowCount);
        }

        @Override
        public void onEnded(Flow<Integer, @Nullable Void> flow, EndReason reason) {
            long payload = flow.stats(Side.INITIATOR).payloadBytes()
                    + flow.stats(Side.RESPONDER).payloadBytes();
            lines.add(flow.key() + " Ended " + reason + " " + packets(flow) + " " + payload);
        }
    }

    private static TrackerConfig config(Random random, EndedAt endedAt, int maxFlows) {
        TrackerConfig.Builder builder = TrackerConfig.builder()
                .tcpIdleTimeout(Duration.ofMillis(1 + random.nextInt(300)))
                .udpIdleTimeout(Duration.ofMillis(1 + random.nextInt(100)))
                .otherIdleTimeout(Duration.ofMillis(1 + random.nextInt(50)))
                .closeLinger(Duration.ofMillis(random.nextInt(4) * 20L))
                .sweepInterval(Duration.ofMillis(random.nextInt(3) * 50L))
                .endedAt(endedAt)
                .maxFlows(maxFlows)
                .initialCapacity(1 + random.nextInt(8));
        if (random.nextBoolean()) {
            builder.withoutEmergency();
        } else {
            builder.emergency(new EmergencyPolicy(1 + random.nextInt(6), random.nextInt(100)));
        }
        return random.nextBoolean()
                ? builder.build()
                : builder.activeTimeout(Duration.ofMillis(40)).build();
    }

    /** Small tables evict all the time, large ones never: one id count for each. */
    @ParameterizedTest
    @CsvSource({
        "1, CLOSE, 20, 40",
        "2, CLOSE, 40, 40",
        "3, CLOSE, 1, 5",
        "4, LINGER_END, 20, 40",
        "5, LINGER_END, 40, 40",
        "6, LINGER_END, 1, 5",
        "7, CLOSE, 200, 250",
        "8, LINGER_END, 100, 600"
    })
    void everyEventIsThatOfThePlainReference(long seed, EndedAt endedAt, int maxFlows, int ids) {
        Random random = new Random(seed);
        TrackerConfig config = config(random, endedAt, maxFlows);
        NaiveTracker naive = new NaiveTracker(config);
        FlowTracker<Integer, @Nullable Void> tracker = FlowTracker.of(new SyntheticPacket.Extractor(), config);
        Lines lines = new Lines();
        PacketView view = new PacketView();
        ByteBuffer buffer = ByteBuffer.allocate(16);
        long nanos = 0;
        for (int i = 0; i < PACKETS; i++) {
            nanos += step(random);
            int choice = random.nextInt(10_000);
            if (choice == 0) {
                config = config(random, endedAt, 1 + random.nextInt(maxFlows));
                naive.reconfigure(config);
                tracker.reconfigure(config, lines);
            } else if (choice == 1) {
                naive.flush();
                tracker.flush(lines);
            } else if (choice < 10) {
                naive.advanceTo(nanos);
                tracker.advanceTo(nanos, lines);
            } else {
                SyntheticPacket packet = SyntheticPacket.random(random, ids, nanos);
                naive.track(packet);
                tracker.track(packet.wrapInto(view, buffer), lines);
            }
            assertThat(lines.take()).as("seed %d, step %d", seed, i).isEqualTo(naive.takeEvents());
            assertThat(tracker.flowCount()).isEqualTo(naive.liveCount());
        }
        checkStats(tracker.stats(), naive);
    }

    /** Mostly a little ahead, sometimes far, sometimes back. */
    private static long step(Random random) {
        int choice = random.nextInt(1_000);
        if (choice == 0) {
            return Duration.ofMillis(random.nextInt(500)).toNanos();
        }
        return choice < 50 ? -random.nextInt(5_000_000) : random.nextInt(1_000_000);
    }

    private static void checkStats(TrackerStats stats, NaiveTracker naive) {
        assertThat(stats.packetsInFlows()).isEqualTo(naive.inFlows);
        assertThat(stats.passedOver(PassReason.LATE)).isEqualTo(naive.late);
        assertThat(stats.packets()).isEqualTo(stats.packetsInFlows() + stats.passedOverTotal());
        assertThat(stats.flowsStarted()).isEqualTo(stats.flowsEndedTotal() + stats.flowsLive());
        assertThat(stats.flowsStarted()).isPositive();
        assertThat(stats.emergency().entered()).isEqualTo(naive.emergencies);
        assertThat(stats.emergency().flowsEvicted()).isEqualTo(naive.evictedInEmergency);
        assertThat(stats.emergency().halfOpenFlowsEvicted()).isEqualTo(naive.halfOpenEvicted);
    }
}
