package io.flowtrack.cli;

import io.flowtrack.api.PacketBatch;
import io.flowtrack.export.FlowRecordWriter;
import io.flowtrack.export.TableRecordWriter;
import io.flowtrack.export.TunnelParents;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What {@link FlowReport} does, on several threads: these track flows and turn records into text; the one that calls reads,
 * puts records in order and writes.
 */
final class ShardedReport implements Report {
    private final FlowOptions options;
    private final Output output;
    private final Surroundings surroundings;
    private final UnreadLinks links = new UnreadLinks();
    private final ShardedFlows<?> flows;
    private final FlowRecordWriter writer;
    private final RecordChunks<RecordText.Page> chunks;
    private final FlowSelection selection;
    private boolean isBegun;

    /**
     * A report without flows.
     *
     * @param plan which threads
     * @param span from when to when the packets were captured that it is given
     */
    ShardedReport(
            FlowOptions options, ThreadOptions.Plan plan, Output output, CaptureSpan span, Surroundings surroundings) {
        this.options = options;
        this.output = output;
        this.surroundings = surroundings;
        boolean colour = surroundings.colour() && options.run().toStandardOutput();
        this.writer = options.writer(output, colour, span, new TunnelParents());
        this.selection = options.selection();
        this.flows = ShardedFlows.of(options::extractor, options.config(), states(options), plan, this::write);
        RecordText text = new RecordText(this::appending, selection);
        this.chunks =
                new RecordChunks<>(text::of, page -> page.writeTo(output), flows.threads(), flows.threads()::passTime);
    }

    private static Supplier<@Nullable LateNumber> states(FlowOptions options) {
        FeatureOptions.Beginning features = options.features().beginning();
        return options.numbersFlows() ? () -> new LateNumber(features.begin()) : () -> null;
    }

    @Override
    public void accept(PacketBatch batch) {
        links.note(batch);
        flows.accept(batch);
    }

    private void write(List<ToldRecord> records) {
        try {
            if (options.format().isInOnePiece() || !options.writesAtOnce()) {
                ToldRecord.forEach(records, selection.before(writer::write));
            } else {
                int begun = begin(records);
                chunks.add(records.subList(begun, records.size()));
            }
        } catch (IOException e) {
            throw output.failed(e);
        }
    }

    /** Writes what belongs before all other records, and those records by which a table finds its columns; says how many. */
    private int begin(List<ToldRecord> records) throws IOException {
        int begun = 0;
        while (!isBegun && begun < records.size()) {
            if (writer instanceof TableRecordWriter table && table.isAligning()) {
                ToldRecord.forEach(records.subList(begun, begun + 1), selection.before(writer::write));
                begun++;
            } else {
                isBegun = true;
                writer.flush();
            }
        }
        return begun;
    }

    private FlowRecordWriter appending(OutputStream out) {
        return writer instanceof TableRecordWriter table
                ? table.appending(out)
                : options.recordFormat().appending(out);
    }

    @Override
    public void finish(List<String> notes) {
        flows.finish();
        chunks.finish();
        try {
            writer.close();
        } catch (IOException e) {
            throw output.failed(e);
        }
        options.tell(RunSummary.lines(flows.stats(), links, notes, selection), output, surroundings);
    }

    @Override
    public void close() {
        flows.close();
    }
}
