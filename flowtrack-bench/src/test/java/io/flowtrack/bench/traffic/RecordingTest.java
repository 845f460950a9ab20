package io.flowtrack.bench.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.Side;
import io.flowtrack.api.TcpSideAnalysis;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.FlowTracker;
import io.flowtrack.core.extract.FiveTupleExtractor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordingTest {
    private static final int FLOWS = 70;

    private final FlowTracker<FiveTuple, @Nullable Void> tracker = FlowTracker.of(
            FiveTupleExtractor.bidirectional(),
            TrackerConfig.builder().maxFlows(2 * FLOWS).build());
    private final FlowListener<FiveTuple, @Nullable Void> nobody = new FlowListener<>() {};

    private void repeat(Workload workload) {
        PacketGenerator generator = new PacketGenerator(workload, FLOWS, 1);
        for (int i = 0; i < generator.openingLength(); i++) {
            tracker.track(generator.next(), nobody);
        }
        Recording recording = Recording.of(workload, FLOWS, 1);
        for (int i = 0; i < recording.packetCount() * 5 / 2; i++) {
            tracker.track(recording.next(), nobody);
        }
        assertThat(tracker.stats().passedOverTotal()).isZero();
    }

    private long faults() {
        return tracker.flows().mapToLong(RecordingTest::faults).sum();
    }

    private static long faults(Flow<FiveTuple, @Nullable Void> flow) {
        long faults = 0;
        for (Side side : Side.values()) {
            TcpSideAnalysis facts = Objects.requireNonNull(flow.tcpAnalysis()).side(side);
            faults += facts.retransmittedPackets() + facts.sequenceGaps() + facts.outOfOrderPackets();
        }
        return faults;
    }

    @Test
    void dataGoOnWhereTheyEndedWhenRepeated() {
        repeat(Workload.SKEWED);

        assertThat(tracker.flowCount()).isEqualTo(FLOWS);
        assertThat(tracker.stats().flowsStarted()).isEqualTo(FLOWS);
        assertThat(faults()).isZero();
    }

    @Test
    void turnoverGoesOnWhenRepeated() {
        repeat(Workload.TURNOVER);

        assertThat(tracker.flowCount()).isEqualTo(FLOWS);
        assertThat(faults()).isZero();
    }

    @Test
    void rewindingGivesTheFirstPacketAgain() {
        Recording recording = Recording.of(Workload.GROWTH, FLOWS, 1);
        long start = recording.next().timestampNanos();
        recording.next();
        recording.rewind();

        assertThat(recording.next().timestampNanos()).isEqualTo(start);
    }
}
