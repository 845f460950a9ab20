package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.LinkType;
import io.flowtrack.testdata.Carrier;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.Wrapped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TunnelOptionsTest {
    @TempDir
    Path folder = Path.of("");

    private String vxlan = "";

    @BeforeEach
    void writeCapture() throws IOException {
        vxlan = Samples.file(folder, "vxlan.pcap", List.of(inVxlan(4789)));
    }

    private static Frame inVxlan(int port) {
        byte[] inner = Frames.tcp(Samples.CLIENT, Samples.SERVER)
                .payload("hello")
                .build()
                .bytes();
        return Frames.udp(Endpoint.client(90), Endpoint.server(90, port))
                .payload(Wrapped.vxlan(5, inner))
                .build();
    }

    private static CommandRun flows(String... arguments) {
        String[] line = new String[arguments.length + 3];
        System.arraycopy(arguments, 0, line, 3, arguments.length);
        line[0] = "flows";
        line[1] = "--format=csv";
        line[2] = "--link=ETHERNET";
        return CommandRun.of(line);
    }

    @Test
    void tunnelsAreLookedIntoUnlessAskedOtherwise() {
        CommandRun run = flows(vxlan);
        assertThat(run.outLines()).hasSize(2);
        assertThat(run.outLines().get(1))
                .contains(",tcp,6,")
                .contains("VXLAN " + Endpoint.client(90).address() + " > "
                        + Endpoint.server(90, 1).address() + " id 5");
        assertThat(flows("--tunnel-depth=0", vxlan).outLines().get(1)).contains(",udp,17,");
    }

    @Test
    void outerFlowsAreCountedBeside() {
        CommandRun run = flows("--outer-flows", vxlan);
        assertThat(run.outLines()).hasSize(3);
        assertThat(run.err())
                .startsWith(
                        "1 packet: 1 in 2 flows (2 flushed), 0 passed over; inside of these 1 packet: 1 in flows, 0 passed over");
    }

    @Test
    void portsCanBeChosen() throws IOException {
        String moved = Samples.file(folder, "moved.pcap", List.of(inVxlan(5555)));
        assertThat(flows(moved).outLines().get(1)).contains(",udp,17,");
        assertThat(flows("--tunnel-ports=vxlan=4789,5555", moved).outLines().get(1))
                .contains(",tcp,6,");
        assertThat(flows("--tunnel-ports=vxlan=", vxlan).outLines().get(1)).contains(",udp,17,");
    }

    @Test
    void theTunnelMayBePartOfTheKey() {
        CommandRun run = CommandRun.of("events", "--key=five-tuple,vlan,tunnel", vxlan);
        assertThat(run.outLines().get(0)).contains("\"tunnel_type\":\"vxlan\",\"tunnel_id\":5");
        CommandRun records = CommandRun.of("flows", "--format=ndjson", "--key=five-tuple,tunnel", vxlan);
        assertThat(records.out()).contains("\"tunnels\":[{\"type\":\"vxlan\",\"source\":\"");
    }

    private String fragmentsInVxlan(int count) throws IOException {
        List<Frame> frames = Carrier.vxlan(Endpoint.client(90), Endpoint.server(90, 0), 5)
                .frames(Frames.udp(Samples.CLIENT, Samples.SERVER)
                        .payload(3_000)
                        .fragmentPackets(1_200));
        return Samples.file(folder, "fragments" + count + ".pcap", frames.subList(0, count));
    }

    @Test
    void aDatagramPutTogetherInATunnelSaysWhatCarriedIt() throws IOException {
        String capture = fragmentsInVxlan(3);
        CommandRun run = CommandRun.of("flows", "--format=ndjson", "--key=five-tuple,tunnel", capture);
        assertThat(run.outLines()).hasSize(1);
        assertThat(run.out())
                .contains("\"tunnels\":[{\"type\":\"vxlan\",\"source\":\""
                        + Endpoint.client(90).address() + "\"");
        assertThat(CommandRun.of("events", "--key=five-tuple,tunnel", capture)
                        .outLines()
                        .get(0))
                .contains("\"tunnel_type\":\"vxlan\",\"tunnel_id\":5");
        assertThat(run.err())
                .startsWith("3 packets: 3 in 1 flow (1 flushed), 0 passed over, 1 datagram rebuilt, 0 not");
    }

    @Test
    void fragmentsInsideOfOuterFlowsAreCountedBesideByReason() throws IOException {
        assertThat(flows("--outer-flows", fragmentsInVxlan(3)).err())
                .startsWith("3 packets: 3 in 2 flows (2 flushed), 0 passed over;"
                        + " inside of these 3 packets: 3 in flows, 0 passed over, 1 datagram rebuilt, 0 not");
        assertThat(flows("--outer-flows", fragmentsInVxlan(2)).err())
                .startsWith("2 packets: 2 in 1 flow (1 flushed), 0 passed over;"
                        + " inside of these 2 packets: 0 in flows, 2 passed over (2 datagram_unfinished),"
                        + " 0 datagrams rebuilt, 1 not (1 datagram_unfinished)");
    }

    @Test
    void zeekNamesTheFlowAroundAsTheTunnelsParent() {
        CommandRun run = CommandRun.of("flows", "--format=zeek", vxlan);
        List<String[]> rows = run.outLines().stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .toList();
        assertThat(rows).hasSize(2);
        String[] outer = rows.get(0)[6].equals("udp") ? rows.get(0) : rows.get(1);
        String[] inner = rows.get(0)[6].equals("udp") ? rows.get(1) : rows.get(0);
        assertThat(outer[20]).isEqualTo("-");
        assertThat(inner[20]).isEqualTo(outer[1]);
    }

    @Test
    void zeekNamesGreByItsHostsAlthoughDatagramsCarryIt() throws IOException {
        byte[] packet = Frames.tcp(Samples.CLIENT, Samples.SERVER).packet();
        List<Frame> frames = IntStream.of(1000, 2000)
                .mapToObj(port -> Frames.udp(Endpoint.client(90).port(port), Endpoint.server(90, 4754))
                        .payload(Wrapped.gre(0x0800, packet))
                        .build())
                .toList();
        assertThat(parentIsNoRow(frames)).isTrue();
    }

    @Test
    void zeekNamesIpInIpByItsHostsAlthoughVxlanCarriesIt() throws IOException {
        byte[] packet = Frames.tcp(Samples.CLIENT, Samples.SERVER).packet();
        byte[] ipInIp = Frames.ip(4, Endpoint.client(91), Endpoint.server(91, 1))
                .payload(packet)
                .build()
                .bytes();
        assertThat(parentIsNoRow(List.of(Frames.udp(Endpoint.client(90), Endpoint.server(90, 4789))
                        .payload(Wrapped.vxlan(5, ipInIp))
                        .build())))
                .isTrue();
    }

    /** Whether the one TCP flow in a capture has one parent, which has no row. */
    private boolean parentIsNoRow(List<Frame> frames) throws IOException {
        String capture = Samples.file(folder, "tunnel.pcap", frames);
        List<String[]> rows = CommandRun.of("flows", "--format=zeek", capture).outLines().stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .toList();
        List<String> tcpParents = rows.stream()
                .filter(row -> row[6].equals("tcp"))
                .map(row -> row[20])
                .toList();
        assertThat(rows).hasSize(frames.size() + 1);
        assertThat(tcpParents).hasSize(1).doesNotContain("-");
        return rows.stream().noneMatch(row -> tcpParents.get(0).contains(row[1]))
                && !tcpParents.get(0).contains(",");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--tunnel-depth=17",
                "--tunnel-depth=-1",
                "--tunnel-ports=mpls=1",
                "--tunnel-ports=x=1",
                "--tunnel-ports=vxlan=y",
                "--tunnel-ports=vxlan=70000"
            })
    void otherValuesAreRefused(String option) {
        CommandRun run = flows(option, vxlan);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith("flowtrack: tunnels: ");
    }

    @Test
    void theSummaryNamesLinkTypesThatAreNotRead() throws IOException {
        Frame can = Frame.of(new byte[16], Frames.START_NANOS, LinkType.of(227));
        String capture = Samples.file(folder, "can.pcap", List.of(can));
        assertThat(CommandRun.of("flows", capture).outLines())
                .last()
                .isEqualTo("1 packet: 0 in 0 flows, 1 passed over (1 unsupported_link_type); not read: CAN_SOCKETCAN");
    }
}
