package io.flowtrack.cli;

import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.PacketBatch;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Sums up the flows of packets, with one thread or several. Totals take them in one after another in the same order anyway,
 * as what is forgotten of too many hosts depends on it; threads track, and make records and addresses.
 */
final class StatsSum implements Consumer<PacketBatch>, AutoCloseable {
    private final StatsTotals totals = new StatsTotals();
    private final UnreadLinks links = new UnreadLinks();
    private final FlowSelection selection;
    private final EndedFlows flows;
    private final RecordChunks<List<StatsFlow>> chunks;

    /**
     * A sum of no flows.
     *
     * @param selection which of them count
     * @param plan the threads, if there are several
     */
    StatsSum(
            Supplier<? extends FlowExtractor<?>> extractors,
            TrackerConfig config,
            FlowSelection selection,
            Optional<ThreadOptions.Plan> plan) {
        this.selection = selection;
        if (plan.isEmpty()) {
            this.flows = new SingleFlows<>(extractors.get(), config, this::take);
            this.chunks = new RecordChunks<>(this::counted, this::add, Runnable::run, () -> {});
        } else {
            ShardedFlows<?> sharded = ShardedFlows.of(extractors, config, () -> null, plan.get(), this::take);
            this.flows = sharded;
            this.chunks = new RecordChunks<>(this::counted, this::add, sharded.threads(), sharded.threads()::passTime);
        }
    }

    @Override
    public void accept(PacketBatch batch) {
        links.note(batch);
        flows.accept(batch);
    }

    private void take(List<ToldRecord> records) {
        chunks.add(records);
    }

    private List<StatsFlow> counted(List<ToldRecord> records) {
        return StatsFlow.of(records, selection);
    }

    private void add(List<StatsFlow> counted) {
        counted.forEach(totals::add);
    }

    /** Takes in all flows that are left. */
    void finish() {
        flows.finish();
        chunks.finish();
    }

    /** What was summed up; after {@link #finish} all of it. */
    StatsTotals totals() {
        return totals;
    }

    /** What was counted of packets. */
    TrackerStats stats() {
        return flows.stats();
    }

    /** What is said of packets and flows, a line for each thing. */
    List<String> summary(List<String> notes) {
        return RunSummary.lines(stats(), links, notes, selection);
    }

    @Override
    public void close() {
        flows.close();
    }
}
