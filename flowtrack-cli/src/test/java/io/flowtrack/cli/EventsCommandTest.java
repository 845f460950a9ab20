package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsCommandTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void everyEventIsALineInOrder() throws IOException {
        CommandRun run = CommandRun.of("events", Samples.file(folder, "connection.pcap", Samples.connection()));
        assertThat(run.status()).isZero();
        assertThat(run.errLines()).containsExactly("9 packets: 9 in 1 flow (1 fin), 0 passed over");
        assertThat(events(run))
                .extracting(event -> event.get("event") + " " + event.getOrDefault("to", ""))
                .startsWith(
                        "started ",
                        "state_change syn_sent",
                        "packet ",
                        "state_change syn_received",
                        "packet ",
                        "established ",
                        "packet ",
                        "packet ")
                .endsWith("state_change closed", "packet ", "ended ");
    }

    @Test
    void eachEventHasItsOwnFacts() throws IOException {
        CommandRun run = CommandRun.of("events", Samples.file(folder, "connection.pcap", Samples.connection()));
        String key = "\"key\":{\"ip_proto\":6,\"a\":\"192.0.2.1\",\"a_port\":49152,"
                + "\"b\":\"198.51.100.1\",\"b_port\":80}";
        String time = "\"time\":\"2026-01-01T00:00:00.000000000Z\",\"time_ns\":1767225600000000000,";
        assertThat(run.outLines())
                .startsWith(
                        "{\"event\":\"started\"," + time + key
                                + ",\"proto\":\"tcp\",\"initiator_orientation\":\"forward\"}",
                        "{\"event\":\"state_change\"," + time + key + ",\"from\":\"active\",\"to\":\"syn_sent\"}",
                        "{\"event\":\"packet\"," + time + key
                                + ",\"side\":\"initiator\",\"wire_bytes\":66,\"payload_bytes\":0,"
                                + "\"tcp_flags\":[\"SYN\"]}");
    }

    @Test
    void theEndCarriesTheRecordOfTheFlowsCommand() throws IOException {
        String file = Samples.file(folder, "mixed.pcap", Samples.mixed());
        List<@Nullable Object> records = new ArrayList<>();
        for (Map<String, @Nullable Object> event : events(CommandRun.of("events", file))) {
            if ("ended".equals(event.get("event"))) {
                records.add(event.get("record"));
            }
        }
        List<Map<String, @Nullable Object>> flows = events(CommandRun.of("flows", "--format=ndjson", file));
        flows.forEach(flow -> flow.keySet().removeAll(List.of("uid", "flow_number", "community_id")));
        assertThat(records).hasSize(4).containsExactlyElementsOf(flows);
    }

    @Test
    void interimReportsCarryARecordToo() throws IOException {
        String file = Samples.file(folder, "echoes.pcap", Samples.echoes());
        CommandRun run = CommandRun.of("events", "--active-timeout=2ms", file);
        assertThat(events(run))
                .filteredOn(event -> "interim".equals(event.get("event")))
                .singleElement()
                .satisfies(event -> assertThat(event.get("record")).asString().contains("end_reason=active_timeout"));
    }

    @Test
    void emergenciesAreToldWithoutAKey() throws IOException {
        String file = Samples.file(folder, "echoes.pcap", Samples.mixed());
        CommandRun run = CommandRun.of("events", "--max-flows=1", file);
        assertThat(events(run))
                .filteredOn(event -> String.valueOf(event.get("event")).startsWith("emergency"))
                .extracting(event -> event.get("event") + " " + event.get("key") + " " + event.get("flows"))
                .startsWith("emergency_entered null 1");
        assertThat(run.err()).contains("; 1 emergency with ");
        assertThat(CommandRun.of("events", "--max-flows=1", "--no-emergency", file)
                        .out())
                .doesNotContain("emergency");
    }

    @Test
    void everyKeyIsWrittenOut() throws IOException {
        String file = Samples.file(folder, "connection.pcap", Samples.connection());
        assertThat(CommandRun.of("events", "--key=hosts", file).outLines().get(0))
                .contains("\"key\":{\"a\":\"192.0.2.1\",\"b\":\"198.51.100.1\"}");
        assertThat(CommandRun.of("events", "--key=macs", file).outLines().get(0))
                .contains("\"key\":{\"a\":\"02:00:c0:00:02:01\",\"b\":\"02:00:c6:33:64:01\"}");
    }

    private static List<Map<String, @Nullable Object>> events(CommandRun run) throws IOException {
        List<Map<String, @Nullable Object>> events = new ArrayList<>();
        for (String line : run.outLines()) {
            events.add(Json.object(line));
        }
        return events;
    }
}
