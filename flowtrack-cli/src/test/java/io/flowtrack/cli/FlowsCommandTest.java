package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.testdata.Capture;
import io.flowtrack.testdata.Conversation;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.PcapFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowsCommandTest {
    private static final String MIXED_SUMMARY =
            "17 packets: 16 in 4 flows (1 fin, 3 flushed), 1 passed over (1 not_ip)";

    @TempDir
    Path folder = Path.of("");

    private String mixed = "";

    @BeforeEach
    void writeCapture() throws IOException {
        mixed = Samples.file(folder, "mixed.pcap", Samples.mixed());
    }

    @Test
    void theTableIsTheDefaultAndItsLastLineAddsUp() {
        CommandRun run = CommandRun.of("flows", mixed);
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.outLines()).hasSize(6).last().isEqualTo(MIXED_SUMMARY);
        assertThat(run.outLines().get(0)).startsWith("START ");
    }

    @Test
    void theSummaryStaysOutOfMachineReadableOutput() {
        for (String format : new String[] {"ndjson", "zeek", "csv"}) {
            CommandRun run = CommandRun.of("flows", "--format", format, mixed);
            assertThat(run.status()).isZero();
            assertThat(run.errLines()).containsExactly(MIXED_SUMMARY);
            assertThat(run.out()).doesNotContain("packets:").endsWith("\n").doesNotContain("\r");
        }
    }

    @Test
    void quietLeavesOutTheSummary() {
        assertThat(CommandRun.of("flows", "-q", mixed).outLines()).hasSize(5);
        assertThat(CommandRun.of("flows", "-q", "--format=csv", mixed).err()).isEmpty();
    }

    @Test
    void aDashIsStandardInput() {
        byte[] bytes = PcapFile.bytes(Samples.mixed());
        CommandRun run = CommandRun.withInput(bytes, "flows", "--format=ndjson", "-");
        assertThat(run).isEqualTo(CommandRun.of("flows", "--format=ndjson", mixed));
        assertThat(run.outLines()).hasSize(4);
    }

    @Test
    void aFlowGoesOnFromOneCaptureIntoTheNext() throws IOException {
        Capture connection = Samples.connection();
        String first = Samples.file(folder, "1.pcap", connection.between(0, 4));
        String second = Samples.file(folder, "2.pcap", connection.between(4, 9));
        CommandRun whole = CommandRun.withInput(PcapFile.bytes(connection), "flows", "-");
        assertThat(CommandRun.of("flows", first, second)).isEqualTo(whole);
        assertThat(whole.outLines()).hasSize(3).last().isEqualTo("9 packets: 9 in 1 flow (1 fin), 0 passed over");
    }

    @Test
    void theSummarySaysWhatBecameOfFragments() {
        Capture fragments = Capture.of(Frames.udp(Endpoint.client(1), Endpoint.server(1, 53))
                .payload(2_000)
                .fragments(1_480));
        byte[] whole = PcapFile.bytes(fragments);
        assertThat(CommandRun.withInput(whole, "flows", "-").outLines())
                .last()
                .isEqualTo("2 packets: 2 in 1 flow (1 flushed), 0 passed over, 1 datagram rebuilt, 0 not");
        assertThat(CommandRun.withInput(whole, "flows", "--no-reassembly", "-").outLines())
                .last()
                .isEqualTo("2 packets: 1 in 1 flow (1 flushed), 1 passed over (1 later_fragment)");
        byte[] half = PcapFile.bytes(fragments.between(0, 1));
        assertThat(CommandRun.withInput(half, "flows", "-").outLines())
                .last()
                .isEqualTo("1 packet: 0 in 0 flows, 1 passed over (1 datagram_unfinished),"
                        + " 0 datagrams rebuilt, 1 not (1 datagram_unfinished)");
    }

    @Test
    void latePacketsAreInTheCountersOfAClosedFlow() throws IOException {
        Capture capture = Samples.connection().retransmitting(8, 8);
        CommandRun run = CommandRun.of("flows", "--format=ndjson", Samples.file(folder, "late.pcap", capture));
        assertThat(Json.object(run.out()).get("initiator")).asString().contains("packets=6,");
        assertThat(run.err()).isEqualTo("10 packets: 10 in 1 flow (1 fin), 0 passed over\n");
    }

    @Test
    void theSameInputGivesTheSameOutput() {
        for (String format : new String[] {"table", "ndjson", "zeek", "csv"}) {
            CommandRun run = CommandRun.of("flows", "--format", format, mixed);
            assertThat(CommandRun.of("flows", "--format", format, mixed)).isEqualTo(run);
        }
    }

    @Test
    void outputGoesToAFile() throws IOException {
        Path output = folder.resolve("flows.txt");
        CommandRun run = CommandRun.of("flows", "-o", output.toString(), mixed);
        assertThat(run).isEqualTo(new CommandRun(0, "", ""));
        assertThat(output).hasContent(CommandRun.of("flows", mixed).out());
    }

    @Test
    void aDashAsOutputIsStandardOutput() {
        assertThat(CommandRun.of("flows", "-o", "-", mixed)).isEqualTo(CommandRun.of("flows", mixed));
    }

    @Test
    void aCaptureIsNotOverwritten() throws IOException {
        byte[] before = Files.readAllBytes(Path.of(mixed));
        CommandRun run = CommandRun.of("flows", "-o", mixed, mixed);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines()).singleElement().asString().contains("would be overwritten");
        assertThat(Path.of(mixed)).hasBinaryContent(before);
    }

    @Test
    void theIdleTimeoutEndsFlows() throws IOException {
        Capture capture = Conversation.between(Samples.CLIENT, Samples.SERVER)
                .handshake()
                .pause(Duration.ofSeconds(10))
                .ack(io.flowtrack.api.Side.INITIATOR)
                .capture();
        String file = Samples.file(folder, "idle.pcap", capture);
        assertThat(CommandRun.of("flows", file).out()).contains("4 in 1 flow (1 flushed)");
        assertThat(CommandRun.of("flows", "--idle-tcp", "10s", file).out())
                .contains("4 in 2 flows (1 idle_timeout, 1 flushed)");
        assertThat(CommandRun.of("flows", "--idle-udp=1s", "--idle-other=1s", file)
                        .out())
                .contains("4 in 1 flow (1 flushed)");
    }

    @Test
    void theLimitOfFlowsEvicts() {
        assertThat(CommandRun.of("flows", "--max-flows=1", mixed).out())
                .contains("2 evicted")
                .contains("16 in 4 flows");
    }

    @Test
    void theActiveTimeoutReportsFlows() throws IOException {
        String file = Samples.file(folder, "echoes.pcap", Samples.echoes());
        String[] options = {"flows", "--active-timeout=2ms", "--format=ndjson", file};
        assertThat(CommandRun.of(options).outLines())
                .extracting(line -> Json.object(line).get("end_reason"))
                .containsExactly("active_timeout", "flushed");
    }

    @Test
    void theKeyDecidesWhatAFlowIs() throws IOException {
        String file = Samples.file(folder, "connection.pcap", Samples.connection());
        assertThat(CommandRun.of("flows", "--key=directional", file).out()).contains("9 in 2 flows");
        assertThat(CommandRun.of("flows", "--key=hosts", file).outLines().get(1))
                .contains("  -      192.0.2.1  198.51.100.1  ");
        assertThat(CommandRun.of("flows", "--key=macs", file).outLines().get(1))
                .contains("02:00:c0:00:02:01  02:00:c6:33:64:01");
    }

    @Test
    void zeekWantsFiveTuples() {
        CommandRun run = CommandRun.of("flows", "--format=zeek", "--key=hosts", mixed);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines()).singleElement().asString().contains("needs five-tuples");
    }

    @Test
    void theLinkTypeCanBeForced() {
        CommandRun run = CommandRun.of("flows", "--link=147", mixed);
        assertThat(run.out()).contains("0 in 0 flows, 17 passed over (17 unsupported_link_type)");
        assertThat(run.status()).isZero();
    }

    @Test
    void vlanIdsOfTheFirstPacketAreShownWhateverTheKey() throws IOException {
        Capture tagged = Conversation.between(Samples.CLIENT, Samples.SERVER)
                .shape(segment -> segment.vlan(7))
                .handshake()
                .capture();
        String file = Samples.file(folder, "vlan.pcap", tagged);
        for (String key : List.of("five-tuple", "five-tuple,vlan", "directional", "hosts", "macs")) {
            CommandRun run = CommandRun.of("flows", "--format=ndjson", "--key=" + key, file);
            assertThat(Json.object(run.outLines().get(0)))
                    .containsEntry("outer_vlan_id", 7L)
                    .containsEntry("inner_vlan_id", null);
        }
    }
}
