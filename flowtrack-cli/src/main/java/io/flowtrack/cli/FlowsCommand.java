package io.flowtrack.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
                    + " open when the last capture ends are written then. Records stand in the order in which flows are"
                    + " found to be over; those found so at the same time by the time of their last packet, then by"
                    + " protocol, addresses and ports. All times are packet times: the same input"
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
    @Mixin
    private final FlowOptions options = new FlowOptions();

    @Mixin
    private final InputOptions input = new InputOptions();

    @Mixin
    private final ThreadOptions threads = new ThreadOptions();

    private final Surroundings surroundings;

    FlowsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        options.check();
        threads.check();
        try (CaptureInput captures = new CaptureInput(input, options.run(), surroundings);
                Output output = options.open(surroundings, input.captures())) {
            return report(captures, output);
        }
    }

    private int report(CaptureInput captures, Output output) {
        try (Report report = report(output, captures)) {
            int status = captures.readAll(report, output);
            report.finish(captures.notes());
            return status;
        }
    }

    private Report report(Output output, CaptureInput captures) {
        return threads.plan(options.extractor(), input, captures)
                .<Report>map(plan -> new ShardedReport(options, plan, output, captures.span(), surroundings))
                .orElseGet(() -> FlowReport.of(options, output, captures.span(), surroundings));
    }
}
