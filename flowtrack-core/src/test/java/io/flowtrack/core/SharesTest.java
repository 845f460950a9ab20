package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowShare;
import io.flowtrack.testdata.Frame;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trackers of shares, each given all packets, tell together what a tracker of all flows tells, at the same packets. */
class SharesTest {
    private static EventLines lines(FlowTracker<?, ?> tracker) {
        return new EventLines(() -> String.format("%09d at %d: ", tracker.packetCount(), tracker.nowNanos()));
    }

    private static List<String> sorted(List<EventLines> parts) {
        return parts.stream().flatMap(part -> part.lines.stream()).sorted().toList();
    }

    private static long sum(List<FlowTracker<FiveTuple, @Nullable Void>> trackers) {
        return trackers.stream().mapToLong(tracker -> tracker.stats().packets()).sum();
    }

    @ParameterizedTest
    @EnumSource(names = "FULL", mode = EnumSource.Mode.EXCLUDE) // which shares are at other moments
    void togetherTheyTellWhatOneTrackerTells(KindOfTracker kind) {
        for (int shareCount = 2; shareCount <= 4; shareCount++) {
            List<Frame> frames = BusyTraffic.frames(shareCount);
            FlowTracker<FiveTuple, @Nullable Void> single = kind.tracker();
            EventLines expected = lines(single);
            frames.forEach(frame -> single.track(frame.view(), expected));
            List<FlowTracker<FiveTuple, @Nullable Void>> trackers = new ArrayList<>();
            List<EventLines> parts = new ArrayList<>();

            for (FlowShare share : FlowShare.split(shareCount, OptionalLong.of(shareCount))) {
                FlowTracker<FiveTuple, @Nullable Void> tracker = kind.tracker(share);
                trackers.add(tracker);
                parts.add(lines(tracker));
                BusyTraffic.playInBatches(frames, tracker, new Random(shareCount), parts.get(share.index()));
                assertThat(tracker.nowNanos()).isEqualTo(single.nowNanos());
                assertThat(tracker.packetCount()).isEqualTo(frames.size());
            }

            assertThat(sum(trackers)).isEqualTo(single.stats().packets()).isEqualTo(frames.size());
            assertThat(passedOver(trackers)).isEqualTo(single.stats().passedOver());
            single.flush(expected);
            for (int i = 0; i < shareCount; i++) {
                trackers.get(i).flush(parts.get(i));
            }
            assertThat(sorted(parts)).isEqualTo(sorted(List.of(expected)));
            assertThat(parts).allSatisfy(part -> assertThat(part.lines).hasSizeGreaterThan(frames.size() / 8));
        }
    }

    private static Map<?, Long> passedOver(List<FlowTracker<FiveTuple, @Nullable Void>> trackers) {
        return trackers.stream()
                .map(tracker -> tracker.stats().passedOver().entrySet())
                .flatMap(Collection::stream)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new));
    }
}
