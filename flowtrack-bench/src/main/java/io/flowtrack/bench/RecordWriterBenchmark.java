package io.flowtrack.bench;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.FlowTracker;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.export.CsvRecordWriter;
import io.flowtrack.export.EveRecordWriter;
import io.flowtrack.export.FlowRecordWriter;
import io.flowtrack.export.NdjsonRecordWriter;
import io.flowtrack.export.ZeekJsonRecordWriter;
import io.flowtrack.export.ZeekRecordWriter;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Traffic;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One record written, to nowhere: records of random conversations, most of them TCP, one after another. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class RecordWriterBenchmark {
    private static final int CONVERSATIONS = 1_000;

    /** The format. */
    @Param({"ndjson", "csv", "zeek", "zeek-json", "eve"})
    public String format = "";

    private final List<FlowRecord<?>> records = new ArrayList<>();
    private FlowRecordWriter writer = NdjsonRecordWriter.of(OutputStream.nullOutputStream());
    private int next;

    /** Makes the records. */
    @Setup
    public void track() {
        FlowTracker<FiveTuple, @Nullable Void> tracker =
                FlowTracker.of(FiveTupleExtractor.bidirectional(), TrackerConfig.defaults());
        FlowListener<FiveTuple, @Nullable Void> listener = new FlowListener<>() {
            @Override
            public void onEnded(Flow<FiveTuple, @Nullable Void> flow, EndReason reason) {
                records.add(flow.snapshot(reason));
            }
        };
        for (Frame frame : Traffic.random(Replay.SEED, CONVERSATIONS).capture()) {
            PacketView packet = frame.view();
            tracker.track(packet, listener);
        }
        tracker.flush(listener);
        writer = writer(OutputStream.nullOutputStream());
    }

    private FlowRecordWriter writer(OutputStream out) {
        return switch (format) {
            case "ndjson" -> NdjsonRecordWriter.of(out);
            case "csv" -> CsvRecordWriter.of(out);
            case "zeek" -> ZeekRecordWriter.of(out);
            case "zeek-json" -> ZeekJsonRecordWriter.of(out);
            case "eve" -> EveRecordWriter.of(out);
            default -> throw new IllegalArgumentException(format);
        };
    }

    /** One record. */
    @Benchmark
    public void write() throws IOException {
        writer.write(records.get(next));
        next = next + 1 == records.size() ? 0 : next + 1;
    }
}
