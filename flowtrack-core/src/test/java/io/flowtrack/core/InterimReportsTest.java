package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.Side;
import io.flowtrack.api.SideCounts;
import io.flowtrack.api.TcpFlags;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.testdata.Capture;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records of one flow count on: numbers without gaps, deltas that add up to the totals. */
class InterimReportsTest {
    private static final SideCounts NOTHING = new SideCounts(0, 0, 0, 0, 0);
    private static final Endpoint CLIENT = Endpoint.client(1);
    private static final Endpoint SERVER = Endpoint.server(1, 80);
    private static final long SECOND = 1_000_000_000;

    /** A report, and the tracker's time when it was made. */
    private record Told(FlowRecord<FiveTuple> record, long nowNanos) {}

    /** Reports of every flow, in order; it looks at flows more often than it reports. */
    private static final class Reports implements FlowListener<FiveTuple, Integer> {
        private final Map<Integer, List<Told>> byFlow = new HashMap<>();
        private final AtomicInteger count = new AtomicInteger();
        private final FlowTracker<FiveTuple, Integer> tracker;
        private long lookCount;

        Reports(TrackerConfig config) {
            tracker = FlowTracker.of(FiveTupleExtractor.bidirectional(), config, key -> count.incrementAndGet());
        }

        private void add(Flow<FiveTuple, Integer> flow, EndReason reason) {
            FlowRecord<FiveTuple> record = flow.snapshot(reason);
            assertThat(flow.snapshot(reason)).as("a copy of a copy").isEqualTo(record);
            byFlow.computeIfAbsent(flow.userState(), none -> new ArrayList<>())
                    .add(new Told(record, tracker.nowNanos()));
        }

        @Override
        public void onPacket(Flow<FiveTuple, Integer> flow, FlowPacket packet) {
            List<Told> before = byFlow.getOrDefault(flow.userState(), List.of());
            assertThat(flow.snapshot(null).reportNumber()).isEqualTo(before.size() + 1);
            assertThat(flow.snapshot(null).isInterim()).isFalse();
            lookCount++;
        }

        @Override
        public void onInterim(Flow<FiveTuple, Integer> flow) {
            add(flow, EndReason.ACTIVE_TIMEOUT);
        }

        @Override
        public void onEnded(Flow<FiveTuple, Integer> flow, EndReason reason) {
            add(flow, reason);
        }

        Reports play(List<Frame> frames) {
            frames.forEach(frame -> tracker.track(frame.view(), this));
            tracker.flush(this);
            return this;
        }
    }

    private static SideCounts plus(SideCounts one, SideCounts other) {
        return one.since(NOTHING.since(other));
    }

    private static Side side(FlowRecord<?> record, Orientation orientation) {
        return record.initiatorOrientation() == orientation ? Side.INITIATOR : Side.RESPONDER;
    }

    private static void check(List<Told> reports) {
        Map<Orientation, SideCounts> sums = new HashMap<>();
        @Nullable Told before = null;
        for (Told told : reports) {
            FlowRecord<FiveTuple> record = told.record();
            assertThat(record.reportNumber()).isEqualTo(before == null ? 1 : before.record.reportNumber() + 1);
            assertThat(record.deltaStartNanos()).isEqualTo(before == null ? record.firstNanos() : before.nowNanos);
            for (Orientation orientation : Orientation.values()) {
                Side side = side(record, orientation);
                SideCounts sum = plus(sums.getOrDefault(orientation, NOTHING), record.delta(side));
                assertThat(sum).isEqualTo(record.counts(side));
                sums.put(orientation, sum);
            }
            before = told;
        }
        assertThat(reports.subList(0, reports.size() - 1))
                .allMatch(told -> told.record().isInterim());
        assertThat(reports.get(reports.size() - 1).record().isInterim()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "3, false", "4, true", "5, true", "6, true"})
    void deltasOfAllReportsAddUpToTheTotals(long seed, boolean isZeek) {
        TrackerConfig config = (isZeek ? TrackerConfig.zeek() : TrackerConfig.defaults())
                .toBuilder()
                        .activeTimeout(Duration.ofMillis(isZeek ? 20 : 50))
                        .closeLinger(Duration.ofSeconds(1))
                        .build();
        Capture capture = Traffic.random(seed, 300).unsteadyClock().capture();
        Reports reports = new Reports(config).play(capture);
        reports.byFlow.values().forEach(InterimReportsTest::check);
        assertThat(reports.byFlow).as("seed %d", seed).hasSize(reports.count.get());
        assertThat(reports.byFlow.values()).anyMatch(told -> told.size() > 3).anyMatch(told -> told.size() == 1);
        assertThat(reports.lookCount).isGreaterThan(reports.count.get());
    }

    private static Frame segment(Endpoint from, Endpoint to, int flags, int seconds) {
        return Frames.tcp(from, to)
                .flags(flags)
                .sequence(from.equals(CLIENT) ? 101 : 500)
                .acknowledgement(from.equals(CLIENT) ? 501 : 101)
                .at(Frames.START_NANOS + seconds * SECOND)
                .build();
    }

    /** The answer's acknowledgement shows who is the client, after there was a report that did not know. */
    @Test
    void deltasStayWithTheirEndpointWhenTheRolesAreSwapped() {
        TrackerConfig config = TrackerConfig.zeek().toBuilder()
                .activeTimeout(Duration.ofSeconds(1))
                .build();
        Reports reports = new Reports(config)
                .play(List.of(
                        segment(SERVER, CLIENT, TcpFlags.SYN | TcpFlags.ACK, 0),
                        segment(SERVER, CLIENT, TcpFlags.SYN | TcpFlags.ACK, 2),
                        segment(CLIENT, SERVER, TcpFlags.ACK, 3),
                        segment(CLIENT, SERVER, TcpFlags.ACK, 5)));
        reports.byFlow.values().forEach(InterimReportsTest::check);
        assertThat(reports.byFlow.get(1))
                .extracting(told -> told.record().initiatorOrientation())
                .containsExactly(Orientation.REVERSE, Orientation.REVERSE, Orientation.FORWARD, Orientation.FORWARD);
    }

    @Test
    void withoutReportsTheOneRecordIsAllDelta() {
        Reports reports =
                new Reports(TrackerConfig.defaults()).play(Traffic.random(9, 50).capture());
        assertThat(reports.byFlow.values()).isNotEmpty().allSatisfy(told -> {
            assertThat(told).hasSize(1);
            check(told);
        });
        assertThat(reports.byFlow.get(7))
                .first()
                .satisfies(told -> assertThat(told.record().userState()).isEqualTo(7));
    }

    @Test
    void stateThatCannotBeSerialisedIsNotInTheRecord() {
        FlowTracker<FiveTuple, Object> tracker =
                FlowTracker.of(FiveTupleExtractor.bidirectional(), TrackerConfig.defaults(), key -> new Object());
        tracker.track(segment(CLIENT, SERVER, TcpFlags.SYN, 0).view());
        assertThat(tracker.flows().map(flow -> flow.snapshot(null).userState())).containsOnlyNulls();
    }

    @Test
    void aReportThatFailedIsDueAgain() {
        FlowTracker<FiveTuple, @Nullable Void> tracker = FlowTracker.of(
                FiveTupleExtractor.bidirectional(),
                TrackerConfig.builder().activeTimeout(Duration.ofSeconds(1)).build());
        List<Long> numbers = new ArrayList<>();
        FlowListener<FiveTuple, @Nullable Void> failing = new FlowListener<>() {
            @Override
            public void onInterim(Flow<FiveTuple, @Nullable Void> flow) {
                numbers.add(flow.snapshot(EndReason.ACTIVE_TIMEOUT).reportNumber());
                if (numbers.size() == 1) {
                    throw new IllegalStateException("full");
                }
            }
        };
        tracker.track(segment(CLIENT, SERVER, TcpFlags.SYN, 0).view(), failing);
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        tracker.track(segment(CLIENT, SERVER, TcpFlags.ACK, 1).view(), failing));
        tracker.track(segment(CLIENT, SERVER, TcpFlags.ACK, 1).view(), failing);
        tracker.track(segment(CLIENT, SERVER, TcpFlags.ACK, 2).view(), failing);
        assertThat(numbers).containsExactly(1L, 1L, 2L);
    }
}
