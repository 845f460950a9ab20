package io.flowtrack.bench.report;

import java.util.List;
import java.util.Optional;

/** Those that do the same packets in their own ways, side by side in the table and the plot. A new one is one line here. */
enum Contender {
    DISSECT("DissectBenchmark", "dissect only"),
    NAIVE("NaiveTrackerBenchmark", "naive"),
    TRACKER("TrackerBenchmark", "tracker"),
    BATCH("BatchBenchmark", "tracker, batched"),
    SHARDED("ShardedBenchmark", "two shards, handed over"),
    REPLAYED("ShardedReplayBenchmark", "two shards, each reading"),
    LIST("ListTrackerBenchmark", "list of events");

    private final String benchmark;
    private final String title;

    Contender(String benchmark, String title) {
        this.benchmark = benchmark;
        this.title = title;
    }

    String title() {
        return title;
    }

    /** What it needed in one case. */
    Optional<Measurement> in(Run run, Case wanted) {
        return run.of(benchmark).stream().filter(m -> Case.of(m).equals(wanted)).findFirst();
    }

    /** All cases that any of them was measured in, in the order of the measurements. */
    static List<Case> cases(Run run) {
        return List.of(values()).stream()
                .flatMap(contender -> run.of(contender.benchmark).stream())
                .map(Case::of)
                .distinct()
                .sorted()
                .toList();
    }

    /** Those that were measured at all. */
    static List<Contender> present(Run run) {
        return List.of(values()).stream()
                .filter(contender -> !run.of(contender.benchmark).isEmpty())
                .toList();
    }
}
