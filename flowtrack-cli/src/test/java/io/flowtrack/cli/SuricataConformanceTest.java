package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Of each flow that Suricata and we see whole, both write the same event: the same fields in the same order, of the same types,
 * with the same values. Skipped where Suricata is not installed.
 */
@Timeout(120)
class SuricataConformanceTest {
    /** What Suricata says of protocols above TCP and of its own memory, and we do not know. */
    private static final Pattern UNKNOWN_TO_US =
            Pattern.compile("app_proto.*|parent_id|spi|flow\\.tx_cnt|tcp\\.t[cs]_(gap|max_regions|urgent_oob_data)");

    /** When Suricata wrote the event and how it numbered the flow; and why it ended, as it always does where its input ends. */
    private static final Set<String> OWN = Set.of("timestamp", "flow_id", "flow.reason");

    private static final Set<String> OWN_AND_ID = Set.of("timestamp", "flow_id", "flow.reason", "community_id");

    private static final Set<Object> REASONS = Set.of("timeout", "forced", "shutdown", "tcp_reuse");

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void needSuricata() {
        assumeTrue(Installed.missing("suricata").isEmpty(), "suricata is not installed");
    }

    /** The number is that of the flows that both see whole. */
    @ParameterizedTest
    @CsvSource({
        "aborted, 1",
        "any-device-sll1, 2",
        "dns, 5",
        "half-closed, 1",
        "http-ipv6, 3",
        "http-keepalive, 1",
        "idle, 2",
        "lossy, 1",
        "ping, 2",
        "refused, 6",
        "sctp, 1",
        "unanswered, 1",
        "vlan, 2"
    })
    void eventsOfRecordedCapturesAreThoseOfSuricata(String capture, int flowCount) throws Exception {
        assertThat(compared(Project.capture(capture))).isEqualTo(flowCount);
    }

    /** Tunnels, stacked VLANs, sessions without a beginning, fragments. */
    @ParameterizedTest
    @CsvSource({
        "tshark/captures/pcap-parser__assets__wireshark_samples-test.pcapng, 1260",
        "tshark/captures/ndpi__reddit.pcap, 60",
        "tshark/captures/ndpi__telegram.pcap, 44",
        "tshark/captures/ndpi__zoom.pcap, 27",
        "tshark/captures/ndpi__http_ipv6.pcap, 14",
        "tshark/captures/suricata-verify__tests__vxlan-decoder-03__vxlan.pcap, 13",
        "tshark/captures/pkts__tcp-streams__base_usage_3_streams.pcap, 17",
        "zeek/traces/wikipedia.pcap, 34",
        "zeek/traces/ftp/ipv6.pcap, 6",
        "foreign/ndpi/tests/cfgs/default/pcap/syslog.pcap, 21",
        "foreign/ndpi/tests/cfgs/default/pcap/mssql_tds.pcap, 12",
        "foreign/suricata-verify/tests/ssh-hassh/input.pcap, 8"
    })
    void eventsOfOtherCapturesAreThoseOfSuricata(String capture, int flowCount) throws Exception {
        assumeTrue(Project.truth().isPresent(), "shared/truth is not beside the repository");
        assertThat(compared(Project.truth().orElseThrow().resolve(capture))).isEqualTo(flowCount);
    }

    private int compared(Path capture) throws Exception {
        List<Map<String, @Nullable Object>> suricatas = SuricataEvents.suricatas(capture, folder);
        Map<Map<String, @Nullable Object>, Map<String, @Nullable Object>> pairs =
                SuricataEvents.pairs(suricatas, SuricataEvents.ours(capture));
        pairs.forEach(SuricataConformanceTest::assertSame);
        return pairs.size();
    }

    private static void assertSame(Map<String, @Nullable Object> suricatas, Map<String, @Nullable Object> ours) {
        suricatas.keySet().removeIf(name -> UNKNOWN_TO_US.matcher(name).matches());
        if (!suricatas.containsKey("ip_v")) { // which is new in its version 8
            assertThat(ours.remove("ip_v")).isIn(4L, 6L);
        }
        assertThat(ours.keySet()).as("fields of %s", ours).containsExactlyElementsOf(suricatas.keySet());
        assertThat(String.valueOf(ours.get("timestamp")))
                .hasSameSizeAs(String.valueOf(suricatas.get("timestamp")))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+0000");
        assertThat(ours.get("flow_id")).isInstanceOf(Long.class).hasSameClassAs(suricatas.get("flow_id"));
        assertThat(ours.get("flow.reason")).isIn(REASONS);
        Set<String> incomparable = hasIdOfItsOwn(ours) ? OWN_AND_ID : OWN;
        incomparable.forEach(ours::remove);
        incomparable.forEach(suricatas::remove);
        assertThat(ours).isEqualTo(suricatas);
    }

    /**
     * Suricata's Community ID is not that of the specification for messages without an answer, of which it does not hash the code,
     * and within one address, where it takes the ports' bytes in another order.
     */
    private static boolean hasIdOfItsOwn(Map<String, @Nullable Object> event) {
        boolean isUnanswered = event.containsKey("icmp_type") && !event.containsKey("response_icmp_type");
        return isUnanswered || Objects.equals(event.get("src_ip"), event.get("dest_ip"));
    }
}
