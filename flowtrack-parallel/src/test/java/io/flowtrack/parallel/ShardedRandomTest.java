package io.flowtrack.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.EndedAt;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.PacketBatch;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.Reassembly;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.core.FlowTracker;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.core.extract.HostPairExtractor;
import io.flowtrack.core.extract.MacPairExtractor;
import io.flowtrack.testdata.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the traffic and however many shards: what is told of each flow, and when, is what one tracker tells. */
class ShardedRandomTest {
    private static final int[] SHARD_COUNTS = {1, 2, 3, 8};
    private static final ExecutorService POOL = Executors.newFixedThreadPool(4);

    @AfterAll
    static void end() {
        POOL.shutdownNow();
    }

    private static TrackerConfig config(Random random, EndedAt endedAt) {
        TrackerConfig.Builder builder = TrackerConfig.builder()
                .maxFlows(1 << 20)
                .tcpIdleTimeout(Duration.ofMillis(1 + random.nextInt(20_000)))
                .udpIdleTimeout(Duration.ofMillis(1 + random.nextInt(10_000)))
                .otherIdleTimeout(Duration.ofMillis(1 + random.nextInt(5_000)))
                .closeLinger(Duration.ofMillis(random.nextInt(4) * 500L))
                .sweepInterval(Duration.ofMillis(random.nextInt(4) * 200L))
                .endedAt(endedAt)
                .reassembly(
                        random.nextInt(5) == 0
                                ? Reassembly.NONE
                                : Reassembly.DEFAULT.within(Duration.ofMillis(1 + random.nextInt(3_000))));
        return random.nextBoolean()
                ? builder.build()
                : builder.activeTimeout(Duration.ofMillis(1 + random.nextInt(500)))
                        .build();
    }

    private static <K> TrackerStats compare(
            List<Frame> frames, Supplier<? extends FlowExtractor<K>> extractors, TrackerConfig config, Random random) {
        FlowTracker<K, @Nullable Void> single = FlowTracker.of(extractors.get(), config);
        Diary<K> expected = new Diary<>(single::nowNanos);
        long[] quiet = new long[frames.size()];
        for (int i = 0; i < quiet.length; i++) {
            quiet[i] = random.nextInt(2_000);
        }
        for (int i = 0; i < quiet.length; i++) {
            single.track(frames.get(i).view(), expected);
            if (quiet[i] == 0) {
                single.advanceTo(single.nowNanos() + 1_000_000_000, expected);
            } else if (quiet[i] == 1) {
                single.flush(expected);
            }
        }
        single.flush(expected);
        for (int shardCount : SHARD_COUNTS) {
            Sharding sharding = Sharding.of(shardCount, POOL)
                    .batchLength(1 + random.nextInt(100))
                    .queueLength(1 + random.nextInt(5));
            List<Diary<K>> diaries = new ArrayList<>();
            ShardedFlowTracker<K, @Nullable Void> sharded =
                    ShardedFlowTracker.of(extractors, config, key -> null, sharding, shard -> {
                        diaries.add(new Diary<>(shard::nowNanos));
                        return diaries.get(shard.index());
                    });
            play(frames, quiet, sharded);
            assertSame(expected, diaries);
            assertThat(sharded.stats()).isEqualTo(single.stats());
            assertThat(sharded.droppedCount()).isZero();
            diaries.clear();
            ShardedReplay<K, @Nullable Void> replay =
                    ShardedReplay.of(extractors, config, key -> null, shardCount, shard -> {
                        diaries.add(new Diary<>(shard::nowNanos));
                        return diaries.get(shard.index());
                    });
            replay.shards().forEach(shard -> replay(frames, quiet, shard, random));
            assertSame(expected, diaries);
            assertThat(replay.stats()).isEqualTo(single.stats());
        }
        return single.stats();
    }

    private static <K> void assertSame(Diary<K> expected, List<Diary<K>> diaries) {
        Diary<K> all = diaries.stream().reduce(new Diary<>(() -> 0), Diary::and);
        assertThat(all.lines().keySet()).isEqualTo(expected.lines().keySet());
        expected.lines()
                .forEach((key, lines) -> assertThat(all.lines().get(key))
                        .as("%s in %d shards", key, diaries.size())
                        .isEqualTo(lines));
    }

    private static void replay(List<Frame> frames, long[] quiet, ReplayShard<?, ?> shard, Random random) {
        PacketBatch batch = new PacketBatch(1 + random.nextInt(100));
        for (int i = 0; i < quiet.length; i++) {
            frames.get(i).wrapInto(batch.add());
            if (batch.isFull() || quiet[i] <= 1 || i == quiet.length - 1) {
                trackSomehow(batch, shard, random);
                batch.clear();
            }
            if (quiet[i] == 0) {
                shard.advanceTo(shard.nowNanos() + 1_000_000_000);
            } else if (quiet[i] == 1) {
                shard.flush();
            }
        }
        shard.flush();
        assertThat(shard.packetCount()).isEqualTo(quiet.length);
    }

    private static void trackSomehow(PacketBatch batch, ReplayShard<?, ?> shard, Random random) {
        if (random.nextBoolean()) {
            shard.track(batch);
            return;
        }
        for (int i = 0; i < batch.size(); i++) {
            shard.track(batch.get(i));
        }
    }

    /** The bytes of each packet are overwritten as soon as it is tracked. */
    private static void play(List<Frame> frames, long[] quiet, ShardedFlowTracker<?, ?> sharded) {
        try (sharded) {
            PacketView view = new PacketView();
            for (int i = 0; i < quiet.length; i++) {
                Frame frame = frames.get(i);
                Frame copy =
                        new Frame(frame.bytes().clone(), frame.timestampNanos(), frame.wireLength(), frame.linkType());
                sharded.track(copy.wrapInto(view));
                java.util.Arrays.fill(copy.bytes(), (byte) 0xEE);
                if (quiet[i] == 0) {
                    sharded.advanceTo(sharded.nowNanos() + 1_000_000_000);
                } else if (quiet[i] == 1) {
                    sharded.flush();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void fiveTuplesToldAtTheClose(long seed) {
        Random random = new Random(seed);
        TrackerStats stats = compare(
                RandomMixture.frames(seed, 300),
                FiveTupleExtractor::bidirectional,
                config(random, EndedAt.CLOSE),
                random);
        assertThat(stats.flowsEnded(EndReason.IDLE_TIMEOUT)).isPositive();
        assertThat(stats.flowsEnded(EndReason.FLUSHED)).isPositive();
        assertThat(stats.passedOverTotal()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void fiveTuplesToldAfterTheLinger(long seed) {
        Random random = new Random(seed);
        compare(
                RandomMixture.frames(seed, 300),
                FiveTupleExtractor::bidirectional,
                config(random, EndedAt.LINGER_END),
                random);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void scopedAndVerifiedTuples(long seed) {
        Random random = new Random(seed);
        TrackerStats stats = compare(
                RandomMixture.frames(seed, 300),
                () -> FiveTupleExtractor.bidirectional()
                        .withVlanIds()
                        .withTunnelIds()
                        .verifyingChecksums(),
                config(random, EndedAt.CLOSE),
                random);
        assertThat(stats.passedOver(PassReason.BAD_TRANSPORT_CHECKSUM)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32})
    void hostsAndStationsAndDirections(long seed) {
        Random random = new Random(seed);
        List<Frame> frames = RandomMixture.frames(seed, 200);
        compare(frames, HostPairExtractor::create, config(random, EndedAt.CLOSE), random);
        compare(frames, MacPairExtractor::create, config(random, EndedAt.CLOSE), random);
        compare(frames, FiveTupleExtractor::directional, config(random, EndedAt.CLOSE), random);
    }
}
