package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Decapsulation;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.PacketBatch;
import io.flowtrack.api.Reassembly;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.Traffic;
import io.flowtrack.testdata.Wrapped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same traffic one by one and in batches, beside so many flows that batches are looked ahead into. */
class BatchTrackingTest {
    private static final int OTHER_FLOWS = 34_000;
    private static final int CONVERSATIONS = 400;

    /** Kinds of tracker that take different ways through the loop. */
    private enum Kind {
        DEFAULT,
        UNVERIFIED,
        OUTER_FLOWS,
        WITHOUT_REASSEMBLY,
        FULL,
        ZEEK;

        FlowTracker<FiveTuple, @Nullable Void> tracker() {
            FiveTupleExtractor extractor = FiveTupleExtractor.bidirectional().verifyingChecksums();
            TrackerConfig.Builder config = TrackerConfig.builder()
                    .udpIdleTimeout(Duration.ofHours(1))
                    .activeTimeout(Duration.ofMillis(500))
                    .hashSeed(1);
            return switch (this) {
                case DEFAULT -> FlowTracker.of(extractor, config.build());
                case UNVERIFIED -> FlowTracker.of(FiveTupleExtractor.bidirectional(), config.build());
                case OUTER_FLOWS ->
                    FlowTracker.of(
                            extractor.decapsulating(Decapsulation.defaults().withOuterFlows()), config.build());
                case WITHOUT_REASSEMBLY ->
                    FlowTracker.of(extractor, config.reassembly(Reassembly.NONE).build());
                case FULL ->
                    FlowTracker.of(extractor, config.maxFlows(OTHER_FLOWS - 100).build());
                case ZEEK ->
                    FlowTracker.of(
                            FiveTupleExtractor.bidirectional().asZeek(),
                            TrackerConfig.zeek().toBuilder().hashSeed(1).build());
            };
        }
    }

    private static List<Frame> frames(long seed) {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < OTHER_FLOWS; i++) {
            frames.add(Frames.udp(Endpoint.client(100_000 + i), Endpoint.server(1, 9))
                    .at(Frames.START_NANOS)
                    .build());
        }
        Random random = new Random(seed);
        for (Frame frame : Traffic.random(seed, CONVERSATIONS).unsteadyClock().capture()) {
            frames.add(
                    switch (random.nextInt(10)) {
                        case 0, 1 -> carried(frame, random);
                        case 2 -> damaged(frame, random);
                        default -> frame;
                    });
        }
        return frames;
    }

    /** With one bit turned, so that checksums are wrong, or sizes, or anything else. */
    private static Frame damaged(Frame frame, Random random) {
        byte[] bytes = frame.bytes().clone();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        return new Frame(bytes, frame.timestampNanos(), frame.wireLength(), frame.linkType());
    }

    private static Frame carried(Frame frame, Random random) {
        return Frames.udp(Endpoint.client(1), Endpoint.server(1, 4789))
                .payload(Wrapped.vxlan(random.nextInt(2), frame.bytes()))
                .at(frame.timestampNanos())
                .build();
    }

    private static void track(
            FlowTracker<FiveTuple, @Nullable Void> tracker, List<Frame> frames, Random random, EventLines lines) {
        PacketBatch batch = new PacketBatch(100);
        int next = 0;
        while (next < frames.size()) {
            int count = Math.min(1 + random.nextInt(batch.capacity()), frames.size() - next);
            for (int i = 0; i < count; i++) {
                frames.get(next + i).wrapInto(batch.add());
            }
            tracker.track(batch, lines);
            batch.clear();
            next += count;
        }
    }

    @ParameterizedTest
    @EnumSource
    void batchesGiveTheSameEventsInTheSameOrder(Kind kind) {
        for (long seed = 1; seed <= 5; seed++) {
            List<Frame> frames = frames(seed);
            FlowTracker<FiveTuple, @Nullable Void> single = kind.tracker();
            EventLines expected = new EventLines();
            frames.forEach(frame -> single.track(frame.view(), expected));
            FlowTracker<FiveTuple, @Nullable Void> batched = kind.tracker();
            EventLines lines = new EventLines();

            track(batched, frames, new Random(seed), lines);

            assertThat(batched.stats()).as("seed %d", seed).isEqualTo(single.stats());
            assertThat(batched.nowNanos()).isEqualTo(single.nowNanos());
            batched.flush(lines);
            single.flush(expected);
            assertThat(lines.lines).as("seed %d", seed).isEqualTo(expected.lines);
            assertThat(lines.lines).hasSizeGreaterThan(frames.size());
        }
    }
}
