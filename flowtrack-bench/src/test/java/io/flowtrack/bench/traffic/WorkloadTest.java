package io.flowtrack.bench.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.Side;
import io.flowtrack.api.TcpAnalysis;
import io.flowtrack.api.TcpSideAnalysis;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.FlowTracker;
import io.flowtrack.core.extract.FiveTupleExtractor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkloadTest {
    private static final int FLOWS = 700;
    private static final long SEED = 1;

    private final FlowTracker<FiveTuple, @Nullable Void> tracker =
            FlowTracker.of(FiveTupleExtractor.bidirectional().verifyingChecksums(), TrackerConfig.defaults());
    private final Faults faults = new Faults();

    /** What a capture of good traffic has not. */
    private static final class Faults implements FlowListener<FiveTuple, @Nullable Void> {
        private final Set<FiveTuple> keys = new HashSet<>();
        private int mostLive;
        private int live;
        private int established;
        private long faults;

        @Override
        public void onStarted(Flow<FiveTuple, @Nullable Void> flow) {
            keys.add(flow.key());
            mostLive = Math.max(mostLive, ++live);
        }

        @Override
        public void onEstablished(Flow<FiveTuple, @Nullable Void> flow) {
            established++;
        }

        @Override
        public void onPacket(Flow<FiveTuple, @Nullable Void> flow, FlowPacket packet) {
            TcpAnalysis analysis = Objects.requireNonNull(flow.tcpAnalysis());
            for (Side side : Side.values()) {
                TcpSideAnalysis facts = analysis.side(side);
                faults += facts.retransmittedPackets() + facts.sequenceGaps() + facts.outOfOrderPackets();
            }
        }

        @Override
        public void onEnded(Flow<FiveTuple, @Nullable Void> flow, EndReason reason) {
            live--;
        }
    }

    private void track(Workload workload, int packets) {
        PacketGenerator generator = new PacketGenerator(workload, FLOWS, SEED);
        for (int i = 0; i < packets; i++) {
            tracker.track(generator.next(), faults);
        }
    }

    @ParameterizedTest
    @EnumSource
    void packetsAreValid(Workload workload) {
        track(workload, 20_000);

        assertThat(tracker.stats().passedOverTotal()).isZero();
        assertThat(tracker.stats().packetsInFlows()).isEqualTo(20_000);
        assertThat(faults.faults).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"ROUND_ROBIN", "SHUFFLED", "SKEWED"})
    void openingBeginsEveryFlowAndNoneEnds(Workload workload) {
        int opening = new PacketGenerator(workload, FLOWS, SEED).openingLength();
        track(workload, opening);
        assertThat(faults.established).isEqualTo(FLOWS);

        track(workload, 20_000);
        assertThat(faults.keys).hasSize(FLOWS);
        assertThat(tracker.stats().flowsStarted()).isEqualTo(FLOWS);
        assertThat(tracker.stats().flowsEndedTotal()).isZero();
    }

    @Test
    void everyGroupOfTurnoverEndsAFlowAndBeginsOne() {
        int opening = new PacketGenerator(Workload.TURNOVER, FLOWS, SEED).openingLength();
        int groups = 1_000;
        track(Workload.TURNOVER, opening + groups * TurnoverTraffic.PACKETS_PER_FLOW);

        assertThat(faults.mostLive).isEqualTo(FLOWS);
        assertThat(tracker.flowCount()).isEqualTo(FLOWS);
        assertThat(tracker.stats().flowsStarted()).isEqualTo(FLOWS + groups);
        assertThat(tracker.stats().flowsEnded(EndReason.FIN)).isEqualTo(groups);
    }

    @Test
    void growthBeginsAFlowEveryThirdPacket() {
        track(Workload.GROWTH, 3 * FLOWS);

        assertThat(tracker.flowCount()).isEqualTo(FLOWS);
        assertThat(faults.established).isEqualTo(FLOWS);
    }

    @Test
    void shuffledRoundsHaveEachFlowOnceInDifferentOrders() {
        Traffic traffic = Workload.SHUFFLED.traffic(FLOWS, SEED);
        int[] first = round(traffic);
        int[] second = round(traffic);

        assertThat(first).doesNotHaveDuplicates().hasSize(FLOWS);
        assertThat(second).containsExactlyInAnyOrder(first).isNotEqualTo(first);
    }

    private static int[] round(Traffic traffic) {
        Segment segment = new Segment();
        int[] flows = new int[FLOWS];
        for (int i = 0; i < FLOWS; i++) {
            traffic.next(segment);
            flows[i] = segment.flow;
        }
        return flows;
    }

    @Test
    void skewedTrafficHasZipfsPopularityAndTheImix() {
        Traffic traffic = Workload.SKEWED.traffic(FLOWS, SEED);
        Segment segment = new Segment();
        for (int i = 0; i < traffic.openingLength(); i++) {
            traffic.next(segment);
        }
        int packets = 200_000;
        int[] ofFlow = new int[FLOWS];
        int[] ofLength = new int[1_461];
        for (int i = 0; i < packets; i++) {
            traffic.next(segment);
            ofFlow[segment.flow]++;
            ofLength[segment.payloadLength]++;
        }
        double harmonic = 0;
        for (int rank = 1; rank <= FLOWS; rank++) {
            harmonic += 1.0 / rank;
        }
        Arrays.sort(ofFlow);

        assertThat(ofFlow[FLOWS - 1] / (double) packets).isBetween(0.98 / harmonic, 1.02 / harmonic);
        assertThat(ofLength[0] + ofLength[536] + ofLength[1_460]).isEqualTo(packets);
        assertThat(ofLength[0] / (double) packets).isBetween(0.575, 0.592);
        assertThat(ofLength[1_460] / (double) packets).isBetween(0.080, 0.087);
    }

    @Test
    void noTwoFlowsHaveTheSameAddresses() {
        Set<Long> clients = new HashSet<>();
        for (int flow = 0; flow < 300_000; flow++) {
            clients.add((long) FlowAddresses.clientAddress(flow) << 16 | FlowAddresses.clientPort(flow));
            assertThat(FlowAddresses.clientPort(flow)).isBetween(32_768, 65_535);
        }
        assertThat(clients).hasSize(300_000);
    }

    @ParameterizedTest
    @EnumSource
    void flowsAreWithinTheirRange(Workload workload) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PacketGenerator(workload, 0, SEED));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PacketGenerator(workload, Workload.MAX_FLOWS + 1, SEED));
    }
}
