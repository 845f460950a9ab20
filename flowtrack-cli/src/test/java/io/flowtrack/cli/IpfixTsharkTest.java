package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** tshark reads our IPFIX files. Skipped where it is not installed. */
@Timeout(120)
class IpfixTsharkTest {
    private static final Pattern FIELD =
            Pattern.compile("name=\"cflow\\.(\\w+)\" showname=\"([^\"]*)\".* show=\"([^\"]*)\"");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MMM d, uuuu HH:mm:ss.nnnnnnnnn 'UTC'", Locale.ROOT);

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("srcaddr", "source"),
            Map.entry("dstaddr", "destination"),
            Map.entry("srcaddrv6", "source"),
            Map.entry("dstaddrv6", "destination"),
            Map.entry("srcmac", "source"),
            Map.entry("dstmac", "destination"),
            Map.entry("srcport", "source port"),
            Map.entry("dstport", "destination port"),
            Map.entry("protocol", "protocol"),
            Map.entry("dot1q_vlan_id", "vlan"),
            Map.entry("flow_end_reason", "end reason"),
            Map.entry("flow_id", "flow"));

    private static final Map<String, String> COUNTERS = Map.of(
            "packets", " packets",
            "octets", " bytes",
            "layer2_octet_delta_count", " wire bytes",
            "transport_octet_delta_count", " payload");

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void needTshark() {
        assumeTrue(Installed.missing("tshark").isEmpty(), "tshark is not installed");
    }

    @ParameterizedTest
    @CsvSource({"five-tuple", "five-tuple,vlan", "hosts", "macs", "directional"})
    void everyValueIsTheOneThatWasWritten(String key) throws Exception {
        String mixed = Samples.file(folder, "mixed.pcap", Samples.mixed());
        String file = folder.resolve("flows.ipfix").toString();
        List<String> inputs = new ArrayList<>(List.of(mixed));
        for (String capture : List.of("http-ipv6", "vlan", "ping", "sctp", "refused", "udplite")) {
            inputs.add(Project.capture(capture).toString());
        }
        assertThat(run(inputs, key, "--format=ipfix", "-o", file).status()).isZero();
        List<Map<String, String>> expected = IpfixFacts.of(run(inputs, key, "--format=ndjson"));
        assertThat(expected).isNotEmpty();
        assertThat(flows(file)).containsExactlyElementsOf(expected);
    }

    /** Five dozen captures of every kind, damaged ones among them. */
    @Test
    void everyValueOfOtherCapturesIsTheOneThatWasWritten() throws Exception {
        assumeTrue(Project.truth().isPresent(), "shared/truth is not beside the repository");
        Path captures = Project.truth().orElseThrow().resolve("tshark/captures");
        List<String> inputs;
        try (Stream<Path> files = Files.list(captures)) {
            inputs = files.filter(file -> file.toFile().length() < 200_000)
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
        String file = folder.resolve("flows.ipfix").toString();
        assertThat(run(inputs, "five-tuple", "--format=ipfix", "-o", file).status())
                .isZero();
        List<Map<String, String>> expected = IpfixFacts.of(run(inputs, "five-tuple", "--format=ndjson"));
        assertThat(expected).hasSizeGreaterThan(2_000);
        assertThat(flows(file)).isEqualTo(expected);
    }

    private static CommandRun run(List<String> inputs, String key, String... options) {
        List<String> line = new ArrayList<>(List.of("flows", "--key=" + key, "--active-timeout=1h"));
        line.addAll(Arrays.asList(options));
        line.addAll(inputs);
        return CommandRun.of(line.toArray(String[]::new));
    }

    private static List<Map<String, String>> flows(String file) throws IOException, InterruptedException {
        List<Map<String, String>> flows = new ArrayList<>();
        for (String line : ToolRun.lines("tshark", "-r", file, "-T", "pdml")) {
            assertThat(line).doesNotContain("_ws.malformed", "_ws.expert");
            if (line.contains("show=\"Flow ")) {
                flows.add(new TreeMap<>());
            }
            Matcher field = FIELD.matcher(line);
            if (!flows.isEmpty() && field.find()) {
                note(flows.get(flows.size() - 1), field.group(1), field.group(2), field.group(3));
            }
        }
        return flows;
    }

    private static void note(Map<String, String> flow, String name, String told, String value) {
        boolean isReverse = told.contains("(Reverse Type ");
        switch (name) {
            case "abstimestart" -> flow.put("start", nanos(value)); // milliseconds first, then nanoseconds
            case "abstimeend" -> flow.put("end", nanos(value));
            case "tcpflags" -> flow.put((isReverse ? "destination" : "source") + " flags", "" + Integer.decode(value));
            case "icmp_type_code_ipv4" ->
                flow.put("icmp", Integer.decode(value) / 256 + "." + Integer.decode(value) % 256);
            case "icmp_ipv6_type" -> flow.put("icmp", value);
            case "icmp_ipv6_code" -> flow.merge("icmp", value, (type, code) -> type + "." + code);
            default -> {
                if (NAMES.containsKey(name)) {
                    flow.put(NAMES.get(name), value);
                } else if (COUNTERS.containsKey(name)) {
                    flow.put((isReverse ? "destination" : "source") + COUNTERS.get(name), value);
                }
            }
        }
    }

    private static String nanos(String time) {
        Instant instant = LocalDateTime.parse(time.replaceAll(" +", " "), TIME).toInstant(ZoneOffset.UTC);
        return Long.toString(instant.getEpochSecond() * 1_000_000_000 + instant.getNano());
    }
}
