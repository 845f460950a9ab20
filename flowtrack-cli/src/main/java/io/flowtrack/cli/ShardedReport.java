package io.flowtrack.cli;

import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.PacketBatch;
import io.flowtrack.export.FlowRecordWriter;
import io.flowtrack.export.TunnelParents;
import io.flowtrack.parallel.ShardFailedException;
import io.flowtrack.parallel.ShardedFlowTracker;
import io.flowtrack.parallel.Sharding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * What {@link FlowReport} does, on several threads: these track flows and turn records into text; the one that calls reads,
 * puts records in order and writes.
 *
 * @param <K> the flows' key
 */
final class ShardedReport<K> implements Report {
    private static final int PACKETS_BETWEEN_LOOKS = 1 << 13;

    private final FlowOptions options;
    private final Output output;
    private final Surroundings surroundings;
    private final UnreadLinks links = new UnreadLinks();
    private final ExecutorService pool;
    private final ShardedFlowTracker<K, LateNumber> tracker;
    private final ShardMerge merge;
    private final FlowRecordWriter writer;
    private final RecordChunks chunks;
    private final FlowSelection selection;
    private int untilLook = PACKETS_BETWEEN_LOOKS;
    private boolean isStarted;

    private ShardedReport(
            Supplier<? extends FlowExtractor<K>> extractors, int threads, FlowOptions options, Channel channel) {
        this.options = options;
        this.output = channel.output();
        this.surroundings = channel.surroundings();
        this.pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "flowtrack-shard");
            thread.setDaemon(true);
            return thread;
        });
        List<ShardRecords<K>> records = new ArrayList<>();
        FeatureOptions.Beginning features = options.features().beginning();
        this.tracker = ShardedFlowTracker.of(
                extractors,
                options.config(),
                key -> new LateNumber(features.begin()),
                Sharding.of(threads, pool),
                shard -> {
                    ShardRecords<K> its =
                            new ShardRecords<>(shard, options.features().areWanted());
                    records.add(its);
                    return its;
                });
        this.merge = new ShardMerge(records);
        boolean colour = surroundings.colour() && options.run().toStandardOutput();
        this.writer = options.writer(output, colour, channel.span(), new TunnelParents());
        this.selection = options.selection();
        this.chunks = new RecordChunks(options.recordFormat(), output, pool);
    }

    /** Where records go, and what is known of the packets. */
    record Channel(Output output, CaptureSpan span, Surroundings surroundings) {}

    /** A report without flows. */
    @SuppressWarnings("unchecked") // the same options make extractors of the same keys
    static ShardedReport<?> of(FlowOptions options, int threads, Channel channel) {
        return new ShardedReport<>(() -> (FlowExtractor<Object>) options.extractor(), threads, options, channel);
    }

    @Override
    public void accept(PacketBatch batch) {
        links.note(batch);
        try {
            tracker.track(batch);
        } catch (ShardFailedException e) {
            if (e.getCause() instanceof InternalError cut) { // the file was cut while it was mapped
                throw cut;
            }
            throw e;
        }
        untilLook -= batch.size();
        if (untilLook <= 0) {
            untilLook = PACKETS_BETWEEN_LOOKS;
            write(merge.take(/* isAll= */ false));
        }
    }

    @Override
    public void bytesStay(boolean doStay) {
        tracker.bytesStay(doStay);
    }

    private void write(List<ToldRecord> records) {
        try {
            if (!selection.isAll()) {
                records.removeIf(told -> !selection.takes(told.flow()));
            }
            if (!isStarted && !records.isEmpty()) {
                start();
            }
            if (options.format().isInOnePiece() || !options.writesAtOnce()) {
                ToldRecord.forEach(records, writer::write);
            } else {
                chunks.add(records);
                chunks.write(Integer.MAX_VALUE);
            }
        } catch (IOException e) {
            throw output.failed(e);
        }
    }

    private void start() throws IOException {
        isStarted = true;
        writer.flush(); // what belongs before the first record
    }

    @Override
    public void finish(List<String> notes) {
        tracker.close();
        write(merge.take(/* isAll= */ true));
        chunks.write(0);
        try {
            writer.close();
        } catch (IOException e) {
            throw output.failed(e);
        }
        options.tell(RunSummary.lines(tracker.stats(), links, notes, selection), output, surroundings);
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
