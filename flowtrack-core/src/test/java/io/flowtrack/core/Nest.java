package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Decapsulation;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.Reassembly;
import io.flowtrack.api.Side;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.api.TrackingRules;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.testdata.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tracker of packets in tunnels, which verifies checksums, so that what was put together from wrong pieces shows. */
final class Nest {
    /** Port of the servers of the innermost datagrams. */
    static final int INNER_PORT = 53;

    final FlowTracker<FiveTuple, @Nullable Void> tracker;
    private final FiveTupleExtractor extractor;
    private final TrackerConfig config;
    private final Decapsulation tunnels;
    private int played;

    private Nest(FiveTupleExtractor extractor, Decapsulation tunnels, TrackerConfig config) {
        this.extractor = extractor;
        this.tunnels = tunnels;
        this.config = config;
        this.tracker = FlowTracker.of(extractor.decapsulating(tunnels), config);
    }

    private static FiveTupleExtractor verifying() {
        return FiveTupleExtractor.bidirectional().verifyingChecksums();
    }

    static Nest innermost() {
        return new Nest(verifying(), Decapsulation.defaults(), TrackerConfig.defaults());
    }

    static Nest withOuter() {
        return new Nest(verifying(), Decapsulation.defaults().withOuterFlows(), TrackerConfig.defaults());
    }

    static Nest zeek() {
        return new Nest(verifying().asZeek(), Decapsulation.zeek(), TrackerConfig.zeek());
    }

    /** A new one with tunnel ids in the key. */
    Nest withTunnelIds() {
        return new Nest(extractor.withTunnelIds(), tunnels, config);
    }

    /** A new one that looks into so many tunnels in one another. */
    Nest withMaxDepth(int depth) {
        return new Nest(extractor, tunnels.withMaxDepth(depth), config);
    }

    /** A new one that puts fragments together in this way. */
    Nest with(Reassembly reassembly) {
        return new Nest(
                extractor, tunnels, config.toBuilder().reassembly(reassembly).build());
    }

    Nest play(Frame frame) {
        tracker.track(frame.view());
        played++;
        checkSums();
        return this;
    }

    Nest play(List<Frame> frames) {
        frames.forEach(this::play);
        return this;
    }

    TrackerStats stats() {
        return tracker.stats();
    }

    /** The flow of that protocol and destination port. */
    Flow<FiveTuple, @Nullable Void> only(int protocol, int port) {
        List<Flow<FiveTuple, @Nullable Void>> found = tracker.flows()
                .filter(flow -> flow.key().protocol() == protocol)
                .filter(flow -> flow.key().portA() == port || flow.key().portB() == port)
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    /** Every packet counts once; and what flows counted is what the counters say, unless by Zeek's rules. */
    void checkSums() {
        TrackerStats stats = stats();
        assertThat(stats.packets()).isEqualTo(played);
        assertThat(stats.packetsInFlows()
                        + stats.passedOverTotal()
                        + stats.fragments().fragmentsHeld())
                .isEqualTo(played);
        if (config.rules() == TrackingRules.STANDARD && stats.flowsEndedTotal() == 0) {
            long inFlows = tracker.flows()
                    .mapToLong(flow -> flow.stats(Side.INITIATOR).packets()
                            + flow.stats(Side.RESPONDER).packets())
                    .sum();
            assertThat(stats.packetsInFlows() + stats.inner().packetsInFlows()).isEqualTo(inFlows);
        }
    }
}
