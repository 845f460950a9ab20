package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.Side;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import java.nio.ByteBuffer;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes, flows by Zeek's rules are counted as exactly as all others. */
class ZeekRandomTest {
    private static final int PACKETS = 300_000;
    private static final long LONGEST_STEP_NANOS = 20_000_000;
    private static final long PAUSE_NANOS = 61_000_000_000L;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void packetsAndFlowsAddUp(long seed) {
        Random random = new Random(seed);
        TrackerConfig config = TrackerConfig.zeek().toBuilder()
                .maxFlows(1 + random.nextInt(60))
                .build();
        FlowTracker<Integer, @Nullable Void> tracker = FlowTracker.of(new SyntheticPacket.Extractor(), config);
        long[] ended = new long[2];
        FlowListener<Integer, @Nullable Void> listener = new FlowListener<>() {
            @Override
            public void onEnded(Flow<Integer, @Nullable Void> flow, EndReason reason) {
                ended[0]++;
                for (Side side : Side.values()) {
                    ended[1] += flow.stats(side).packets();
                    assertThat(flow.stats(side).streamBytes())
                            .as("seed %d", seed)
                            .isNotNegative();
                }
                assertThat(flow.missedBytes()).as("seed %d", seed).isNotNegative();
            }
        };
        ByteBuffer buffer = ByteBuffer.allocate(16);
        PacketView view = new PacketView();
        long nanos = 0;
        for (int i = 0; i < PACKETS; i++) {
            nanos += i % 100 == 0 ? -LONGEST_STEP_NANOS : random.nextLong(LONGEST_STEP_NANOS);
            nanos += i % 1_000 == 1 ? PAUSE_NANOS : 0;
            tracker.track(SyntheticPacket.random(random, 50, nanos).wrapInto(view, buffer), listener);
        }
        tracker.flush(listener);
        TrackerStats stats = tracker.stats();
        assertThat(stats.packetsInFlows()).isEqualTo(PACKETS).isEqualTo(ended[1]);
        assertThat(stats.flowsStarted()).isEqualTo(ended[0]).isEqualTo(stats.flowsEndedTotal());
        assertThat(stats.flowsEnded(EndReason.REUSED)).isPositive();
        assertThat(stats.flowsEnded(EndReason.IDLE_TIMEOUT)).isPositive();
        assertThat(tracker.flowCount()).isZero();
    }
}
