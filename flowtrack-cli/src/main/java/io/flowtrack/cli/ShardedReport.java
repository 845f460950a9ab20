package io.flowtrack.cli;

import io.flowtrack.api.PacketBatch;
import io.flowtrack.export.FlowRecordWriter;
import io.flowtrack.export.TunnelParents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

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
    private final RecordChunks<ByteArrayOutputStream> chunks;
    private final FlowSelection selection;
    private boolean isStarted;

    /**
     * A report without flows.
     *
     * @param span from when to when the packets were captured that it is given
     */
    ShardedReport(FlowOptions options, int threads, Output output, CaptureSpan span, Surroundings surroundings) {
        this.options = options;
        this.output = output;
        this.surroundings = surroundings;
        boolean colour = surroundings.colour() && options.run().toStandardOutput();
        this.writer = options.writer(output, colour, span, new TunnelParents());
        this.selection = options.selection();
        this.flows = ShardedFlows.of(options::extractor, options.config(), options.features(), threads, this::write);
        RecordText text = new RecordText(options.recordFormat(), selection);
        this.chunks = new RecordChunks<>(text::of, output::write, flows.pool());
    }

    @Override
    public void accept(PacketBatch batch) {
        links.note(batch);
        flows.accept(batch);
    }

    @Override
    public boolean likesBytesToStay() {
        return flows.likesBytesToStay();
    }

    @Override
    public void bytesStay(boolean doStay) {
        flows.bytesStay(doStay);
    }

    private void write(List<ToldRecord> records) {
        try {
            if (options.format().isInOnePiece() || !options.writesAtOnce()) {
                ToldRecord.forEach(records, selection.before(writer::write));
            } else {
                if (!isStarted && !records.isEmpty()) {
                    start();
                }
                chunks.add(records);
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
