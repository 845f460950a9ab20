package io.flowtrack.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Flow events of Suricata itself and of ours, each a map from names such as {@code flow.start} to values, in their order. */
final class SuricataEvents {
    /** Sessions are picked up in the middle, as ours are; nothing but flows is logged. */
    private static final String SETTINGS = """
            %YAML 1.1
            ---
            stats:
              enabled: no
            stream:
              midstream: true
            outputs:
              - eve-log:
                  enabled: yes
                  filetype: regular
                  filename: eve.json
                  community-id: true
                  types:
                    - flow
            logging:
              default-log-level: error
              outputs:
                - console:
                    enabled: yes
            """;

    private SuricataEvents() {}

    /** What Suricata writes of a capture. */
    static List<Map<String, @Nullable Object>> suricatas(Path capture, Path folder)
            throws IOException, InterruptedException {
        Path log = Files.createDirectories(folder.resolve("suricata"));
        Path settings = Files.writeString(folder.resolve("suricata.yaml"), SETTINGS);
        Path noRules = Path.of("/dev/null");
        ToolRun.lines(
                "suricata", "-c", "" + settings, "-S", "" + noRules, "-k", "none", "-r", "" + capture, "-l", "" + log);
        return events(Files.readAllLines(log.resolve("eve.json")));
    }

    /** What we write of it. */
    static List<Map<String, @Nullable Object>> ours(Path capture) throws IOException {
        CommandRun run = CommandRun.of(
                "flows", "-q", "--format=eve", "--community-id", "--key=five-tuple,vlan", capture.toString());
        return events(run.outLines());
    }

    private static List<Map<String, @Nullable Object>> events(List<String> lines) throws IOException {
        List<Map<String, @Nullable Object>> events = new ArrayList<>();
        for (String line : lines) {
            Map<String, @Nullable Object> event = new LinkedHashMap<>();
            putAll(event, "", Json.object(line));
            events.add(event);
        }
        return events;
    }

    private static void putAll(Map<String, @Nullable Object> event, String prefix, Map<?, ?> fields) {
        fields.forEach((name, value) -> {
            if (value instanceof Map<?, ?> inner) {
                putAll(event, prefix + name + ".", inner);
            } else {
                event.put(prefix + name, value);
            }
        });
    }

    /**
     * Those of each side that tell of the same packets: of one tuple, with the same start and the same number of packets each way.
     */
    static Map<Map<String, @Nullable Object>, Map<String, @Nullable Object>> pairs(
            List<Map<String, @Nullable Object>> suricatas, List<Map<String, @Nullable Object>> ours) {
        Map<List<@Nullable Object>, Map<String, @Nullable Object>> byIdentity = new LinkedHashMap<>();
        ours.forEach(event -> byIdentity.put(identity(event), event));
        Map<Map<String, @Nullable Object>, Map<String, @Nullable Object>> pairs = new LinkedHashMap<>();
        suricatas.stream()
                .filter(event -> byIdentity.containsKey(identity(event)))
                .forEach(event -> pairs.put(event, Objects.requireNonNull(byIdentity.get(identity(event)))));
        return pairs;
    }

    private static List<@Nullable Object> identity(Map<String, @Nullable Object> event) {
        List<@Nullable Object> identity = new ArrayList<>();
        for (String name : List.of("src_ip", "src_port", "dest_ip", "dest_port", "proto", "icmp_type", "vlan")) {
            identity.add(event.get(name));
        }
        for (String name : List.of("start", "pkts_toserver", "pkts_toclient")) {
            identity.add(event.get("flow." + name));
        }
        return identity;
    }
}
