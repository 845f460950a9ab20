package io.flowtrack.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The page of results: for every Java where and what it measured, then a table for each question. */
final class ResultsPage {
    private static final String NONE = "";
    private static final List<String> PERCENTILES = List.of("50.0", "90.0", "99.0", "99.9", "99.99");
    private static final String INTRODUCTION = """
            # Results

            Made by `flowtrack-bench/run.sh` and `report`; do not edit. What each benchmark does, and how to read this, is in
            [README.md](README.md). Figures are nanoseconds of processor time per packet: the median of all iterations, garbage
            collection and compiler included. *Spread* is how far the worst iteration of any in the row is from its median: trust no
            difference below it. Ratios compare figures of the same row.

            """;

    private final StringBuilder text = new StringBuilder(INTRODUCTION);

    /** Shows the plot. */
    void plot(String file) {
        text.append("![Nanoseconds per packet](").append(file).append(")\n\n");
    }

    /** What other programs needed, as {@code peers.sh} printed it. */
    void peers(String table) {
        text.append("## Other programs, from the same capture to flows\n\n")
                .append(table)
                .append('\n');
    }

    void run(Run run) {
        text.append("## Java ").append(run.java()).append("\n\n");
        run.surroundings().forEach(line -> text.append("- ").append(line).append('\n'));
        text.append("- Java's options: `").append(run.options()).append("`\n\n");
        costs(run);
        allocations(run);
        shards(run);
        growth(run);
        sweeps(run);
        files(run);
    }

    private void costs(Run run) {
        List<Contender> contenders = Contender.present(run);
        if (contenders.isEmpty()) {
            return;
        }
        List<Contender> trackers = Stream.of(Contender.TRACKER, Contender.BATCH, Contender.LIST)
                .filter(contenders::contains)
                .toList();
        List<String> titles = new ArrayList<>(List.of("Flows"));
        contenders.forEach(contender -> titles.add(contender.title()));
        for (Contender tracker : trackers) {
            titles.add(tracker.title() + " / " + Contender.DISSECT.title());
            titles.add(tracker.title() + " / " + Contender.NAIVE.title());
        }
        titles.add("spread");
        MarkdownTable table = new MarkdownTable(titles);
        for (Case packets : Contender.cases(run)) {
            List<String> row = new ArrayList<>(List.of(packets.toString()));
            contenders.forEach(contender -> row.add(nanos(contender.in(run, packets))));
            for (Contender tracker : trackers) {
                row.add(ratio(tracker.in(run, packets), Contender.DISSECT.in(run, packets)));
                row.add(ratio(tracker.in(run, packets), Contender.NAIVE.in(run, packets)));
            }
            row.add(Figures.percent(contenders.stream()
                    .flatMap(contender -> contender.in(run, packets).stream())
                    .mapToDouble(Measurement::spread)
                    .max()
                    .orElse(0)));
            table.row(row);
        }
        text.append("### A packet\n\n").append(table);
    }

    /** Several threads are there to save wall time, so that is what is told of them. */
    private void shards(Run run) {
        List<Contender> sharded = Stream.of(Contender.SHARDED, Contender.REPLAYED)
                .filter(Contender.present(run)::contains)
                .toList();
        if (sharded.isEmpty()) {
            return;
        }
        List<String> titles = new ArrayList<>(List.of("Flows", Contender.BATCH.title()));
        sharded.forEach(contender -> titles.addAll(List.of(contender.title(), "as fast as batched")));
        MarkdownTable table = new MarkdownTable(titles);
        for (Case packets : Contender.cases(run)) {
            Optional<Measurement> batched = Contender.BATCH.in(run, packets);
            List<String> row = new ArrayList<>(List.of(packets.toString(), wall(batched)));
            for (Contender contender : sharded) {
                Optional<Measurement> its = contender.in(run, packets);
                row.add(wall(its));
                row.add(batched.flatMap(one -> its.map(two -> Figures.ratio(one.wallNanos() / two.wallNanos())))
                        .orElse(NONE));
            }
            table.row(row);
        }
        text.append("### Two shards on two cores, nanoseconds of wall time per packet\n\n")
                .append(table);
    }

    private static String wall(Optional<Measurement> measurement) {
        return measurement.map(m -> Figures.rounded(m.wallNanos())).orElse(NONE);
    }

    private static String nanos(Optional<Measurement> measurement) {
        return measurement.map(m -> Figures.rounded(m.nanos())).orElse(NONE);
    }

    private static String ratio(Optional<Measurement> measurement, Optional<Measurement> base) {
        return measurement
                .flatMap(m -> base.map(b -> Figures.ratio(m.nanos() / b.nanos())))
                .orElse(NONE);
    }

    private void allocations(Run run) {
        String metric = "gc.alloc.rate.norm";
        List<Contender> contenders = Contender.present(run).stream()
                .filter(contender -> Contender.cases(run).stream()
                        .flatMap(packets -> contender.in(run, packets).stream())
                        .anyMatch(m -> m.secondary(metric).isPresent()))
                .toList();
        if (contenders.isEmpty()) {
            return;
        }
        List<String> titles = new ArrayList<>(List.of("Flows"));
        contenders.forEach(contender -> titles.add(contender.title()));
        MarkdownTable table = new MarkdownTable(titles);
        for (Case packets : Contender.cases(run)) {
            List<String> row = new ArrayList<>(List.of(packets.toString()));
            contenders.forEach(contender -> row.add(contender
                    .in(run, packets)
                    .flatMap(m -> m.secondary(metric))
                    .map(Figures::ratio)
                    .orElse(NONE)));
            table.row(row);
        }
        text.append("### Bytes allocated per packet\n\n").append(table);
    }

    private void growth(Run run) {
        for (Measurement growth : run.of("GrowthBenchmark")) {
            List<String> titles = new ArrayList<>();
            List<String> row = new ArrayList<>();
            titles.add("Call of `track`, ns");
            row.add("1 024 to 1 000 000 flows");
            for (String percentile : PERCENTILES) {
                titles.add(percentile + " %");
                row.add(growth.secondary("call.p" + percentile)
                        .map(Figures::rounded)
                        .orElse(NONE));
            }
            titles.add("longest");
            row.add(growth.largest("call.max").map(Figures::rounded).orElse(NONE));
            MarkdownTable table = new MarkdownTable(titles);
            table.row(row);
            text.append("### Growth\n\nPercentiles are medians of the iterations, the longest is that of all.\n\n")
                    .append(table);
        }
    }

    private void sweeps(Run run) {
        List<Measurement> sweeps = run.of("SweepBenchmark");
        if (sweeps.isEmpty()) {
            return;
        }
        MarkdownTable table = new MarkdownTable(List.of("Flows", "ns per sweep", "spread"));
        for (Measurement sweep : sweeps) {
            table.row(List.of(
                    Figures.grouped(Long.parseLong(sweep.parameter("flows"))),
                    Figures.rounded(sweep.nanos()),
                    Figures.percent(sweep.spread())));
        }
        text.append("### A sweep that finds nothing\n\n").append(table);
    }

    private void files(Run run) {
        List<Measurement> files = run.of("FileToFlowsBenchmark");
        if (files.isEmpty()) {
            return;
        }
        MarkdownTable table =
                new MarkdownTable(List.of("Capture", "ns per packet", "of wall time", "packets/s", "spread"));
        for (Measurement file : files) {
            table.row(List.of(
                    file.name().replace("FileToFlowsBenchmark.", NONE),
                    Figures.rounded(file.nanos()),
                    Figures.rounded(file.wallNanos()),
                    Figures.grouped(Math.round(1e9 / file.wallNanos())),
                    Figures.percent(file.spread())));
        }
        text.append("### A capture file to flow records, in one process\n\n").append(table);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
