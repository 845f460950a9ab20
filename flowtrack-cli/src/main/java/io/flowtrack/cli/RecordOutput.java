package io.flowtrack.cli;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.export.FlowRecordWriter;
import io.flowtrack.export.TunnelParents;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record when a flow ends or is reported; those of the same time together, in the order of {@link ToldRecord}. The
 * flows' own state is their number in order of beginning, if somebody wants to know it.
 *
 * @param <K> the flows' key
 */
final class RecordOutput<K> implements FlowListener<K, @Nullable FlowNumber> {
    private final FlowRecordWriter writer;
    private final FlowSelection selection;
    /** Null for formats that do not ask. */
    private final @Nullable TunnelParents parents;

    private final boolean countsFeatures;
    private final Output output;
    private final LongSupplier now;
    private final HeldRecords held = new HeldRecords(this::write);

    /**
     * An output of records.
     *
     * @param span from when to when the packets were captured
     * @param now the tracker's time
     */
    RecordOutput(FlowOptions options, boolean colour, Output output, CaptureSpan span, LongSupplier now) {
        TunnelParents carriers = new TunnelParents();
        this.writer = options.writer(output, colour, span, carriers);
        this.selection = options.selection();
        this.parents = options.format().isZeek() ? carriers : null;
        this.countsFeatures = options.features().areWanted();
        this.output = output;
        this.now = now;
        // in a format with a file of its own a flush would end a row group, small as it may be
        output.beforeFlush(options.format().needsFile() ? held::release : this::show);
    }

    @Override
    public void onPacket(Flow<K, @Nullable FlowNumber> flow, FlowPacket packet) {
        if (parents != null) {
            parents.onPacket(flow, packet);
        }
        if (countsFeatures) {
            RecordState.count(flow, packet);
        }
    }

    @Override
    public void onInterim(Flow<K, @Nullable FlowNumber> flow) {
        held.hold(ToldRecord.ofReported(now.getAsLong(), flow));
    }

    @Override
    public void onEnded(Flow<K, @Nullable FlowNumber> flow, EndReason reason) {
        held.hold(ToldRecord.ofEnded(now.getAsLong(), flow, reason));
    }

    private void write(List<ToldRecord> records) {
        try {
            ToldRecord.forEach(records, selection.before(writer::write));
        } catch (IOException e) {
            throw output.failed(e);
        }
    }

    private void show() throws IOException {
        held.release();
        writer.flush();
        if (writer instanceof RotatedFiles files) {
            files.passTime(now.getAsLong());
        }
    }

    /** Which records were wanted. */
    FlowSelection selection() {
        return selection;
    }

    /** Writes what belongs behind the last record. */
    void finish() {
        held.release();
        try {
            writer.close();
        } catch (IOException e) {
            throw output.failed(e);
        }
    }
}
