package io.flowtrack.core;

import io.flowtrack.api.Decapsulation;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowShare;
import io.flowtrack.api.Reassembly;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.extract.FiveTupleExtractor;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Kinds of tracker that take different ways through the loop. */
enum KindOfTracker {
    DEFAULT,
    UNVERIFIED,
    OUTER_FLOWS,
    WITHOUT_REASSEMBLY,
    OFTEN_SWEPT,
    FULL,
    ZEEK;

    FlowTracker<FiveTuple, @Nullable Void> tracker() {
        return tracker(FlowShare.ALL);
    }

    FlowTracker<FiveTuple, @Nullable Void> tracker(FlowShare share) {
        return FlowTracker.of(extractor(), config(), share);
    }

    private FiveTupleExtractor extractor() {
        FiveTupleExtractor plain = FiveTupleExtractor.bidirectional();
        return switch (this) {
            case UNVERIFIED -> plain;
            case ZEEK -> plain.asZeek();
            case OUTER_FLOWS ->
                plain.verifyingChecksums()
                        .decapsulating(Decapsulation.defaults().withOuterFlows());
            default -> plain.verifyingChecksums();
        };
    }

    private TrackerConfig config() {
        TrackerConfig.Builder config = TrackerConfig.builder()
                .udpIdleTimeout(Duration.ofHours(1))
                .activeTimeout(Duration.ofMillis(500))
                .hashSeed(1);
        return switch (this) {
            case WITHOUT_REASSEMBLY -> config.reassembly(Reassembly.NONE).build();
            case OFTEN_SWEPT ->
                config.tcpIdleTimeout(Duration.ofMillis(50))
                        .sweepInterval(Duration.ofMillis(3))
                        .build();
            case FULL -> config.maxFlows(BusyTraffic.OTHER_FLOWS - 100).build();
            case ZEEK -> TrackerConfig.zeek().toBuilder().hashSeed(1).build();
            default -> config.build();
        };
    }
}
