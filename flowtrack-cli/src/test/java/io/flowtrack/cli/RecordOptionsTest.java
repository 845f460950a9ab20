package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.IpAddress;
import io.flowtrack.testdata.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordOptionsTest {
    @TempDir
    Path folder = Path.of("");

    private String capture = "";

    @BeforeEach
    void writeCapture() throws IOException {
        capture = Samples.file(folder, "capture.pcap", Samples.mixed());
    }

    private CommandRun run(String line) {
        return CommandRun.of((line + " -q " + capture).split(" ", -1));
    }

    @Test
    void csvHasTheFieldsInTheirOrder() {
        assertThat(run("flows --format=csv --fields dport,proto,bytes,initiator.packets --sort -packets --top 1")
                        .outLines())
                .containsExactly("dport,proto,bytes,initiator_packets", "80,tcp,515,5");
    }

    @Test
    void jsonHasThemWhereTheyStandInAWholeRecord() throws IOException {
        List<String> lines = run("flows --format=ndjson --sort -packets --fields"
                        + " initiator.port,proto,tcp.initiator.keep_alives,responder_port,tcp_ecn_negotiated,tunnels,bytes,"
                        + "initiator_orientation,initiator.packets")
                .outLines();
        assertThat(Json.object(lines.get(0)).keySet())
                .containsExactly("initiator", "proto", "tcp", "responder", "tunnels", "bytes", "initiator_orientation");
        assertThat(lines.get(0))
                .matches("\\{\"initiator\":\\{\"port\":\\d+,\"packets\":5},\"proto\":\"tcp\","
                        + "\"tcp\":\\{\"initiator\":\\{\"keep_alives\":0},\"ecn_negotiated\":0},"
                        + "\"responder\":\\{\"port\":80},\"tunnels\":\\[],\"bytes\":515,"
                        + "\"initiator_orientation\":\"\\w+\"}");
        assertThat(lines.get(1)).startsWith("{\"initiator\":{\"port\":null,").contains("\"tcp\":null");
    }

    @Test
    void theTableHasThemWithExactNumbers() {
        List<String> lines =
                run("flows --fields proto,src,dport,packets --sort proto").outLines();
        assertThat(lines.get(0)).matches("PROTO +SRC +DPORT +PACKETS");
        assertThat(lines.get(1)).matches("icmp +[0-9.]+ +- +\\d");
        assertThat(lines).hasSize(5);
    }

    @Test
    void communityIdsHaveTheirSeed() {
        String id = "flows --format=csv --fields community_id --sort -packets --top 1";
        assertThat(run(id).out())
                .isNotEqualTo(run(id + " --community-id-seed=1").out());
        String whole = run("flows --format=csv --community-id-seed=1").out();
        assertThat(whole).contains(run(id + " --community-id-seed=1").outLines().get(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flows --format=csv --fields=proto,byts | --fields: no field is called 'byts'; did you mean bytes?",
                "flows --fields=initiator.prt | --fields: no field is called 'initiator.prt'; did you mean initiator_port",
                "flows --format=zeek --fields=proto | --fields is for --format table, ndjson and csv; zeek has its own",
                "flows --sort=nothing | --sort: no field is called 'nothing'",
                "flows --top=3 | --top needs --sort",
                "flows --sort=bytes --top=0 | --top: 0 is not within 1 to 1000000",
                "flows --rotate-size=5 | --rotate-size and --rotate-time need -o FILE",
                "flows --format=csv -o x --rotate-size=5x | --rotate-size: '5x' is no size",
                "flows --format=csv -o x --rotate-size=0 | --rotate-size: '0' is no size",
                "flows --format=csv -o x --rotate-time=0s | --rotate-time: an interval must have a length",
                "flows --format=csv -o x --rotate-time=1m --sort=bytes | --rotate-time has no meaning with --sort",
                "flows -o x --rotate-time=1m | for formats that machines read, not for table"
            })
    void whatCannotBeIsRefused(String line, String trouble) {
        CommandRun run = run(line);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines()).singleElement().asString().contains(trouble);
        assertThat(Path.of("x")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "packets, 1 2 4 9",
        "-packets, 9 4 2 1",
        "-history, 9 1 2 4",
        "initiator_port, 9 2 1 4",
        "-initiator_port, 2 9 1 4",
        "duration, 1 2 4 9",
        "start, 9 2 4 1"
    })
    void recordsComeInTheOrderOfAField(String field, String packets) {
        List<String> lines =
                run("flows --format=csv --fields packets --sort " + field).outLines();
        List<String> expected = List.of(packets.split(" ", -1));
        if (field.contains("port") || field.contains("history")) { // equal ones in the usual order
            assertThat(lines.subList(1, lines.size())).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(lines.get(1)).isEqualTo(expected.get(0));
        } else {
            assertThat(lines.subList(1, lines.size())).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-bytes", "src", "dst", "-duration", "initiator_port", "-tcp.responder.min_rtt_ns"})
    void theTopAreTheFirstOfAllAndThreadsChangeNothing(String field) throws IOException {
        String traffic =
                Samples.file(folder, "traffic.pcap", Traffic.random(21, 400).capture());
        String[] line = {"flows", "-q", "--format=csv", "--sort", field, traffic};
        List<String> all = CommandRun.of(line).outLines();
        List<String> unsorted =
                CommandRun.of("flows", "-q", "--format=csv", traffic).outLines();
        assertThat(all).hasSameSizeAs(unsorted).containsExactlyInAnyOrderElementsOf(unsorted);
        List<String> top = CommandRun.of("flows", "-q", "--format=csv", "--sort", field, "--top=7", traffic)
                .outLines();
        assertThat(top).isEqualTo(all.subList(0, 8));
        assertThat(CommandRun.of("flows", "-q", "--threads=3", "--format=csv", "--sort", field, traffic)
                        .outLines())
                .isEqualTo(all);
    }

    @Test
    void addressesAreSortedByTheirBytes() {
        assertThat(SortOrder.of("src").compare(IpAddress.parse("10.0.0.9"), IpAddress.parse("10.0.0.10")))
                .isNegative();
    }
}
