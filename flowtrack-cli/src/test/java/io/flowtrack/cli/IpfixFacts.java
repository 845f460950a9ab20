package io.flowtrack.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What other programs have to find in IPFIX, taken from the same flows as NDJSON: fields by the names used here. */
final class IpfixFacts {
    private static final Map<String, String> END_REASONS = Map.of(
            "idle_timeout", "1",
            "active_timeout", "2",
            "fin", "3",
            "rst", "3",
            "reused", "3",
            "flushed", "4",
            "evicted", "5");

    private IpfixFacts() {}

    /** The flows in order. */
    static List<Map<String, String>> of(CommandRun ndjson) throws IOException {
        List<Map<String, String>> flows = new ArrayList<>();
        for (String line : ndjson.outLines()) {
            flows.add(of(Json.object(line)));
        }
        return flows;
    }

    private static Map<String, String> of(Map<String, @Nullable Object> flow) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("end reason", Objects.requireNonNull(END_REASONS.get(text(flow, "end_reason"))));
        facts.put("start", text(flow, "start_ns"));
        facts.put("end", text(flow, "end_ns"));
        facts.put("flow", text(flow, "flow_number"));
        facts.put("protocol", text(flow, "ip_proto"));
        facts.put("vlan", text(flow, "outer_vlan_id"));
        if (flow.get("icmp_type") != null) {
            String code = flow.get("icmp_code") == null ? "0" : text(flow, "icmp_code");
            facts.put("icmp", text(flow, "icmp_type") + "." + code);
        }
        addSide(facts, "source", object(flow, "initiator"));
        addSide(facts, "destination", object(flow, "responder"));
        if (flow.get("tcp") != null) {
            Map<String, @Nullable Object> tcp = object(flow, "tcp");
            facts.put("source flags", text(tcp, "initiator_flags"));
            facts.put("destination flags", text(tcp, "responder_flags"));
        }
        facts.values().removeIf(String::isEmpty);
        return facts;
    }

    private static void addSide(Map<String, String> facts, String name, Map<String, @Nullable Object> side) {
        facts.put(name, text(side, "address"));
        facts.put(name + " port", text(side, "port"));
        facts.put(name + " packets", text(side, "packets"));
        facts.put(name + " bytes", text(side, "ip_bytes"));
        facts.put(name + " wire bytes", text(side, "wire_bytes"));
        facts.put(name + " payload", text(side, "payload_bytes"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(Map<String, @Nullable Object> flow, String name) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(flow.get(name));
    }

    private static String text(Map<String, @Nullable Object> fields, String name) {
        return Objects.toString(fields.get(name), "");
    }
}
