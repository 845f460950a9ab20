package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.EndedAt;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.Side;
import io.flowtrack.api.TcpFindings;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.testdata.Traffic;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The flags of a connection are those of its packets, each side's for itself. */
class FlagsSeenTest {
    /** Of one flow, by the direction of its packets. */
    private static final class Flags {
        private final Map<Orientation, Integer> seen = new EnumMap<>(Orientation.class);
    }

    private static final class Checker implements FlowListener<FiveTuple, Flags> {
        private int checkedCount;
        private int flippedCount;

        private static Orientation orientation(Flow<FiveTuple, Flags> flow, Side side) {
            Orientation initiator = flow.initiatorOrientation();
            return side == Side.INITIATOR ? initiator : initiator.opposite();
        }

        @Override
        public void onPacket(Flow<FiveTuple, Flags> flow, FlowPacket packet) {
            flow.userState().seen.merge(orientation(flow, packet.side()), packet.tcpFlags(), (a, b) -> a | b);
        }

        @Override
        public void onEnded(Flow<FiveTuple, Flags> flow, EndReason reason) {
            FlowRecord<FiveTuple> record = flow.snapshot(reason);
            TcpFindings found = record.tcpAnalysis();
            if (found == null) {
                return;
            }
            checkedCount++;
            flippedCount += record.history().contains("^") ? 1 : 0;
            for (Side side : Side.values()) {
                assertThat(found.flagsSeen(side))
                        .isEqualTo(flow.userState().seen.getOrDefault(orientation(flow, side), 0));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "3, true", "4, true"})
    void theyAreThoseOfThePackets(long seed, boolean isZeek) {
        TrackerConfig config = (isZeek ? TrackerConfig.zeek() : TrackerConfig.defaults())
                .toBuilder().endedAt(EndedAt.LINGER_END).build();
        Checker checker = new Checker();
        FlowTracker<FiveTuple, Flags> tracker =
                FlowTracker.of(FiveTupleExtractor.bidirectional(), config, key -> new Flags());
        Traffic.random(seed, 400).capture().forEach(frame -> tracker.track(frame.view(), checker));
        tracker.flush(checker);
        assertThat(checker.checkedCount).as("seed %d", seed).isGreaterThan(100);
        assertThat(checker.flippedCount > 0).isEqualTo(isZeek);
    }
}
