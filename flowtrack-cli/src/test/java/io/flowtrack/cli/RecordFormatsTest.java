package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordFormatsTest {
    @TempDir
    Path folder = Path.of("");

    private String mixed = "";

    @BeforeEach
    void writeCapture() throws IOException {
        mixed = Samples.file(folder, "mixed.pcap", Samples.mixed());
    }

    @Test
    void aConnectionAsTable() throws IOException {
        String file = Samples.file(folder, "connection.pcap", Samples.connection());
        assertThat(CommandRun.of("flows", file).outLines())
                .startsWith(
                        "START                     PROTO  INITIATOR        RESPONDER        PKTS>  <PKTS  BYTES>"
                                + "  <BYTES  DURATION  STATE   HISTORY  END",
                        "2026-01-01T00:00:00.000Z  tcp    192.0.2.1:49152  198.51.100.1:80      5      4     287"
                                + "     228     8.0ms  closed  ShADaFf  fin");
    }

    @Test
    void endpointsInTheTableSayWhatTheirNumbersMean() {
        assertThat(CommandRun.of("flows", mixed).out())
                .contains("udp    [2001:db8:0:1::2]:49153  [2001:db8:0:2::2]:53 ")
                .contains("icmp   192.0.2.3 type 8 ")
                .contains(" 198.51.100.3 type 0 ")
                .contains(" 198.51.100.4 type 3 ")
                .contains(" 192.0.2.4 code 3 ");
    }

    @Test
    void linesOfTheTableHaveNoTrailingSpaceAndNoColour() {
        assertThat(CommandRun.of("flows", mixed).outLines())
                .allSatisfy(line -> assertThat(line).isEqualTo(line.strip()).doesNotContain("\u001b"));
    }

    @Test
    void aConnectionAsJson() throws IOException {
        CommandRun run = CommandRun.of("flows", "--format=ndjson", mixed);
        Map<String, @Nullable Object> flow = flow(run, "tcp");
        assertThat(flow)
                .containsEntry("ip_proto", 6L)
                .containsEntry("icmp_type", null)
                .containsEntry("start", "2026-01-01T00:00:00.000000000Z")
                .containsEntry("start_ns", 1_767_225_600_000_000_000L)
                .containsEntry("end", "2026-01-01T00:00:00.008000000Z")
                .containsEntry("end_ns", 1_767_225_600_008_000_000L)
                .containsEntry("duration_ns", 8_000_000L)
                .containsEntry("initiator_orientation", "forward")
                .containsEntry("state", "closed")
                .containsEntry("conn_state", "SF")
                .containsEntry("history", "ShADaFf")
                .containsEntry("missed_bytes", 0L)
                .containsEntry("end_reason", "fin");
        assertThat(flow.get("initiator"))
                .isEqualTo(Map.of(
                        "address", "192.0.2.1",
                        "port", 49152L,
                        "packets", 5L,
                        "wire_bytes", 287L,
                        "ip_bytes", 217L,
                        "payload_bytes", 5L,
                        "stream_bytes", 5L));
        assertThat(flow.get("responder")).asString().startsWith("{address=198.51.100.1, port=80, packets=4,");
    }

    @Test
    void icmpInJsonHasTypeAndCodeAndNoPorts() throws IOException {
        List<Map<String, @Nullable Object>> flows = new ArrayList<>();
        for (String line : CommandRun.of("flows", "--format=ndjson", mixed).outLines()) {
            flows.add(Json.object(line));
        }
        assertThat(flows)
                .filteredOn(flow -> "icmp".equals(flow.get("proto")))
                .extracting(flow -> flow.get("icmp_type") + "/" + flow.get("icmp_code"))
                .containsExactlyInAnyOrder("8/null", "3/3");
        assertThat(flows)
                .filteredOn(flow -> "icmp".equals(flow.get("proto")))
                .allSatisfy(flow -> assertThat(flow.get("initiator")).asString().contains("port=null"));
    }

    @Test
    void csvHasTheFieldsOfJsonFlattened() throws IOException {
        List<String> lines = CommandRun.of("flows", "--format=ndjson", mixed).outLines();
        String csv = CommandRun.of("flows", "--format=csv", mixed).out();
        List<NamedCsvRecord> rows;
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(csv)) {
            rows = reader.stream().toList();
        }
        assertThat(rows).hasSameSizeAs(lines);
        List<String> names = lines.stream()
                .map(RecordFormatsTest::flattened)
                .filter(fields -> !fields.containsKey("tcp"))
                .findFirst()
                .orElseThrow()
                .keySet()
                .stream()
                .toList();
        for (int i = 0; i < rows.size(); i++) {
            Map<String, String> fields = flattened(lines.get(i));
            Map<String, String> expected = new LinkedHashMap<>();
            names.forEach(
                    name -> expected.put(name, fields.getOrDefault(name, "").replace("[]", "")));
            assertThat(rows.get(i).getHeader()).isEqualTo(names);
            assertThat(rows.get(i).getFieldsAsMap()).isEqualTo(expected);
            assertThat(fields.keySet()).allMatch(name -> names.contains(name) || name.equals("tcp"));
        }
    }

    /** The fields of a line of JSON; a flow without TCP has one empty field {@code tcp} instead of many. */
    private static Map<String, String> flattened(String line) {
        try {
            return flattened(Json.object(line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void zeekHasItsHeaderAndTimesOfThePackets() {
        List<String> lines = CommandRun.of("flows", "--format=zeek", mixed).outLines();
        assertThat(lines)
                .startsWith(
                        "#separator \\x09",
                        "#set_separator\t,",
                        "#empty_field\t(empty)",
                        "#unset_field\t-",
                        "#path\tconn",
                        "#open\t2026-01-01-00-00-00",
                        "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration"
                                + "\torig_bytes\tresp_bytes\tconn_state\tlocal_orig\tlocal_resp\tmissed_bytes\thistory"
                                + "\torig_pkts\torig_ip_bytes\tresp_pkts\tresp_ip_bytes\ttunnel_parents\tip_proto",
                        "#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount\tcount\tstring"
                                + "\tbool\tbool\tcount\tstring\tcount\tcount\tcount\tcount\tset[string]\tcount")
                .last()
                .isEqualTo("#close\t2026-01-01-00-00-04");
    }

    @Test
    void zeekRowsSayWhatIsKnownAndNothingElse() {
        List<String> rows = new ArrayList<>();
        for (String line : CommandRun.of("flows", "--format=zeek", mixed).outLines()) {
            if (!line.startsWith("#")) {
                List<String> fields = new ArrayList<>(Arrays.asList(line.split("\t", -1)));
                assertThat(fields).hasSize(22);
                assertThat(fields.remove(1)).matches("C[0-9A-Za-z]{17}");
                rows.add(String.join(" ", fields));
            }
        }
        assertThat(rows)
                .containsExactlyInAnyOrder(
                        "1767225600.000000 192.0.2.1 49152 198.51.100.1 80 tcp - 0.007000 5 0 SF - - 0 ShADaFf"
                                + " 5 217 4 172 - 6",
                        "1767225601.000000 2001:db8:0:1::2 49153 2001:db8:0:2::2 53 udp - 0.001000 30 80 SF - - 0 Dd"
                                + " 1 78 1 128 - 17",
                        "1767225602.000000 192.0.2.3 8 198.51.100.3 0 icmp - 0.003000 112 112 OTH - - 0 -"
                                + " 2 168 2 168 - 1",
                        "1767225603.000000 198.51.100.4 3 192.0.2.4 3 icmp - - - - OTH - - 0 - 1 56 0 0 - 1");
    }

    /** Those that Python's hashlib gives, with a script of its own. */
    @Test
    void recordsAreNamedByTheirCommunityId() throws IOException {
        CommandRun json = CommandRun.of("flows", "--format=ndjson", mixed);
        assertThat(flow(json, "tcp")).containsEntry("community_id", "1:cj+RRQlyTarTMtpKlyoBrz1Bk0g=");
        assertThat(flow(json, "udp")).containsEntry("community_id", "1:XwakQt+n2zq7Dymp61ZmIeRp3AM=");
        CommandRun seeded = CommandRun.of("flows", "--format=csv", "--community-id-seed=1", "--threads=2", mixed);
        assertThat(seeded.out())
                .contains(",1:OGLIzQap8fIqCsq2cB+BeaDg0uA=,tcp,", ",1:7Cux+e6OQtdVPOBNV2sarR+FeZc=,udp,");
        CommandRun hosts = CommandRun.of("flows", "--format=ndjson", "--key=hosts", mixed);
        assertThat(flow(hosts, "other")).containsEntry("community_id", null);
    }

    @Test
    void zeekHasCommunityIdsInALastColumnOnRequest() {
        List<String> lines =
                CommandRun.of("flows", "--format=zeek", "--community-id", mixed).outLines();
        assertThat(lines).anyMatch(line -> line.startsWith("#fields\t") && line.endsWith("\tip_proto\tcommunity_id"));
        assertThat(lines).anyMatch(line -> line.startsWith("#types\t") && line.endsWith("\tcount\tstring"));
        assertThat(lines).anyMatch(line -> line.endsWith("\t6\t1:cj+RRQlyTarTMtpKlyoBrz1Bk0g="));
        assertThat(lines).anyMatch(line -> line.endsWith("\t17\t1:XwakQt+n2zq7Dymp61ZmIeRp3AM="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zeek-json", "eve"})
    void logsInJsonHaveCommunityIdsOnRequest(String format) {
        assertThat(CommandRun.of("flows", "--format=" + format, mixed).out()).doesNotContain("community_id");
        assertThat(CommandRun.of("flows", "--format=" + format, "--community-id", "--threads=2", mixed)
                        .out())
                .contains("\"community_id\":\"1:cj+RRQlyTarTMtpKlyoBrz1Bk0g=\"")
                .contains("\"community_id\":\"1:XwakQt+n2zq7Dymp61ZmIeRp3AM=\"");
        assertThat(CommandRun.of("flows", "--format=" + format, "--community-id", "--community-id-seed=1", mixed)
                        .out())
                .contains("\"community_id\":\"1:OGLIzQap8fIqCsq2cB+BeaDg0uA=\"")
                .doesNotContain("cj+RRQlyTarTMtpKlyoBrz1Bk0g=");
    }

    @Test
    void aSeedOfMoreThanSixteenBitsIsRefused() {
        CommandRun run = CommandRun.of("flows", "--format=csv", "--community-id-seed=65536", mixed);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--community-id-seed: 65536 is not within 0 to 65535");
    }

    private static Map<String, @Nullable Object> flow(CommandRun run, String proto) throws IOException {
        for (String line : run.outLines()) {
            Map<String, @Nullable Object> flow = Json.object(line);
            if (proto.equals(flow.get("proto"))) {
                return flow;
            }
        }
        throw new AssertionError("no " + proto + " in " + run.out());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> flattened(Map<String, @Nullable Object> object) {
        Map<String, String> flat = new LinkedHashMap<>();
        object.forEach((name, value) -> {
            if (value instanceof Map<?, ?> inner) {
                flattened((Map<String, @Nullable Object>) inner)
                        .forEach((innerName, innerValue) -> flat.put(name + "_" + innerName, innerValue));
            } else {
                flat.put(name, value == null ? "" : value.toString());
            }
        });
        return flat;
    }
}
