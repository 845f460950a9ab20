package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.testdata.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The flows of {@link Samples#mixed}: TCP from 10.0.0.0, UDP over IPv6 to port 53, two of ICMP. */
class WhereTest {
    @TempDir
    Path folder = Path.of("");

    private String capture = "";

    @BeforeEach
    void writeCapture() throws IOException {
        capture = Samples.file(folder, "capture.pcap", Samples.mixed());
    }

    private CommandRun run(String expression, String... more) {
        String[] line = new String[more.length + 6];
        System.arraycopy(
                new String[] {"flows", "--format=csv", "--fields=proto", "--where", expression}, 0, line, 0, 5);
        System.arraycopy(more, 0, line, 5, more.length);
        line[line.length - 1] = capture;
        return CommandRun.of(line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '`',
            value = {
                "true @ tcp icmp icmp udp",
                "proto == \"tcp\" @ tcp",
                "proto == 'tcp' || proto == 'udp' @ tcp udp",
                "proto != 'tcp' @ icmp icmp udp",
                "proto in 'udp, tcp' @ tcp udp",
                "!(proto == 'icmp') && packets > 2 @ tcp",
                "packets == 9 @ tcp",
                "initiator.packets == 5 @ tcp",
                "responder_packets == 4 && initiator_packets == 5 @ tcp",
                "port == 53 @ udp",
                "53 == port @ udp",
                "dport < 100 @ tcp udp",
                "dport in '50-60,443' @ udp",
                "port != 80 @ icmp icmp udp",
                "sport == null @ icmp icmp",
                "sport != null && src == src @ tcp udp",
                "bytes / packets > 60 && bytes - 1 >= 0 @ icmp icmp udp",
                "duration >= 0.008 && duration < 1e-2 @ tcp",
                "duration_ns == 8000000 @ tcp",
                "tcp.handshake_ns > 0 @ tcp",
                "tcp.handshake_ns <= 0 @ ",
                "tcp.handshake_ns == null @ icmp icmp udp",
                "tcp_initiator_sack_permitted || icmp_type == 3 @ tcp icmp",
                "icmp_type == 3 && icmp_code == 0x3 @ icmp",
                "start == end @ icmp",
                "start < '2000-01-01T00:00:00Z' @ ",
                "history contains 'S' @ tcp",
                "conn_state == 'SF' && state == 'closed' @ tcp",
                "dst in '2001:db8::/32' @ udp",
                "host in '2001:db8::/32' @ udp",
                "src == '0.0.0.0/0' && proto == 'tcp' @ tcp",
                "src == dst @ ",
                "-packets < -8 @ tcp",
            })
    void onlyFlowsThatMatchAreWritten(String expression, String protocols) throws IOException {
        CommandRun run = run(expression);
        assertThat(run.err()).contains(" did not match --where");
        assertThat(run.status()).isZero();
        assertThat(run.outLines().subList(1, run.outLines().size()).stream().sorted())
                .containsExactlyElementsOf(
                        protocols == null
                                ? List.of()
                                : List.of(protocols.split(" ")).stream()
                                        .sorted()
                                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "byts > 1 | no field is called 'byts'; did you mean bytes? (texts stand in quotes) at character 1",
                "proto == tcp | no field is called 'tcp'",
                "initiator.prt == 1 | no field is called 'initiator.prt'; did you mean initiator_port",
                "proto == 'TCP' | 'TCP' never comes here",
                "proto == 'tpc' | did you mean tcp",
                "sr == '::1' | did you mean src",
                "drsation > 1 | did you mean duration",
                "ptor == 1 | did you mean port",
                "proto > 5 | '>' cannot be between a text and a number at character 7",
                "proto == 5 | '==' cannot be between a text and a number at character 7",
                "packets == '5' | '==' cannot be between a number and a text in quotes",
                "packets && true | a condition is needed here, not a number at character 9",
                "packets | a condition is needed here, not a number",
                "proto + 1 > 2 | '+' is for numbers, not for a text",
                "src == '10.0.0.0/99' | '10.0.0.0/99' is no address and no network",
                "src > '10.0.0.0' | '>' cannot be between an address and a text in quotes",
                "dport in '1-x' | '1-x' is no whole number and no range",
                "start > 'yesterday' | 'yesterday' is no time such as",
                "packets > | Missing",
                "(packets > 1 | brace not found",
                "system('ls') | system",
                "'' | a condition is needed here, not a text in quotes",
                "start == null | '==' cannot be between a time and null",
            })
    void whatHasNoMeaningIsRefusedBeforeTheCaptureIsRead(String expression, String trouble) {
        for (String command : List.of("flows", "stats")) {
            CommandRun run = CommandRun.of(
                    command, "--where", expression, folder.resolve("none.pcap").toString());
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.errLines())
                    .singleElement()
                    .asString()
                    .startsWith("flowtrack: --where: ")
                    .containsIgnoringCase(trouble)
                    .contains(" at character ")
                    .endsWith("(see 'flowtrack " + command + " --help')");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "ndjson", "zeek"})
    void theSummarySaysHowManyDidNotMatch(String format) {
        CommandRun run = CommandRun.of("flows", "--format", format, "--where", "port == 53", capture);
        assertThat(run.errLines()).last().isEqualTo("3 records did not match --where");
    }

    @Test
    void statsCountWhatMatches() throws IOException {
        CommandRun run = CommandRun.of("stats", "-q", "--format=json", "--where", "port == 53", capture);
        assertThat(Json.object(run.out()).get("flows"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("flows", 1L)
                .containsEntry("left_out", 3L);
    }

    @Test
    void severalThreadsSelectTheSame() throws IOException {
        String traffic =
                Samples.file(folder, "traffic.pcap", Traffic.random(11, 400).capture());
        for (String format : List.of("csv", "ndjson", "eve", "ipfix", "table")) {
            for (String condition : List.of("packets > 2", "bytes < 0", "proto != null")) {
                CommandRun one = selected(format, condition, 1, traffic);
                for (int threads : new int[] {2, 3, 8}) {
                    assertThat(selected(format, condition, threads, traffic))
                            .as("%s, %s, %d threads", format, condition, threads)
                            .isEqualTo(one);
                }
                assertThat(one.err() + one.out()).contains("did not match --where");
            }
        }
    }

    private static CommandRun selected(String format, String condition, int threads, String capture) {
        return CommandRun.of("flows", "--format=" + format, "--where=" + condition, "--threads=" + threads, capture);
    }

    @Test
    void whatIsWrittenIsWhatAnIndependentLookAtAllRecordsFinds() throws IOException {
        String traffic =
                Samples.file(folder, "traffic.pcap", Traffic.random(12, 400).capture());
        long expected = 0;
        for (String line :
                CommandRun.of("flows", "-q", "--format=ndjson", traffic).outLines()) {
            Map<String, Object> flow = Json.object(line);
            expected +=
                    "udp".equals(flow.get("proto")) && (long) flow.getOrDefault("duration_ns", 0L) > 1_000_000 ? 1 : 0;
        }
        CommandRun run = CommandRun.of(
                "flows", "-q", "--format=ndjson", "--where", "proto == 'udp' && duration > 0.001", traffic);
        assertThat(run.outLines()).hasSize((int) expected).isNotEmpty();
    }
}
