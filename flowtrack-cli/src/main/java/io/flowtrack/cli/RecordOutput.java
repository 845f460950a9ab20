package io.flowtrack.cli;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowPacket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record when a flow ends or is reported. The flows' own state is their number in order of beginning.
 *
 * @param <K> the flows' key
 */
final class RecordOutput<K> implements FlowListener<K, Long> {
    private final RecordWriter writer;
    private final Output output;
    private final CaptureSpan span;
    private boolean isStarted;

    RecordOutput(RecordWriter writer, Output output, CaptureSpan span) {
        this.writer = writer;
        this.output = output;
        this.span = span;
    }

    @Override
    public void onPacket(Flow<K, Long> flow, FlowPacket packet) {
        writer.packet(flow, packet);
    }

    @Override
    public void onInterim(Flow<K, Long> flow) {
        write(flow, EndReason.ACTIVE_TIMEOUT);
    }

    @Override
    public void onEnded(Flow<K, Long> flow, EndReason reason) {
        write(flow, reason);
    }

    private void write(Flow<K, Long> flow, EndReason reason) {
        perform(() -> {
            start();
            writer.write(flow.userState(), flow.snapshot(reason));
        });
    }

    /** Lets the records so far be seen. */
    void show() {
        perform(writer::show);
        output.flush();
    }

    /** Writes what belongs behind the last record, and a last line if there is one. */
    void finish(@Nullable String lastLine) {
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
