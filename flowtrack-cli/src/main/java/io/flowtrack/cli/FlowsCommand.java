package io.flowtrack.cli;

import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.FlowTracker;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flowtrack flows}: one record for each flow, written when it ends. */
@Command(
        name = "flows",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Prints one record for each flow of the captures.",
            "",
            "A record is written when its flow ends, so that memory does not grow with the input; flows that are still"
                    + " open when the last capture ends are written then. All times are packet times: the same input"
                    + " gives the same output. A closed TCP connection ends after the linger, and its counters hold what"
                    + " came late.",
            "",
            "In the table, '>' is what the initiator sent and '<' what the responder sent; bytes are those on the wire,"
                    + " link headers included. Numbers from 10000 on are shortened (12.3k = 12300, M, G, T); the other"
                    + " formats have exact ones. The columns are sized by the first 200 flows. What stands behind an"
                    + " ICMP address is the type and the type of the answer, or the code of a message that has no"
                    + " answer.",
            "",
            "The last line counts packets and flows by what became of them. It goes to standard error unless the format"
                    + " is table."
        },
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n",
        footer = {"", TrackerOptions.DURATIONS})
final class FlowsCommand implements Callable<Integer> {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = {
                "How records are written (default: ${DEFAULT-VALUE}):",
                "table: for people",
                "ndjson: one JSON object for each flow",
                "zeek: Zeek's conn.log. Flows are told apart, closed and turned round by Zeek's rules and timeouts, and"
                        + " checksums are verified. What is not known is '-'; #open and #close are the times of the"
                        + " first and the last packet. Flows that go on are not reported",
                "csv: RFC 4180, with a header row"
            })
    private Format format = Format.TABLE;

    @Mixin
    private final RunOptions run = new RunOptions();

    @Mixin
    private final TrackerOptions tracking = new TrackerOptions();

    @Mixin
    private final TunnelOptions tunnels = new TunnelOptions();

    @Mixin
    private final ChecksumOptions checksums = new ChecksumOptions();

    @Mixin
    private final InputOptions input = new InputOptions();

    private final Surroundings surroundings;

    private long flowCount;

    FlowsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (format == Format.ZEEK && !tracking.key().isFiveTuple()) {
            throw new BadUsage("the zeek format needs five-tuples, not '--key " + tracking.key() + "'");
        }
        TrackerConfig config = tracking.config(format);
        FlowExtractor<?> extractor = checksums.extractor(tracking.key(), format, tunnels.decapsulation(format));
        try (Output output = run.open(surroundings, input.captures())) {
            return track(extractor, config, output);
        }
    }

    private <K> int track(FlowExtractor<K> extractor, TrackerConfig config, Output output) {
        FlowTracker<K, Long> tracker = FlowTracker.of(extractor, config, key -> ++flowCount);
        CaptureInput captures = new CaptureInput(input, run, surroundings);
        RecordWriter writer = format.writer(output.writer(), surroundings.colour() && run.toStandardOutput());
        RecordOutput<K> records = new RecordOutput<>(writer, output, captures.span());
        int status = captures.readAll(packet -> tracker.track(packet, records));
        tracker.flush(records);
        String summary = RunSummary.of(tracker.stats(), captures.unreadLinks());
        records.finish(format == Format.TABLE && !run.quiet() ? summary : null);
        output.flush(); // a summary is told of what was written
        if (format != Format.TABLE && !run.quiet()) {
            surroundings.err().println(summary);
        }
        return status;
    }
}
