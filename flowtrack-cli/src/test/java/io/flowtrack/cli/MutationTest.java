package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.DirectionPolicy;
import io.flowtrack.api.EndReason;
import io.flowtrack.api.EndedAt;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.MemoryBudget;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.Side;
import io.flowtrack.api.TcpTimeouts;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.api.TrackingRules;
import io.flowtrack.core.FlowTracker;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.core.extract.HostPairExtractor;
import io.flowtrack.core.extract.MacPairExtractor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Recorded packets, mutated at random, to trackers of every kind: nothing is thrown, nothing hangs, nothing grows, and all
 * counters add up. {@code -Dflowtrack.mutations=N} sets how many mutated ones, {@code -Dflowtrack.mutations.seed=N} which.
 */
class MutationTest {
    private static final int FEW = 200_000;
    private static final int LIMIT = 2_000;
    private static final int PACKETS_BETWEEN_CHECKS = 100_000;
    private static final long MOST_GROWTH_BYTES = 16 << 20;
    private static final long[] EDGES_OF_TIME = {Long.MIN_VALUE, 0, Long.MAX_VALUE};

    /** A tracker, and what was heard of it. */
    private static final class Watched<K> implements FlowListener<K, @Nullable Void> {
        private final FlowTracker<K, @Nullable Void> tracker;
        private long events;
        private long packetsOfEndedFlows;
        private long ended;
        private long bytes;

        Watched(FlowExtractor<K> extractor, TrackerConfig.Builder config) {
            tracker = FlowTracker.of(extractor, config.hashSeed(1).build());
        }

        void flush() {
            tracker.flush(this);
            assertThat(tracker.flowCount()).isZero();
            check();
        }

        void track(PacketView packet) {
            tracker.track(packet, this);
        }

        @Override
        public void onPacket(Flow<K, @Nullable Void> flow, FlowPacket packet) {
            events++;
            bytes += packet.frame()
                    .slice(packet.payloadOffset(), packet.payloadCapturedLength())
                    .remaining();
        }

        @Override
        public void onEnded(Flow<K, @Nullable Void> flow, EndReason reason) {
            ended++;
            packetsOfEndedFlows += packets(flow);
            if ((ended & 0xFF) == 0) { // what is made of a flow for its record
                bytes += flow.snapshot(reason).toString().length();
            }
        }

        void check() {
            TrackerStats stats = tracker.stats();
            long inFlows = stats.packetsInFlows() + stats.inner().packetsInFlows();
            assertThat(events).isLessThanOrEqualTo(inFlows);
            if (tracker.config().rules() == TrackingRules.STANDARD
                    && tracker.config().endedAt() == EndedAt.LINGER_END) {
                long live = tracker.flows().mapToLong(Watched::packets).sum();
                assertThat(packetsOfEndedFlows + live).isEqualTo(inFlows);
            }
            assertThat(stats.packets())
                    .isEqualTo(stats.packetsInFlows()
                            + stats.passedOverTotal()
                            + stats.fragments().fragmentsHeld());
            assertThat(stats.flowsEndedTotal()).isEqualTo(ended);
            assertThat(stats.flowsStarted()).isEqualTo(ended + stats.flowsLive());
            assertThat(tracker.flowCount()).isLessThanOrEqualTo(LIMIT);
            assertThat(bytes).isNotNegative();
            tracker.flows().forEach(this::check);
        }

        private static long packets(Flow<?, ?> flow) {
            return flow.stats(Side.INITIATOR).packets()
                    + flow.stats(Side.RESPONDER).packets();
        }

        private void check(Flow<?, ?> flow) {
            for (Side side : Side.values()) {
                assertThat(flow.stats(side).payloadBytes()).isNotNegative();
                assertThat(flow.stats(side).streamBytes()).isNotNegative();
                if (tracker.config().rules() == TrackingRules.STANDARD) { // Zeek believes what UDP says of its length
                    assertThat(flow.stats(side).wireBytes())
                            .isGreaterThanOrEqualTo(flow.stats(side).payloadBytes());
                }
            }
            assertThat(flow.missedBytes()).isNotNegative();
            assertThat(flow.history()).hasSizeLessThanOrEqualTo(128);
        }
    }

    private static TrackerConfig.Builder standard() {
        return TrackerConfig.builder().maxFlows(LIMIT);
    }

    private static TrackerConfig.Builder zeek() {
        return TrackerConfig.zeek().toBuilder().maxFlows(LIMIT);
    }

    private static List<Watched<?>> trackers() {
        FiveTupleExtractor both = FiveTupleExtractor.bidirectional();
        return List.of(
                new Watched<>(both, standard()),
                new Watched<>(
                        FiveTupleExtractor.bidirectional().withVlanIds().verifyingChecksums(),
                        standard()
                                .endedAt(EndedAt.LINGER_END)
                                .activeTimeout(Duration.ofSeconds(1))
                                .ignoresResetsOutOfWindow(true)
                                .countsPartialGaps(true)),
                new Watched<>(
                        FiveTupleExtractor.directional().withVlanIds(),
                        standard().withoutEmergency().closeLinger(Duration.ZERO)),
                new Watched<>(
                        FiveTupleExtractor.bidirectional(),
                        standard()
                                .memoryBudget(MemoryBudget.ofBytes(MemoryBudget.LEAST_BYTES))
                                .tcpTimeouts(TcpTimeouts.ZEEK)
                                .sweepInterval(Duration.ZERO)),
                new Watched<>(HostPairExtractor.create().verifyingChecksums(), standard()),
                new Watched<>(MacPairExtractor.create(), standard()),
                new Watched<>(FiveTupleExtractor.bidirectional().asZeek(), zeek()),
                new Watched<>(
                        FiveTupleExtractor.bidirectional().verifyingChecksums().asZeek(),
                        zeek().countsPartialGaps(true)
                                .direction(DirectionPolicy.serverPorts(ServerPorts.of(ServerPorts.ZEEK)))));
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void noPacketThrowsHangsOrLeaks() throws IOException {
        long count = Long.getLong("flowtrack.mutations", FEW);
        long seed = Long.getLong("flowtrack.mutations.seed", 1);
        List<PacketView> seeds = SeedPackets.all();
        Mutations mutations = new Mutations(seeds, seed);
        List<Watched<?>> trackers = trackers();
        PacketView packet = new PacketView();
        long usedBytes = 0;
        for (long i = 0; mutations.count() < count; i++) {
            mutations.next(packet);
            try {
                trackers.forEach(tracker -> tracker.track(packet));
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "seed " + seed + ", packet " + i + ", " + packet.linkType() + " " + mutations, e);
            }
            if (i % PACKETS_BETWEEN_CHECKS == 0) {
                trackers.forEach(Watched::check);
            }
            if (usedBytes == 0 && mutations.count() >= count / 2) {
                usedBytes = usedBytes();
            }
        }
        trackers.forEach(Watched::check);
        assertThat(usedBytes() - usedBytes).isLessThan(MOST_GROWTH_BYTES);
        trackers.forEach(Watched::flush);
        System.out.println(count + " mutations of " + seeds.size() + " packets, seed " + seed + ", to "
                + trackers.size() + " trackers: " + trackers.get(0).tracker.stats());
    }

    /** The clock then soon stands at its end: the first packet from the far future puts it there. */
    @Test
    void timestampsMayBeAnything() throws IOException {
        SplittableRandom random = new SplittableRandom(2);
        Mutations mutations = new Mutations(SeedPackets.all(), 2);
        PacketView packet = new PacketView();
        for (int round = 0; round < 200; round++) {
            List<Watched<?>> trackers = trackers();
            for (int i = 0; i < 50; i++) {
                mutations.next(packet);
                long nanos = random.nextInt(3) == 0 ? EDGES_OF_TIME[random.nextInt(3)] : random.nextLong();
                packet.wrap(
                        packet.slice(0, packet.capturedLength()), 0, packet.capturedLength(), packet.linkType(), nanos);
                trackers.forEach(tracker -> tracker.track(packet));
            }
            trackers.forEach(Watched::check);
        }
    }
}
