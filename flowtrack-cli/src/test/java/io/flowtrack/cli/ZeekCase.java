package io.flowtrack.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A capture with the rows that Zeek wrote for it, and how to compare them with ours. */
final class ZeekCase {
    private static final List<String> COLUMNS = List.of(
            "orig_h orig_p resp_h resp_p proto duration orig_bytes resp_bytes conn_state missed_bytes history orig_pkts"
                    .concat(" orig_ip_bytes resp_pkts resp_ip_bytes tunnel_parents ip_proto")
                    .split(" "));
    private static final List<String> KEY = COLUMNS.subList(0, 5);
    private static final List<String> UNSET = List.of("-", "(empty)", "");
    private static final List<String> NOT_OURS = List.of("max_timer_expires", "tcp_excessive_data");
    private static final Pattern DEPTH = Pattern.compile("Tunnel::max_depth=(\\d+)");

    private final Path folder;
    private final TsvTable.Row row;

    ZeekCase(Path folder, TsvTable.Row row) {
        this.folder = folder;
        this.row = row;
    }

    String name() {
        return row.text("case");
    }

    String category() {
        return row.text("category");
    }

    String notes() {
        return row.text("notes");
    }

    /** Whether its rows depend on application analyzers, or on limits of Zeek's own that are not tracking. */
    boolean isExcluded() {
        return notes().contains("dns/ntp-analyzer-matters")
                || NOT_OURS.stream().anyMatch(row.text("options")::contains);
    }

    /** Whether only some packets of its capture are to be looked at. */
    boolean isFiltered() {
        return !row.text("bpf_filter").equals("-");
    }

    /** What differs, one text for each row that does; empty if the case agrees. */
    List<String> differences(Map<String, String> ports) throws IOException {
        CommandRun run = CommandRun.of(commandLine(ports).toArray(String[]::new));
        if (run.out().isEmpty()) {
            return List.of(run.err().strip());
        }
        List<Map<String, String>> actual = rows(run.outLines());
        List<TsvTable.Row> expected = TsvTable.read(folder.resolve("expected").resolve(name() + ".tsv"))
                .rows();
        List<String> differences = new ArrayList<>();
        for (TsvTable.Row wanted : expected) {
            differences.addAll(compare(wanted, take(wanted, actual)));
        }
        if (row.text("rows_complete").equals("all") && !actual.isEmpty()) {
            differences.add(actual.size() + " rows that Zeek does not have, such as " + actual.get(0));
        }
        return differences;
    }

    private List<String> commandLine(Map<String, String> ports) {
        List<String> line = new ArrayList<>(List.of("flows", "--format=zeek", "--quiet"));
        String checksums = row.text("checksums");
        if (checksums.startsWith("ignore")) {
            line.add("-C");
        } else if (checksums.contains("except source in")) {
            line.add("--ignore-checksums-from=" + checksums.substring(checksums.lastIndexOf(' ') + 1));
        }
        line.add("--server-ports=" + ports.get(row.text("server_ports")));
        if (isFiltered()) {
            line.add("--filter=" + row.text("bpf_filter"));
        }
        String options = row.text("options");
        if (options.contains("VLAN_FIVETUPLE")) {
            line.add("--key=five-tuple,vlan");
        }
        Matcher depth = DEPTH.matcher(options);
        if (depth.find()) {
            line.add("--tunnel-depth=" + depth.group(1));
        }
        if (options.contains("report_gaps_for_partial=T")) {
            line.add("--report-gaps-for-partial");
        }
        line.add(folder.resolve("traces").resolve(row.text("trace")).toString());
        return line;
    }

    /** Rows in the order in which their flows began. */
    private static List<Map<String, String>> rows(List<String> lines) {
        List<Map<String, String>> rows = new ArrayList<>();
        List<String> fields = List.of();
        for (String line : lines) {
            List<String> values = Arrays.asList(line.split("\t", -1));
            if (line.startsWith("#fields")) {
                fields = values.subList(1, values.size());
            } else if (!line.startsWith("#")) {
                Map<String, String> row = new HashMap<>();
                for (int i = 0; i < fields.size(); i++) {
                    row.put(fields.get(i).replace("id.", ""), values.get(i));
                }
                rows.add(row);
            }
        }
        rows.sort(Comparator.comparingDouble(row -> Double.parseDouble(row.getOrDefault("ts", "0"))));
        return rows;
    }

    private List<String> columns() {
        List<String> listed = Arrays.asList(row.text("columns").split(","));
        return COLUMNS.stream().filter(listed::contains).toList();
    }

    /** Takes the row that belongs to an expected one away; an empty one if there is none. */
    private Map<String, String> take(TsvTable.Row wanted, List<Map<String, String>> actual) {
        List<String> identity = KEY.stream().filter(columns()::contains).toList();
        boolean isOrdered = !row.text("row_identity").equals("5tuple");
        Map<String, String> best = Map.of();
        long fewest = Long.MAX_VALUE;
        for (Map<String, String> candidate : actual) {
            boolean isCandidate =
                    isOrdered || identity.stream().allMatch(name -> isSame(name, wanted.text(name), candidate));
            long wrong = compare(wanted, candidate).size();
            if (isCandidate && (best.isEmpty() || wrong < fewest)) {
                best = candidate;
                fewest = wrong;
            }
        }
        actual.remove(best);
        return best;
    }

    private List<String> compare(TsvTable.Row wanted, Map<String, String> actual) {
        String name = KEY.stream().map(wanted::text).collect(Collectors.joining(" "));
        if (actual.isEmpty()) {
            return List.of(name + ": missing");
        }
        return columns().stream()
                .filter(column -> !isSame(column, wanted.text(column), actual))
                .map(column -> name + ": " + column + " " + wanted.text(column) + ", is " + actual.get(column))
                .toList();
    }

    private static boolean isSame(String column, String expected, Map<String, String> row) {
        String actual = row.getOrDefault(column, "");
        return column.equals("tunnel_parents")
                ? UNSET.contains(expected) == UNSET.contains(actual)
                : expected.equals(actual);
    }
}
