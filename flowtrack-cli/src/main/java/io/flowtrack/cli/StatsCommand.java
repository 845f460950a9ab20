package io.flowtrack.cli;

import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.export.Quantities;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flowtrack stats}: what the flows of the captures are like, all together. */
@Command(
        name = StatsCommand.NAME,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Prints a screenful about all flows of the captures together: protocols, connection states, the hosts and"
                    + " ports with the most bytes, durations, sizes, losses, round-trip times.",
            "",
            "A flow counts when it has ended, at the latest with the last capture. A host's bytes are those it sent and"
                    + " received; a port is the responder's. Memory does not grow with the input: percentiles are"
                    + " exact to a thousandth, and where there are more than 65536 hosts, what the numbers of a"
                    + " host may lack is told. Everything else is exact."
        },
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n",
        footer = {"", TrackerOptions.DURATIONS})
final class StatsCommand implements Callable<Integer> {
    static final String NAME = "stats";

    private static final int MOST_ROWS = 1000;

    /** How totals are written. */
    enum StatsFormat {
        TEXT,
        JSON
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = {
                "How totals are written (default: ${DEFAULT-VALUE}):",
                "text: for people",
                "json: one JSON object, with exact numbers"
            })
    private StatsFormat format = StatsFormat.TEXT;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "5",
            description = "Show the N hosts and N ports with the most bytes, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(names = "--ascii", description = "Draw bars of '#' even if the system's encoding has blocks.")
    private boolean isAscii;

    @Mixin
    private final WhereOption where = new WhereOption();

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

    @Mixin
    private final ThreadOptions threads = new ThreadOptions();

    private final Surroundings surroundings;

    StatsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (rows < 1 || rows > MOST_ROWS) {
            throw new BadUsage("--top: " + rows + " is not within 1 to " + MOST_ROWS);
        }
        TrackerConfig config = tracking.config();
        FlowSelection selection = where.selection();
        Supplier<FlowExtractor<?>> extractors =
                () -> checksums.extractor(tracking.key(), Format.NDJSON, tunnels.decapsulation(Format.NDJSON));
        threads.check();
        try (CaptureInput captures = new CaptureInput(input, run, surroundings);
                Output output = run.open(surroundings, input.captures(), Output::file);
                StatsSum sum =
                        new StatsSum(extractors, config, selection, threads.plan(extractors.get(), input, captures))) {
            int status = captures.readAll(sum, output);
            sum.finish();
            tell(sum, selection, captures, output);
            return status;
        }
    }

    private void tell(StatsSum sum, FlowSelection selection, CaptureInput captures, Output output) {
        List<String> summary = sum.summary(captures.notes());
        StatsTotals totals = sum.totals();
        if (format == StatsFormat.TEXT) {
            summary.add(amount(totals, captures.span()));
            output.writeLines(text(totals).text(summary));
            return;
        }
        try {
            new StatsJson(totals, rows).write(output.stream(), sum.stats(), captures.span(), selection.leftOutCount());
        } catch (IOException e) {
            throw output.failed(e);
        }
        if (!run.quiet()) {
            summary.forEach(surroundings.err()::println);
        }
    }

    private StatsText text(StatsTotals totals) {
        boolean colour = surroundings.colour() && run.toStandardOutput();
        return new StatsText(totals, isAscii ? StatsBars.ASCII : bars(), colour, rows);
    }

    /** {@code 24.2k bytes in 786us from 2026-11-21T09:32:57.945Z}. */
    private static String amount(StatsTotals totals, CaptureSpan span) {
        String bytes = Quantities.count(totals.all().wireBytes()) + " bytes";
        if (span.openNanos().isEmpty()) {
            return bytes;
        }
        long first = span.openNanos().orElseThrow();
        String start =
                Instant.EPOCH.plusNanos(first).truncatedTo(ChronoUnit.MILLIS).toString();
        return bytes + " in " + Quantities.duration(span.closeNanos().orElseThrow() - first) + " from " + start;
    }

    private static StatsBars bars() {
        String encoding = System.getProperty("stdout.encoding", System.getProperty("native.encoding", ""));
        return encoding.toLowerCase(Locale.ROOT).startsWith("utf") ? StatsBars.BLOCKS : StatsBars.ASCII;
    }
}
