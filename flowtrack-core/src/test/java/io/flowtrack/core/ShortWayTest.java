package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.EndedAt;
import io.flowtrack.api.Extraction;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowIdentity;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Traffic;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plain packets of open connections go a short way through the tracker: events must be those of the long one. */
class ShortWayTest {
    private static final int CONVERSATIONS = 150;

    /** An extractor that has no quick look at plain packets, so that all of them go the long way. */
    private static final class StepByStep implements FlowExtractor<FiveTuple> {
        private final FiveTupleExtractor extractor = FiveTupleExtractor.bidirectional();

        @Override
        public boolean extract(PacketView packet, Extraction into) {
            return extractor.extract(packet, into);
        }

        @Override
        public boolean extractQuoted(PacketView packet, Extraction into) {
            return extractor.extractQuoted(packet, into);
        }

        @Override
        public FiveTuple key(FlowIdentity identity) {
            return extractor.key(identity);
        }

        @Override
        public void identify(FiveTuple key, FlowIdentity into) {
            extractor.identify(key, into);
        }
    }

    /** What may be due when a packet comes. */
    private enum Rules {
        DEFAULT,
        INTERIM_REPORTS,
        SHORT_TIMEOUTS,
        RARE_SWEEPS,
        FEW_FLOWS,
        NO_LINGER,
        TOLD_AT_CLOSE;

        private TrackerConfig.Builder change(TrackerConfig.Builder config) {
            return switch (this) {
                case DEFAULT -> config;
                case INTERIM_REPORTS -> config.activeTimeout(Duration.ofMillis(50));
                case SHORT_TIMEOUTS ->
                    config.tcpIdleTimeout(Duration.ofMillis(100)).sweepInterval(Duration.ofMillis(70));
                case RARE_SWEEPS ->
                    config.tcpIdleTimeout(Duration.ofMillis(100)).sweepInterval(Duration.ofHours(1));
                case FEW_FLOWS -> config.maxFlows(20);
                case NO_LINGER -> config.closeLinger(Duration.ZERO);
                case TOLD_AT_CLOSE -> config.endedAt(EndedAt.CLOSE).closeLinger(Duration.ofSeconds(5));
            };
        }

        FlowTracker<FiveTuple, @Nullable Void> tracker(FlowExtractor<FiveTuple> extractor) {
            return FlowTracker.of(
                    extractor, change(TrackerConfig.builder()).hashSeed(1).build());
        }
    }

    @ParameterizedTest
    @EnumSource
    void eventsAreThoseOfTheLongWay(Rules rules) {
        for (long seed = 1; seed <= 20; seed++) {
            List<Frame> frames =
                    Traffic.random(seed, CONVERSATIONS).unsteadyClock().capture();
            FlowTracker<FiveTuple, @Nullable Void> quick = rules.tracker(FiveTupleExtractor.bidirectional());
            FlowTracker<FiveTuple, @Nullable Void> slow = rules.tracker(new StepByStep());
            EventLines lines = new EventLines();
            EventLines expected = new EventLines();

            for (Frame frame : frames) {
                quick.track(frame.view(), lines);
                slow.track(frame.view(), expected);
                assertThat(quick.nowNanos()).isEqualTo(slow.nowNanos());
            }
            quick.flush(lines);
            slow.flush(expected);

            assertThat(lines.lines).as("seed %d", seed).isEqualTo(expected.lines);
            assertThat(quick.stats()).as("seed %d", seed).isEqualTo(slow.stats());
        }
    }

    @Test
    void theTrafficHasPlainPackets() {
        Extraction found = new Extraction();
        FiveTupleExtractor extractor = FiveTupleExtractor.bidirectional();

        assertThat(Traffic.random(1, CONVERSATIONS).unsteadyClock().capture())
                .filteredOn(frame -> extractor.extractPlain(frame.view(), found))
                .hasSizeGreaterThan(CONVERSATIONS);
    }
}
