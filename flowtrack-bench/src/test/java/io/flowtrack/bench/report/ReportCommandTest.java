package io.flowtrack.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReportCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        String json = Stream.of(
                        result("DissectBenchmark.dissect", "20, 25, 30"),
                        result("NaiveTrackerBenchmark.track", "50, 50, 50"),
                        result("TrackerBenchmark.track", "70, 75, 80"))
                .collect(Collectors.joining(",", "[", "]"));
        Files.writeString(folder.resolve("steady.json"), json);
        Files.writeString(folder.resolve("surroundings.txt"), "Processor: one\n");
    }

    private static String result(String benchmark, String cpu) {
        return result(benchmark, 1, 1000, cpu);
    }

    private static String result(String benchmark, int threads, int wall, String cpu) {
        return """
                {"benchmark": "io.flowtrack.bench.%s", "jdkVersion": "17.0.1", "vmName": "VM", "jvmArgs": ["-Xmx3g"],
                 "threads": %d,
                 "params": {"flows": "10000", "workload": "SHUFFLED"},
                 "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[%d]]},
                 "secondaryMetrics": {"cpu": {"rawData": [[%s]]}, "gc.alloc.rate.norm": {"rawData": [[0.001]]}}}
                """.formatted(benchmark, threads, wall, cpu);
    }

    private List<String> page() throws IOException {
        int status = new CommandLine(new ReportCommand()).execute("--into", folder.toString(), folder.toString());
        assertThat(status).isZero();
        return Files.readAllLines(folder.resolve("RESULTS.md"));
    }

    @Test
    void pageHasMediansRatiosAndTheWorstSpread() throws IOException {
        assertThat(page())
                .contains(
                        "## Java 17.0.1, VM",
                        "- Processor: one",
                        "| Flows | dissect only | naive | tracker | tracker / dissect only | tracker / naive | spread |",
                        "| 10 000, shuffled | 25 | 50 | 75 | 3.00 | 1.50 | 20 % |",
                        "| 10 000, shuffled | 0.00 | 0.00 | 0.00 |");
    }

    @Test
    void shardsAreToldOfByWallTimeOfAllThreadsTogether() throws IOException {
        String json = Stream.of(
                        result("BatchBenchmark.track", 1, 200, "201"),
                        result("ShardedBenchmark.track", 1, 250, "400"),
                        result("ShardedReplayBenchmark.track", 2, 240, "242"))
                .collect(Collectors.joining(",", "[", "]"));
        Files.writeString(folder.resolve("steady.json"), json);
        assertThat(page())
                .contains(
                        "| Flows | tracker, batched | two shards, handed over | as fast as batched | two shards, each reading | as fast as batched |",
                        "| 10 000, shuffled | 200 | 250 | 0.80 | 120 | 1.67 |");
    }

    @Test
    void plotIsSvg() throws IOException {
        assertThat(page()).contains("![Nanoseconds per packet](results.svg)");
        String svg = Files.readString(folder.resolve("results.svg"));
        assertThat(svg).contains("<svg");
        // Without it, browsers show no picture but a tree.
        assertThat(svg).contains("xmlns=\"http://www.w3.org/2000/svg\"");
    }

    @Test
    void folderWithoutResultsIsAnError(@TempDir Path empty) {
        int status = new CommandLine(new ReportCommand())
                .setErr(new PrintWriter(Writer.nullWriter()))
                .execute(empty.toString());

        assertThat(status).isNotZero();
    }
}
