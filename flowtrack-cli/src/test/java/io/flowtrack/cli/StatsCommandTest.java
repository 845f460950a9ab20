package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.IpAddress;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code -Dflowtrack.golden=write} writes the expected texts anew; look at the difference before it is committed. */
class StatsCommandTest {
    @TempDir
    Path folder = Path.of("");

    static Stream<Path> captures() throws IOException {
        try (Stream<Path> files = Files.list(Project.root().resolve("testdata/captures"))) {
            return files.filter(file -> file.toString().endsWith(".pcap")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossy", "http-keepalive", "dns", "ping"})
    void theTextIsThatBesideTheCapture(String name) throws IOException {
        CommandRun run = CommandRun.of("stats", "--ascii", Project.capture(name).toString());
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        Path golden = Project.root().resolve("testdata/captures").resolve(name + ".stats.txt");
        if ("write".equals(System.getProperty("flowtrack.golden"))) {
            Files.writeString(golden, run.out());
        }
        assertThat(run.out()).isEqualTo(Files.readString(golden));
        assertThat(run.outLines()).hasSizeLessThan(45);
        assertThat(run.outLines().subList(1, run.outLines().size())).allMatch(line -> line.length() <= 80);
    }

    @ParameterizedTest
    @MethodSource("captures")
    void theNumbersAreThoseOfTheRecords(Path capture) throws IOException {
        List<Map<String, Object>> flows = new ArrayList<>();
        for (String line : CommandRun.of("flows", "-q", "--format", "ndjson", capture.toString())
                .outLines()) {
            flows.add(Json.object(line));
        }
        Map<String, Object> stats = json(capture.toString());
        assertThat(part(stats, "flows")).containsEntry("flows", (long) flows.size());
        assertThat(part(stats, "flows")).containsEntry("wire_bytes", sum(flows, "wire_bytes"));
        assertThat(part(stats, "packets")).containsEntry("in_flows", sum(flows, "packets"));
        assertThat(tallies(stats, "protocols", "proto")).isEqualTo(recount(flows, flow -> keys(flow, "proto")));
        assertThat(tallies(stats, "states", "conn_state")).isEqualTo(recount(flows, flow -> keys(flow, "conn_state")));
        assertThat(tallies(stats, "talkers", "address"))
                .isEqualTo(recount(
                        flows,
                        flow -> Stream.of("initiator", "responder")
                                .map(side -> part(flow, side).get("address"))
                                .distinct()
                                .toList()));
        assertThat(losses(stats)).isEqualTo(losses(flows));
        long longest = flows.stream()
                .mapToLong(flow -> number(flow, "duration_ns"))
                .max()
                .orElse(0);
        assertThat(part(part(stats, "distributions"), "duration")).containsEntry("max_ns", longest);
    }

    @Test
    void percentilesAreThoseOfTheSortedNumbersToAThousandth() {
        StatsDistribution distribution = new StatsDistribution(10, 1000);
        for (long number = 1; number <= 1000; number++) {
            distribution.add(number * number);
        }
        distribution.add(-1);
        assertThat(distribution.count()).isEqualTo(1000);
        assertThat(distribution.max()).isEqualTo(1_000_000);
        assertThat(distribution.percentile(50)).isBetween(250_000L, 250_300L);
        assertThat(distribution.percentile(99)).isBetween(980_100L, 981_200L);
        assertThat(List.of(distribution.count(0), distribution.count(1), distribution.count(2)))
                .containsExactly(3L, 28L, 969L);
    }

    @Test
    void anyNumberCanBeCounted() {
        StatsDistribution distribution = new StatsDistribution(10);
        distribution.add(Long.MAX_VALUE);
        distribution.add(0);
        assertThat(distribution.max()).isEqualTo(Long.MAX_VALUE);
        assertThat(distribution.percentile(50)).isZero();
    }

    @Test
    void anEmptyCaptureHasNoFlows() throws IOException {
        String empty = Samples.file(folder, "empty.pcap", List.of());
        CommandRun run = CommandRun.of("stats", empty);
        assertThat(run.outLines()).containsExactly("0 packets: 0 in 0 flows, 0 passed over", "0 bytes");
        Map<String, Object> stats = json(empty);
        assertThat(part(stats, "packets")).containsEntry("first_ns", null);
        assertThat(part(part(stats, "distributions"), "size")).containsEntry("p99_bytes", null);
    }

    @Test
    void aFlowThatIsReportedOnTheWayCountsOnceAndTheOptionIsRefused() {
        CommandRun run = CommandRun.of(
                "stats", "--active-timeout=1s", Project.capture("idle").toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--active-timeout has no meaning with flowtrack stats");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--format=text", "--format=json", "--key=directional", "--where=packets > 2", "--outer-flows"})
    void threadsChangeNothing(String option) throws IOException {
        String capture = Samples.file(
                folder, "traffic.pcap", Traffic.random(3, 400).unsteadyClock().capture());
        compare("--ascii", "--top=20", option, capture);
        compare("--ascii", "--idle-tcp=2s", "--idle-udp=1s", "--sweep-interval=100ms", option, capture);
    }

    /** With more hosts than are counted exactly, what is forgotten depends on the order of flows. */
    @Test
    void threadsForgetTheSameHosts() throws IOException {
        Random random = new Random(5);
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            frames.add(Frames.udp(Endpoint.of(IpAddress.ofIpv4(i), 1_000), Endpoint.of(IpAddress.ofIpv4(~i), 53))
                    .at(Frames.START_NANOS + i * 100_000L)
                    .payload(random.nextInt(50))
                    .build());
        }
        String capture = Samples.file(folder, "hosts.pcap", frames);
        CommandRun run = compare("--format=json", "--top=1000", "--idle-udp=500ms", capture);
        assertThat(number(Json.object(run.out()), "talkers_error_bytes")).isPositive();
    }

    private static CommandRun compare(String... options) {
        CommandRun one = run(1, options);
        assertThat(one.status()).isZero();
        for (int threads : new int[] {2, 3, 8}) {
            assertThat(run(threads, options)).as("%d threads", threads).isEqualTo(one);
        }
        return one;
    }

    private static CommandRun run(int threads, String... options) {
        List<String> line = new ArrayList<>(List.of("stats", "--threads=" + threads));
        line.addAll(List.of(options));
        return CommandRun.of(line.toArray(String[]::new));
    }

    @Test
    void barsAreWholeCharactersOrEighths() {
        assertThat(StatsBars.ASCII.bar(5, 10, 8)).isEqualTo("####");
        assertThat(StatsBars.ASCII.bar(1, 1000, 8)).isEqualTo("#");
        assertThat(StatsBars.ASCII.bar(0, 10, 8)).isEmpty();
        assertThat(StatsBars.BLOCKS.bar(9, 16, 2)).isEqualTo("\u2588\u258F");
        assertThat(StatsBars.BLOCKS.bar(16, 16, 2)).isEqualTo("\u2588\u2588");
    }

    @Test
    void theNumberOfRowsIsChecked() {
        assertThat(CommandRun.of("stats", "--top=0", Project.capture("dns").toString())
                        .err())
                .isEqualTo("flowtrack: --top: 0 is not within 1 to 1000 (see 'flowtrack stats --help')\n");
    }

    private static Map<String, Object> json(String capture) throws IOException {
        CommandRun run = CommandRun.of("stats", "-q", "--format", "json", "--top=1000", capture);
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        return Json.object(run.out());
    }

    private static Map<String, Object> losses(Map<String, Object> stats) {
        Map<String, Object> losses = new LinkedHashMap<>(part(stats, "losses"));
        losses.remove("tcp_packets");
        return losses;
    }

    private static Map<String, Object> losses(List<Map<String, Object>> flows) {
        Map<String, Object> sums = new LinkedHashMap<>();
        for (String name : List.of(
                "missed_bytes",
                "retransmitted_packets",
                "retransmitted_bytes",
                "fast_retransmissions",
                "spurious_retransmissions",
                "out_of_order_packets",
                "sequence_gaps",
                "duplicate_acknowledgements",
                "zero_window_episodes")) {
            sums.put(name, 0L);
            for (Map<String, Object> flow : flows) {
                if (name.equals("missed_bytes")) {
                    sums.merge(name, flow.get(name), (a, b) -> (long) a + (long) b);
                } else if (flow.get("tcp") != null) {
                    for (String side : List.of("initiator", "responder")) {
                        sums.merge(name, part(part(flow, "tcp"), side).get(name), (a, b) -> (long) a + (long) b);
                    }
                }
            }
        }
        return sums;
    }

    private interface Keys {
        List<Object> of(Map<String, Object> flow);
    }

    private static List<Object> keys(Map<String, Object> flow, String name) {
        return List.of(Objects.requireNonNull(flow.get(name)));
    }

    /** Flows, packets and bytes of each key. */
    private static Map<Object, List<Long>> recount(List<Map<String, Object>> flows, Keys keys) {
        Map<Object, List<Long>> counts = new LinkedHashMap<>();
        for (Map<String, Object> flow : flows) {
            List<Long> one = List.of(1L, sum(List.of(flow), "packets"), sum(List.of(flow), "wire_bytes"));
            for (Object key : keys.of(flow)) {
                counts.merge(
                        key, one, (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1), a.get(2) + b.get(2)));
            }
        }
        return counts;
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, List<Long>> tallies(Map<String, Object> stats, String name, String keyName) {
        Map<Object, List<Long>> counts = new LinkedHashMap<>();
        for (Map<String, Object> row : (List<Map<String, Object>>) Objects.requireNonNull(stats.get(name))) {
            counts.put(
                    row.get(keyName), List.of(number(row, "flows"), number(row, "packets"), number(row, "wire_bytes")));
        }
        return counts;
    }

    private static long sum(List<Map<String, Object>> flows, String name) {
        return flows.stream()
                .mapToLong(flow -> number(part(flow, "initiator"), name) + number(part(flow, "responder"), name))
                .sum();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> part(Map<String, Object> object, String name) {
        return (Map<String, Object>) Objects.requireNonNull(object.get(name));
    }

    private static long number(Map<String, Object> object, String name) {
        return (long) Objects.requireNonNull(object.get(name));
    }
}
