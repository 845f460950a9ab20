package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.ConnState;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.Side;
import io.flowtrack.api.TcpFlags;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What packets with a wrong checksum leave behind. */
class BadChecksumTest {
    private static final Endpoint A = Endpoint.client(1);
    private static final Endpoint B = Endpoint.server(1, 80);

    private static FlowTracker<FiveTuple, @Nullable Void> tracker(TrackerConfig config) {
        return FlowTracker.of(FiveTupleExtractor.bidirectional().asZeek().verifyingChecksums(), config);
    }

    private static Flow<FiveTuple, @Nullable Void> flow(FlowTracker<FiveTuple, @Nullable Void> tracker) {
        return tracker.flows().findFirst().orElseThrow();
    }

    private static Frame wrong(int flags, int sequence, Duration after) {
        return Frames.tcp(A, B)
                .flags(flags)
                .sequence(sequence)
                .wrongChecksum()
                .at(Frames.START_NANOS + after.toNanos())
                .build();
    }

    @Test
    void byZeeksRulesTheyBeginAFlow() {
        FlowTracker<FiveTuple, @Nullable Void> tracker = tracker(TrackerConfig.zeek());
        tracker.track(wrong(TcpFlags.SYN, 1, Duration.ZERO).view());
        assertThat(flow(tracker).history()).isEqualTo("C");
        assertThat(flow(tracker).connState()).isEqualTo(ConnState.OTH);
        assertThat(flow(tracker).stats(Side.INITIATOR).packets()).isZero();
        assertThat(tracker.stats().passedOver(PassReason.BAD_TRANSPORT_CHECKSUM))
                .isEqualTo(1);
    }

    @Test
    void theyDoNotKeepAFlowAlive() {
        FlowTracker<FiveTuple, @Nullable Void> tracker = tracker(TrackerConfig.zeek());
        tracker.track(wrong(TcpFlags.ACK, 1, Duration.ZERO).view());
        tracker.track(wrong(TcpFlags.ACK, 1, Duration.ofSeconds(4)).view());
        assertThat(tracker.stats().flowsStarted()).isEqualTo(1);
        tracker.track(wrong(TcpFlags.ACK, 1, Duration.ofMillis(5_001)).view());
        assertThat(tracker.stats().flowsStarted()).isEqualTo(2);
    }

    @Test
    void otherwiseTheyLeaveALetterInAConnectionThatIsThere() {
        FlowTracker<FiveTuple, @Nullable Void> tracker = tracker(TrackerConfig.defaults());
        tracker.track(wrong(TcpFlags.SYN, 1, Duration.ZERO).view());
        assertThat(tracker.flowCount()).isZero();
        tracker.track(Frames.tcp(A, B).flags(TcpFlags.SYN).sequence(1).build().view());
        tracker.track(wrong(TcpFlags.SYN, 9, Duration.ZERO).view());
        assertThat(flow(tracker).history()).isEqualTo("SC");
        assertThat(flow(tracker).stats(Side.INITIATOR).packets()).isEqualTo(1);
    }
}
