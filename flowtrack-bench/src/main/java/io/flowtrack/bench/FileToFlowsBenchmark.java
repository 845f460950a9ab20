package io.flowtrack.bench;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.PacketView;
import io.flowtrack.bench.traffic.GenerateCommand;
import io.flowtrack.bench.traffic.PacketGenerator;
import io.flowtrack.bench.traffic.Workload;
import io.flowtrack.core.FlowTracker;
import io.flowtrack.pcap.CaptureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From a capture file to the records of all its flows: opening, reading, tracking, ending, all in this process. The file has
 * been read before, so it lies in the system's cache.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms3g", "-Xmx3g"})
@Warmup(iterations = 5)
@Measurement(iterations = 5)
public class FileToFlowsBenchmark {
    private static final int MILLION = 1_000_000;
    private static final int IMIX_FLOWS = 40_000;
    private static final int PACKETS_PER_FLOW = 3;

    /** A million flows of three packets each, the handshake, in a new order each round. */
    @State(Scope.Thread)
    public static class MillionFlows {
        private final GeneratedFile capture = new GeneratedFile(Workload.SHUFFLED, MILLION, PACKETS_PER_FLOW * MILLION);

        /** Writes the file. */
        @Setup
        public void write() throws IOException {
            capture.write();
        }

        /** Removes it. */
        @TearDown
        public void remove() throws IOException {
            capture.remove();
        }
    }

    /** A million packets of 40 000 flows, 338 MB. */
    @State(Scope.Thread)
    public static class Imix {
        private final GeneratedFile capture = new GeneratedFile(Workload.SKEWED, IMIX_FLOWS, MILLION);

        /** Writes the file. */
        @Setup
        public void write() throws IOException {
            capture.write();
        }

        /** Removes it. */
        @TearDown
        public void remove() throws IOException {
            capture.remove();
        }
    }

    private static final class GeneratedFile {
        private final Workload workload;
        private final int flows;
        private final int packets;
        private Path path = Path.of("");

        GeneratedFile(Workload workload, int flows, int packets) {
            this.workload = workload;
            this.flows = flows;
            this.packets = packets;
        }

        void write() throws IOException {
            path = Files.createTempFile("flowtrack-bench", ".pcap");
            path.toFile().deleteOnExit();
            GenerateCommand.write(new PacketGenerator(workload, flows, Replay.SEED), packets, path);
        }

        void remove() throws IOException {
            Files.delete(path);
        }

        /** Makes a record of every flow; fails if that are not all flows, or they have not all packets. */
        long read() throws IOException {
            FlowTracker<FiveTuple, @Nullable Void> tracker = WarmTracker.tracker(2 * MILLION);
            RecordCounter records = new RecordCounter();
            PacketView packet = new PacketView();
            try (CaptureFile file = CaptureFile.open(path)) {
                while (file.next(packet)) {
                    tracker.track(packet, records);
                }
            }
            tracker.flush(records);
            if (records.flows() != flows || records.packets() != packets) {
                throw new IllegalStateException(tracker.stats().toString());
            }
            return records.packets();
        }
    }

    /** One packet of a million short flows. */
    @Benchmark
    @OperationsPerInvocation(PACKETS_PER_FLOW * MILLION)
    public long millionFlows(MillionFlows file) throws IOException {
        return file.capture.read();
    }

    /** One packet of mixed sizes. */
    @Benchmark
    @OperationsPerInvocation(MILLION)
    public long imix(Imix file) throws IOException {
        return file.capture.read();
    }
}
