package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** nfcapd collects our IPFIX on the loopback interface, and nfdump shows it. Skipped where they are not installed. */
@Timeout(120)
class IpfixNfdumpTest {
    private static final Pattern LINE = Pattern.compile("  (\\w[\\w ]*?) +=  *(\\S+)(?: .*)?");
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("first", "start"),
            Map.entry("last", "end"),
            Map.entry("proto", "protocol"),
            Map.entry("tcp flags", "source flags"),
            Map.entry("src port", "source port"),
            Map.entry("dst port", "destination port"),
            Map.entry("ICMP", "icmp"),
            Map.entry("src addr", "source"),
            Map.entry("dst addr", "destination"),
            Map.entry("in packets", "source packets"),
            Map.entry("in bytes", "source bytes"),
            Map.entry("out packets", "destination packets"),
            Map.entry("out bytes", "destination bytes"),
            Map.entry("end reason", "end reason"));

    /** What nfdump does not take, or not in the same words. */
    private static final List<String> NOT_SHOWN = List.of(
            "source wire bytes",
            "destination wire bytes",
            "source payload",
            "destination payload",
            "destination flags",
            "flow");

    /** What is hexadecimal. */
    private static final Set<String> HEXADECIMAL = Set.of("end reason", "tcp flags");

    @TempDir
    Path folder = Path.of("");

    private int port;

    @BeforeEach
    void needNfdump() throws IOException {
        List<String> missing = Installed.missing("nfcapd", "nfdump");
        assumeTrue(missing.isEmpty(), missing + " not installed");
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    /** What nfdump shows of what the command sends. */
    private List<Map<String, String>> collected(String... line) throws IOException, InterruptedException {
        Path collection = Files.createDirectory(folder.resolve("collected"));
        Process nfcapd = new ProcessBuilder(
                        "nfcapd", "-b", "127.0.0.1", "-p", "" + port, "-w", collection.toString(), "-t", "3600")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(nfcapd.getInputStream(), StandardCharsets.UTF_8))) {
            readUntil(said, "Startup");
            String[] whole = Stream.concat(
                            Stream.of("flows", "--format=ipfix", "--ipfix-collector=udp://127.0.0.1:" + port),
                            Stream.of(line))
                    .toArray(String[]::new);
            assertThat(CommandRun.of(whole).status()).isZero();
            readUntil(said, "New ipfix exporter"); // so the datagram is there, and all is in one
            nfcapd.toHandle().destroy();
            assertThat(said.lines().toList()).anyMatch(text -> text.contains("Sequence Errors: 0, Bad Packets: 0"));
        } finally {
            nfcapd.destroyForcibly().waitFor();
        }
        return flows(ToolRun.lines("nfdump", "-R", collection.toString(), "-q", "-6", "-o", "raw"));
    }

    private static void readUntil(BufferedReader lines, String part) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.contains(part)) {
            line = lines.readLine();
        }
        assertThat(line).as("a line with " + part).isNotNull();
    }

    private static List<Map<String, String>> flows(List<String> raw) {
        List<Map<String, String>> flows = new ArrayList<>();
        for (String line : raw) {
            if (line.startsWith("Flow Record")) {
                flows.add(new TreeMap<>());
            }
            Matcher field = LINE.matcher(line);
            if (field.matches() && NAMES.containsKey(field.group(1))) {
                String value =
                        HEXADECIMAL.contains(field.group(1)) ? "" + Integer.decode(field.group(2)) : field.group(2);
                flows.get(flows.size() - 1).put(NAMES.get(field.group(1)), value);
            }
        }
        return flows;
    }

    @Test
    void everyFlowIsTheOneThatWasSent() throws Exception {
        String mixed = Samples.file(folder, "mixed.pcap", Samples.mixed());
        List<Map<String, String>> expected = IpfixFacts.of(CommandRun.of("flows", "--format=ndjson", mixed));
        for (Map<String, String> flow : expected) {
            flow.keySet().removeAll(NOT_SHOWN);
            flow.putIfAbsent("source flags", "0"); // which it shows of other protocols than TCP
            flow.replaceAll((name, value) ->
                    name.equals("start") || name.equals("end") ? "" + Long.parseLong(value) / 1_000_000 : value);
        }
        assertThat(collected(mixed)).containsExactlyElementsOf(expected);
    }

    @Test
    void theReportsOnAFlowAddUpToWhatItWas() throws Exception {
        String connection = Samples.file(folder, "connection.pcap", Samples.connection());
        List<Map<String, String>> reports = collected("--active-timeout=3ms", "--sweep-interval=1ms", connection);
        assertThat(reports).extracting(report -> report.get("end reason")).containsExactly("2", "2", "3");
        assertThat(reports)
                .as("SYN and ACK; data and FIN; ACK: flags are those since the flow began")
                .extracting(report -> report.get("source packets") + " packets, flags " + report.get("source flags"))
                .containsExactly("2 packets, flags 18", "2 packets, flags 27", "1 packets, flags 27");
        assertThat(sum(reports, "source packets")).isEqualTo(5);
        assertThat(sum(reports, "source bytes")).isEqualTo(217);
        assertThat(sum(reports, "destination packets")).isEqualTo(4);
        assertThat(sum(reports, "destination bytes")).isEqualTo(172);
    }

    private static long sum(List<Map<String, String>> reports, String name) {
        return reports.stream()
                .mapToLong(report -> Long.parseLong(report.get(name)))
                .sum();
    }
}
