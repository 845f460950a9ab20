package io.flowtrack.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.TrackerStats;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is lost, counted twice or waited for in vain, whatever the sizes, the threads and the listeners. */
class ShardedStressTest {
    private static final int ROUNDS = 60;
    private static final int PACKETS = 3_000;

    /** Counts packets, and now and then takes its time. */
    private static final class SlowCounter implements FlowListener<FiveTuple, @Nullable Void> {
        private final AtomicLong count;
        private final int pause;
        private int untilPause = 1;

        SlowCounter(AtomicLong count, int pause) {
            this.count = count;
            this.pause = pause;
        }

        @Override
        public void onPacket(Flow<FiveTuple, @Nullable Void> flow, FlowPacket packet) {
            count.incrementAndGet();
            if (pause > 0 && --untilPause == 0) {
                untilPause = pause;
                LockSupport.parkNanos(10_000);
            }
        }
    }

    private static void check(Random random, Executor executor, boolean drops) {
        int shardCount = 1 + random.nextInt(6);
        Sharding sharding = new Sharding(
                shardCount, executor, 1 + random.nextInt(random.nextBoolean() ? 3 : 200), 1 + random.nextInt(4), drops);
        AtomicLong count = new AtomicLong();
        int pause = random.nextInt(3) * 50;
        ShardedFlowTracker<FiveTuple, @Nullable Void> tracker =
                Played.tracker(sharding, shard -> new SlowCounter(count, pause));
        try (tracker) {
            for (int i = 0; i < PACKETS; i++) {
                tracker.track(Played.packet(i));
                if (random.nextInt(2_000) == 0) {
                    assertThat(tracker.stats().packets() + tracker.droppedCount())
                            .isEqualTo(i + 1);
                }
            }
        }
        TrackerStats stats = tracker.stats();
        assertThat(stats.packetsInFlows()).isEqualTo(count.get());
        assertThat(stats.packets() + tracker.droppedCount()).isEqualTo(PACKETS);
        assertThat(stats.flowsLive()).isZero();
        assertThat(stats.flowsStarted()).isEqualTo(stats.flowsEndedTotal());
        if (!drops) {
            assertThat(tracker.droppedCount()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void allPacketsAreTrackedWithAnyNumberOfThreads(int threads) {
        Random random = new Random(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        for (int round = 0; round < ROUNDS; round++) {
            check(random, pool, /* drops= */ false);
        }
        pool.shutdown();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void whatIsDroppedIsCounted(int threads) {
        Random random = new Random(100 + threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        for (int round = 0; round < ROUNDS; round++) {
            check(random, pool, /* drops= */ true);
        }
        pool.shutdown();
    }

    @Test
    void packetsAreDroppedWhenNobodyTakesThemAndNoneWhenTheCallerWaits() {
        Queue<Runnable> never = new ArrayDeque<>();
        Sharding sharding = Sharding.of(2, never::add).batchLength(10).queueLength(1);
        ShardedFlowTracker<FiveTuple, @Nullable Void> dropping =
                Played.tracker(sharding.droppingWhenFull(), shard -> new FlowListener<>() {});
        for (int i = 0; i < PACKETS; i++) {
            dropping.track(Played.packet(i));
        }
        int room = 2 * (2 * 10 - 1); // of the first batch of a shard the first entry is the time
        assertThat(dropping.droppedCount()).isEqualTo(PACKETS - room);
        dropping.close();
        assertThat(dropping.stats().packets()).isEqualTo(room);

        ShardedFlowTracker<FiveTuple, @Nullable Void> waiting =
                Played.tracker(sharding, shard -> new FlowListener<>() {});
        for (int i = 0; i < PACKETS; i++) {
            waiting.track(Played.packet(i));
        }
        waiting.close();
        assertThat(waiting.stats().packetsInFlows()).isEqualTo(PACKETS);
    }

    @Test
    void anExecutorThatRunsTasksAtOnceWillDo() {
        check(new Random(7), Runnable::run, /* drops= */ false);
    }

    @Test
    void anInterruptedCallerLosesNothingAndStaysInterrupted() {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        Thread.currentThread().interrupt();
        check(new Random(8), pool, /* drops= */ false);
        assertThat(Thread.interrupted()).isTrue();
        pool.shutdown();
    }

    @Test
    void oneListenerForAllHearsOneEventAtATime() {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        long[] plain = new long[1];
        FlowListener<FiveTuple, @Nullable Void> listener = new FlowListener<>() {
            @Override
            public void onPacket(Flow<FiveTuple, @Nullable Void> flow, FlowPacket packet) {
                plain[0]++;
            }
        };
        int packets = 100_000;
        try (ShardedFlowTracker<FiveTuple, @Nullable Void> tracker =
                Played.tracker(Sharding.of(4, pool), ShardedFlowTracker.serialised(listener))) {
            for (int i = 0; i < packets; i++) {
                tracker.track(Played.packet(i));
            }
        }
        assertThat(plain[0]).isEqualTo(packets);
        pool.shutdown();
    }
}
