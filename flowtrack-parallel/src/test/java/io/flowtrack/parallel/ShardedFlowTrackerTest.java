package io.flowtrack.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowtrack.api.Decapsulation;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.extract.FiveTupleExtractor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShardedFlowTrackerTest {
    private static final int PACKETS = 20_000;

    private final ExecutorService pool = Executors.newFixedThreadPool(2);

    @AfterEach
    void end() {
        pool.shutdownNow();
    }

    /** Throws at its hundredth packet. */
    private static final class Bomb implements FlowListener<FiveTuple, @Nullable Void> {
        private int left = 100;

        @Override
        public void onPacket(Flow<FiveTuple, @Nullable Void> flow, FlowPacket packet) {
            if (--left == 0) {
                throw new IllegalStateException("bang");
            }
        }
    }

    private void track(ShardedFlowTracker<FiveTuple, @Nullable Void> tracker, int count) {
        for (int i = 0; i < count; i++) {
            tracker.track(Played.packet(i));
        }
    }

    @Test
    void whatAListenerThrowsComesOutOfTheNextCallsAndCloseEndsAllTheSame() {
        Sharding sharding = Sharding.of(2, pool).batchLength(10).queueLength(2);
        ShardedFlowTracker<FiveTuple, @Nullable Void> tracker = Played.tracker(sharding, shard -> new Bomb());
        assertThatThrownBy(() -> track(tracker, PACKETS))
                .isInstanceOf(ShardFailedException.class)
                .hasRootCauseMessage("bang");
        assertThatThrownBy(tracker::flush).isInstanceOf(ShardFailedException.class);
        assertThatThrownBy(() -> tracker.advanceTo(0)).isInstanceOf(ShardFailedException.class);
        tracker.close();
        tracker.close();
        assertThatThrownBy(() -> track(tracker, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFailureThatNobodyWasToldOfComesOutOfClose() {
        ShardedFlowTracker<FiveTuple, @Nullable Void> tracker =
                Played.tracker(Sharding.of(1, pool), shard -> new Bomb());
        track(tracker, 100);
        assertThatThrownBy(tracker::close).isInstanceOf(ShardFailedException.class);
        tracker.close();
    }

    @Test
    void anExecutorThatTakesNothingIsAFailure() {
        pool.shutdown();
        ShardedFlowTracker<FiveTuple, @Nullable Void> tracker =
                Played.tracker(Sharding.of(2, pool), shard -> new FlowListener<>() {});
        assertThatThrownBy(() -> track(tracker, PACKETS)).isInstanceOf(ShardFailedException.class);
        tracker.close();
    }

    @Test
    void whatCannotBeSplitIsRefused() {
        Sharding sharding = Sharding.of(2, pool);
        assertThatThrownBy(() -> ShardedFlowTracker.of(
                        FiveTupleExtractor::bidirectional,
                        TrackerConfig.zeek(),
                        key -> null,
                        sharding,
                        shard -> new FlowListener<FiveTuple, @Nullable Void>() {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Zeek");
        assertThatThrownBy(() -> ShardedFlowTracker.of(
                        () -> FiveTupleExtractor.bidirectional()
                                .decapsulating(Decapsulation.defaults().withOuterFlows()),
                        TrackerConfig.defaults(),
                        key -> null,
                        sharding,
                        shard -> new FlowListener<FiveTuple, @Nullable Void>() {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("outer flows");
        assertThatThrownBy(() -> Sharding.of(0, pool)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shardsKnowTheNumbersOfTheirPackets() {
        List<Long> numbers = Collections.synchronizedList(new ArrayList<>());
        try (ShardedFlowTracker<FiveTuple, @Nullable Void> tracker =
                Played.tracker(Sharding.of(3, pool).batchLength(7), shard -> new FlowListener<>() {
                    @Override
                    public void onPacket(Flow<FiveTuple, @Nullable Void> flow, FlowPacket packet) {
                        assertThat(packet.timestampNanos())
                                .isEqualTo(Played.packet((int) shard.packetNumber(packet) - 1)
                                        .timestampNanos());
                        numbers.add(shard.packetNumber(packet));
                    }
                })) {
            track(tracker, 5_000);
        }
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 5_000).boxed().toList());
    }

    @Test
    void flushAndAdvanceReturnWhenAllIsTold() {
        List<FiveTuple> ended = Collections.synchronizedList(new ArrayList<>());
        FlowListener<FiveTuple, @Nullable Void> listener = new FlowListener<>() {
            @Override
            public void onEnded(Flow<FiveTuple, @Nullable Void> flow, io.flowtrack.api.EndReason reason) {
                ended.add(flow.key());
            }
        };
        ShardedFlowTracker<FiveTuple, @Nullable Void> tracker =
                Played.tracker(Sharding.of(3, pool), ShardedFlowTracker.serialised(listener));
        track(tracker, 500);
        tracker.advanceTo(tracker.nowNanos() + 3_600_000_000_000L);
        assertThat(ended).hasSize(500);
        track(tracker, 300);
        tracker.flush();
        assertThat(ended).hasSize(800);
        assertThat(tracker.stats().flowsLive()).isZero();
        tracker.close();
    }
}
