package io.flowtrack.cli;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowPacket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record when a flow ends or is reported; those of the same time together, in the order of {@link ToldRecord}. The
 * flows' own state is their number in order of beginning.
 *
 * @param <K> the flows' key
 */
final class RecordOutput<K> implements FlowListener<K, Long> {
    private final RecordWriter writer;
    private final Output output;
    private final CaptureSpan span;
    private final LongSupplier now;
    private final List<ToldRecord> held = new ArrayList<>();
    private long heldNanos;
    private boolean isStarted;

    /**
     * An output of records.
     *
     * @param now the tracker's time
     */
    RecordOutput(RecordWriter writer, Output output, CaptureSpan span, LongSupplier now) {
        this.writer = writer;
        this.output = output;
        this.span = span;
        this.now = now;
        output.beforeFlush(this::writeHeld);
    }

    @Override
    public void onPacket(Flow<K, Long> flow, FlowPacket packet) {
        writer.packet(flow, packet);
    }

    @Override
    public void onInterim(Flow<K, Long> flow) {
        hold(ToldRecord.ofReported(now.getAsLong(), FlowNumber.of(flow.userState()), flow));
    }

    @Override
    public void onEnded(Flow<K, Long> flow, EndReason reason) {
        hold(ToldRecord.ofEnded(now.getAsLong(), FlowNumber.of(flow.userState()), flow, reason));
    }

    private void hold(ToldRecord record) {
        if (record.toldNanos() != heldNanos) {
            writeHeld();
            heldNanos = record.toldNanos();
        }
        held.add(record);
    }

    /** Writes the records of one time, in their order. */
    private void writeHeld() {
        if (held.isEmpty()) {
            return;
        }
        held.sort(ToldRecord.ORDER);
        perform(() -> {
            start();
            for (ToldRecord record : held) {
                writer.write(record.number().number(), record.flow());
            }
        });
        held.clear();
    }

    /** Lets the records so far be seen. */
    void show() {
        writeHeld();
        perform(writer::show);
        output.flush();
    }

    /** Writes what belongs behind the last record, and a last line if there is one. */
    void finish(@Nullable String lastLine) {
        writeHeld();
        perform(() -> {
            start();
            writer.finish(span.latestNanos());
            if (lastLine != null) {
                output.writer().append(lastLine).append('\n');
            }
        });
    }

    private void start() throws IOException {
        if (!isStarted) {
            isStarted = true;
            writer.start(span.firstNanos());
        }
    }

    private void perform(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw output.failed(e);
        }
    }

    private interface Writing {
        void run() throws IOException;
    }
}
