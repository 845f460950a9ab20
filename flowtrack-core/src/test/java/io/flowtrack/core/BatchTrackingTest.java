package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.testdata.Frame;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same traffic one by one and in batches, beside so many flows that batches are looked ahead into. */
class BatchTrackingTest {
    @ParameterizedTest
    @EnumSource
    void batchesGiveTheSameEventsInTheSameOrder(KindOfTracker kind) {
        for (long seed = 1; seed <= 5; seed++) {
            List<Frame> frames = BusyTraffic.frames(seed);
            FlowTracker<FiveTuple, @Nullable Void> single = kind.tracker();
            EventLines expected = new EventLines();
            frames.forEach(frame -> single.track(frame.view(), expected));
            FlowTracker<FiveTuple, @Nullable Void> batched = kind.tracker();
            EventLines lines = new EventLines();

            BusyTraffic.playInBatches(frames, batched, new Random(seed), lines);

            assertThat(batched.stats()).as("seed %d", seed).isEqualTo(single.stats());
            assertThat(batched.nowNanos()).isEqualTo(single.nowNanos());
            batched.flush(lines);
            single.flush(expected);
            assertThat(lines.lines).as("seed %d", seed).isEqualTo(expected.lines);
            assertThat(lines.lines).hasSizeGreaterThan(frames.size());
        }
    }
}
