package io.flowtrack.cli;

import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.PacketBatch;
import io.flowtrack.api.PacketView;
import io.flowtrack.core.FlowTracker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tracker whose flows are written as records, and a summary behind them.
 *
 * @param <K> the flows' key
 */
final class FlowReport<K> implements Report {
    private final FlowTracker<K, @Nullable FlowNumber> tracker;
    private final RecordOutput<K> records;
    private final FlowOptions options;
    private final Output output;
    private final Surroundings surroundings;
    private final UnreadLinks links = new UnreadLinks();
    private long flowCount;

    private FlowReport(
            FlowExtractor<K> extractor,
            FlowOptions options,
            Output output,
            CaptureSpan span,
            Surroundings surroundings) {
        FeatureOptions.Beginning features = options.features().beginning();
        boolean areNumbered = options.numbersFlows();
        this.tracker = FlowTracker.of(
                extractor, options.config(), key -> areNumbered ? new FlowNumber(++flowCount, features.begin()) : null);
        boolean colour = surroundings.colour() && options.run().toStandardOutput();
        this.records = new RecordOutput<>(options, colour, output, span, tracker::nowNanos);
        this.options = options;
        this.output = output;
        this.surroundings = surroundings;
    }

    /**
     * A report without flows.
     *
     * @param span from when to when the packets were captured that it is given
     */
    static FlowReport<?> of(FlowOptions options, Output output, CaptureSpan span, Surroundings surroundings) {
        return new FlowReport<>(options.extractor(), options, output, span, surroundings);
    }

    /** Takes a packet in. */
    void track(PacketView packet) {
        links.note(packet.linkType());
        tracker.track(packet, records);
    }

    @Override
    public void accept(PacketBatch batch) {
        links.note(batch);
        tracker.track(batch, records);
    }

    /** Passes time to there, nanoseconds since 1970-01-01T00:00Z, and shows the flows that are over by then. */
    void passTime(long nanos) {
        tracker.advanceTo(nanos, records);
        output.flush();
    }

    @Override
    public void finish(List<String> notes) {
        tracker.flush(records);
        records.finish(); // a summary is told of what was written
        options.tell(RunSummary.lines(tracker.stats(), links, notes, records.selection()), output, surroundings);
    }
}
