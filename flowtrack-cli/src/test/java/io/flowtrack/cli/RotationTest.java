package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.testdata.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationTest {
    @TempDir
    Path folder = Path.of("");

    private String capture = "";

    @BeforeEach
    void writeCapture() throws IOException {
        capture = Samples.file(folder, "capture.pcap", Traffic.random(31, 400).capture());
    }

    /** Runs with an output in a folder of its own, and returns the files by name. */
    private Map<String, List<String>> files(String out, String... options) throws IOException {
        Path outFolder = Files.createTempDirectory(folder, "out");
        List<String> line = new ArrayList<>(
                List.of("flows", "-q", "-o", outFolder.resolve(out).toString()));
        line.addAll(List.of(options));
        line.add(capture);
        CommandRun run = CommandRun.of(line.toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        Map<String, List<String>> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(outFolder)) {
            for (Path file : all.toList()) {
                files.put(file.getFileName().toString(), Files.readAllLines(file));
            }
        }
        return files;
    }

    private List<String> whole(String format) {
        return CommandRun.of("flows", "-q", "--format", format, capture).outLines();
    }

    @Test
    void filesOfCsvAreCompleteAndTogetherTheWhole() throws IOException {
        Map<String, List<String>> files = files("flows.csv", "--format=csv", "--rotate-size=5k");
        List<String> all = whole("csv");
        assertThat(files).hasSizeGreaterThan(5);
        assertThat(files.keySet().iterator().next()).isEqualTo("flows-00001.csv");
        List<String> records = new ArrayList<>();
        files.values().forEach(lines -> {
            assertThat(lines.get(0)).isEqualTo(all.get(0));
            records.addAll(lines.subList(1, lines.size()));
        });
        assertThat(records).isEqualTo(all.subList(1, all.size()));
    }

    @Test
    void aFileEndsBehindTheRecordWithWhichItReachesTheSize() throws IOException {
        Map<String, List<String>> files = files("flows.ndjson", "--format=ndjson", "--rotate-size=4000");
        List<List<String>> contents = new ArrayList<>(files.values());
        for (List<String> lines : contents.subList(0, contents.size() - 1)) {
            int size = lines.stream().mapToInt(line -> line.length() + 1).sum();
            assertThat(size).isGreaterThanOrEqualTo(4000);
            assertThat(size - lines.get(lines.size() - 1).length() - 1).isLessThan(4000);
        }
        assertThat(contents.stream().flatMap(List::stream)).isEqualTo(whole("ndjson"));
    }

    @Test
    void zeeksLogsHaveTheirHeaderAndTheirEnd() throws IOException {
        Map<String, List<String>> files = files("conn.log", "--format=zeek", "--rotate-time=1s");
        assertThat(files).hasSizeGreaterThan(1);
        files.forEach((name, lines) -> {
            assertThat(name).matches("conn-\\d{8}T\\d{6}Z\\.log");
            assertThat(lines.get(0)).startsWith("#separator");
            assertThat(lines).last().asString().startsWith("#close\t");
            assertThat(lines.stream().filter(line -> line.startsWith("#fields")))
                    .hasSize(1);
        });
        List<String> records = files.values().stream()
                .flatMap(List::stream)
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(records)
                .isEqualTo(whole("zeek").stream()
                        .filter(line -> !line.startsWith("#"))
                        .toList());
    }

    @Test
    void timeIsThatOfTheLatestPacketOfTheFlowsSoFar() throws IOException {
        Map<String, List<String>> files = files("flows.ndjson", "--format=ndjson", "--rotate-time=1s");
        long latest = Long.MIN_VALUE;
        for (Map.Entry<String, List<String>> file : files.entrySet()) {
            for (String line : file.getValue()) {
                Object end = Json.object(line).get("end_ns");
                latest = Math.max(latest, end instanceof Long nanos ? nanos : 0);
                String second = Instant.ofEpochSecond(Math.floorDiv(latest, 1_000_000_000L))
                        .toString()
                        .replaceAll("[-:]", "");
                assertThat(file.getKey()).isEqualTo("flows-" + second + ".ndjson");
            }
        }
    }

    @Test
    void bothLimitsNumberTheFilesOfAnInterval() throws IOException {
        Map<String, List<String>> files = files("flows", "--format=ndjson", "--rotate-time=1h", "--rotate-size=10KiB");
        assertThat(files).hasSizeGreaterThan(2);
        assertThat(files.keySet()).allMatch(name -> name.matches("flows-\\d{8}T\\d\\d0000Z-\\d{5}"));
        assertThat(files.values().stream().flatMap(List::stream)).isEqualTo(whole("ndjson"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--rotate-size=5k", "--rotate-time=1s"})
    void threadsChangeNothing(String rotation) throws IOException {
        assertThat(files("flows.csv", "--format=csv", "--threads=3", rotation))
                .isEqualTo(files("flows.csv", "--format=csv", rotation));
    }

    @Test
    void withoutFlowsThereIsOneFile() throws IOException {
        capture = Samples.file(folder, "empty.pcap", List.of());
        assertThat(files("flows.csv", "--format=csv", "--rotate-size=5k")).containsOnlyKeys("flows-00001.csv");
    }

    @Test
    void aCaptureIsNotOverwritten() throws IOException {
        String read = Samples.file(folder, "a-00001.pcap", Samples.question());
        CommandRun run = CommandRun.of(
                "flows", "--format=csv", "-o", folder.resolve("a.pcap").toString(), "--rotate-size=5k", read);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("is a capture to read, and would be overwritten");
        assertThat(CommandRun.of("flows", "-q", read).outLines()).hasSize(2);
    }

    @Test
    void aFolderThatIsNotThereIsTold() {
        CommandRun run = CommandRun.of(
                "flows", "--format=csv", "-o", folder.resolve("none/a.csv").toString(), "--rotate-size=5k", capture);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("a-00001.csv: no such file or directory");
    }
}
