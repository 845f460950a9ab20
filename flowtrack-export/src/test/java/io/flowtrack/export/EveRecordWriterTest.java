package io.flowtrack.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowtrack.api.CommunityId;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.core.extract.HostPairExtractor;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.Traffic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Events as Suricata writes them. */
class EveRecordWriterTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static List<JsonNode> events(List<FlowRecord<?>> records) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (EveRecordWriter eve = EveRecordWriter.of(out)) {
            for (FlowRecord<?> record : records) {
                eve.write(record);
            }
        }
        List<JsonNode> events = new ArrayList<>();
        MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(out.toByteArray()).forEachRemaining(events::add);
        return events;
    }

    private static JsonNode first(String capture) throws IOException {
        return events(capture).get(0);
    }

    private static List<JsonNode> events(String capture) throws IOException {
        Path file = Records.captures().stream()
                .filter(path -> path.endsWith(capture + ".pcap"))
                .findFirst()
                .orElseThrow();
        return events(Records.of(file, FiveTupleExtractor.bidirectional(), TrackerConfig.defaults()));
    }

    @Test
    void aConnectionIsAnEventWithAllThatSuricataTellsOfIt() throws IOException {
        JsonNode event = first("http-keepalive");
        assertThat(event.get("flow_id").asLong()).isBetween(0L, (1L << 51) - 1);
        assertThat(event.toString().replaceFirst("\"flow_id\":\\d+", "\"flow_id\":1"))
                .isEqualTo("""
                {"timestamp":"2026-11-21T09:32:57.946280+0000","flow_id":1,"event_type":"flow",\
                "src_ip":"192.0.2.1","src_port":51212,"dest_ip":"192.0.2.2","dest_port":80,"ip_v":4,"proto":"TCP",\
                "flow":{"pkts_toserver":13,"pkts_toclient":19,"bytes_toserver":1112,"bytes_toclient":23161,\
                "start":"2026-11-21T09:32:57.945494+0000","end":"2026-11-21T09:32:57.946280+0000","age":0,\
                "state":"closed","reason":"timeout","alerted":false},\
                "tcp":{"tcp_flags":"1b","tcp_flags_ts":"1b","tcp_flags_tc":"1b",\
                "syn":true,"fin":true,"psh":true,"ack":true,"state":"closed"}}""");
    }

    @Test
    void aCommunityIdStandsBehindTheFlowOnRequest() throws IOException {
        List<FlowRecord<?>> records = Records.of(
                Traffic.random(5, 50).capture().stream().map(Frame::view),
                FiveTupleExtractor.bidirectional(),
                TrackerConfig.defaults());
        CommunityId ids = CommunityId.seeded(1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (EveRecordWriter eve = EveRecordWriter.of(out).withCommunityIds(ids)) {
            for (FlowRecord<?> record : records) {
                eve.write(record);
            }
        }
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSameSizeAs(records).anyMatch(line -> line.contains(",\"tcp\":{"));
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i))
                    .containsPattern("\"alerted\":false\\},\"community_id\":\""
                            + Pattern.quote(Objects.requireNonNull(ids.of(records.get(i)))) + "\"(,\"tcp\":\\{|\\}$)");
        }
    }

    @Test
    void addressesOfIpv6HaveAllTheirZeros() throws IOException {
        JsonNode event = first("http-ipv6");
        assertThat(event.get("src_ip").textValue()).matches("([0-9a-f]{4}:){7}[0-9a-f]{4}");
        assertThat(event.get("ip_v").asInt()).isEqualTo(6);
    }

    @Test
    void messagesHaveTypesAndNoPorts() throws IOException {
        JsonNode event = events("ping").stream()
                .filter(one -> one.get("proto").textValue().equals("ICMP"))
                .findFirst()
                .orElseThrow();
        assertThat(event.has("src_port")).isFalse();
        assertThat(event.get("icmp_type").asInt()).isEqualTo(8);
        assertThat(event.get("response_icmp_type").asInt()).isZero();
        assertThat(event.get("icmp_code").asInt()).isZero();
        assertThat(event.get("response_icmp_code").asInt()).isZero();
        assertThat(event.get("flow").get("state").textValue()).isEqualTo("established");
    }

    @Test
    void vlansAreAnArray() throws IOException {
        JsonNode vlans = first("vlan").get("vlan");
        assertThat(vlans.isArray()).isTrue();
        assertThat(vlans.get(0).asInt()).isPositive();
        assertThat(first("dns").has("vlan")).isFalse();
    }

    @Test
    void vlansStandInTheirOrder() throws IOException {
        assertThat(vlans(5, 6)).isEqualTo("[5,6]");
        assertThat(vlans(0, 6)).isEqualTo("[0,6]");
    }

    private static String vlans(int outer, int inner) throws IOException {
        Frame frame = Frames.udp(Endpoint.client(1), Endpoint.server(1, 53))
                .vlan(outer)
                .vlan(inner)
                .build();
        return events(Records.of(Stream.of(frame.view()), FiveTupleExtractor.bidirectional(), TrackerConfig.defaults()))
                .get(0)
                .get("vlan")
                .toString();
    }

    @Test
    void aFlowIsOneEventHoweverOftenItIsReported() throws IOException {
        Traffic traffic = Traffic.random(3, 200);
        TrackerConfig config =
                TrackerConfig.builder().activeTimeout(Duration.ofMillis(10)).build();
        List<FlowRecord<?>> records =
                Records.of(traffic.capture().stream().map(Frame::view), FiveTupleExtractor.bidirectional(), config);
        assertThat(records).anyMatch(FlowRecord::isInterim);
        List<JsonNode> events = events(records);
        assertThat(events).hasSize((int)
                records.stream().filter(record -> !record.isInterim()).count());
        assertThat(events.stream().map(event -> event.get("flow_id").asLong()).distinct())
                .hasSameSizeAs(events);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.get("flow").get("state").textValue()).isIn("new", "established", "closed");
            assertThat(event.get("flow").get("reason").textValue())
                    .isIn(Set.of("timeout", "forced", "shutdown", "tcp_reuse"));
            assertThat(event.has("tcp"))
                    .isEqualTo(event.get("proto").textValue().equals("TCP"));
        });
    }

    @Test
    void protocolsHaveIanasNames() {
        assertThat(IpProtocolNames.name(6)).isEqualTo("TCP");
        assertThat(IpProtocolNames.name(47)).isEqualTo("GRE");
        assertThat(IpProtocolNames.name(58)).isEqualTo("IPv6-ICMP");
        assertThat(IpProtocolNames.name(132)).isEqualTo("SCTP");
        assertThat(IpProtocolNames.name(143)).isEqualTo("Ethernet");
        assertThat(IpProtocolNames.name(144)).isEqualTo("144");
    }

    @Test
    void keysWithoutAddressesAndProtocolAreRefused() throws IOException {
        List<FlowRecord<?>> records =
                Records.of(Records.captures().get(0), HostPairExtractor.create(), TrackerConfig.defaults());
        assertThatIllegalArgumentException().isThrownBy(() -> events(records));
    }
}
