package io.flowtrack.cli;

import io.flowtrack.api.FlowEvent;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.PacketBatch;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.FlowTracker;
import io.flowtrack.export.NdjsonEventWriter;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code flowtrack events}: everything a tracker tells, in the order it tells it. */
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Prints one JSON object for each thing that happens to a flow: started, established, state_change, packet,"
                    + " interim, ended.",
            "",
            "The order is that of the packets; for one packet: ended (other flows that are over), started, interim,"
                    + " established or state_change, packet, ended (its own flow). Flows that are still open when the last"
                    + " capture ends are ended then. The same input gives the same output.",
            "",
            "A line on standard error counts packets and flows by what became of them."
        },
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n",
        footer = {"", TrackerOptions.DURATIONS})
final class EventsCommand implements Callable<Integer> {
    @Mixin
    private final RunOptions run = new RunOptions();

    @Mixin
    private final TrackerOptions tracking = new TrackerOptions();

    @Mixin
    private final TunnelOptions tunnels = new TunnelOptions();

    @Mixin
    private final InputOptions input = new InputOptions();

    private final Surroundings surroundings;

    EventsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        TrackerConfig config = tracking.config();
        FlowExtractor<?> extractor = tracking.key().extractor(tunnels.decapsulation(Format.NDJSON));
        try (CaptureInput captures = new CaptureInput(input, run, surroundings);
                Output output = run.open(surroundings, input.captures(), Output::file)) {
            return track(extractor, config, captures, output);
        }
    }

    private <K> int track(FlowExtractor<K> extractor, TrackerConfig config, CaptureInput captures, Output output) {
        FlowTracker<K, @Nullable Void> tracker = FlowTracker.of(extractor, config);
        NdjsonEventWriter events = NdjsonEventWriter.of(output.stream());
        output.beforeFlush(events);
        UnreadLinks links = new UnreadLinks();
        Consumer<PacketBatch> taker = batch -> {
            for (int i = 0; i < batch.size(); i++) {
                PacketView packet = batch.get(i);
                links.note(packet.linkType());
                write(tracker.track(packet), events, output);
            }
        };
        int status = captures.readAll(taker, output);
        write(tracker.flush(), events, output);
        output.flush(); // a summary is told of what was written
        if (!run.quiet()) {
            surroundings.err().println(RunSummary.of(tracker.stats(), links.unread()));
            captures.notes().forEach(surroundings.err()::println);
        }
        return status;
    }

    private static <K> void write(List<FlowEvent<K>> happened, NdjsonEventWriter events, Output output) {
        try {
            for (FlowEvent<K> event : happened) {
                events.write(event);
            }
        } catch (IOException e) {
            throw output.failed(e);
        }
    }
}
