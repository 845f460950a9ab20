package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Captures with the rows that Zeek wrote for them: every row and column is ours, too, except in the cases that {@code
 * zeek-differences.tsv} names with a reason each. Skipped where the captures are not at hand. What was compared is kept in
 * {@code target/zeek-conformance.txt}.
 */
class ZeekConformanceTest {
    private final Map<String, int[]> tallies = new TreeMap<>();
    private final List<String> report = new ArrayList<>();
    private final Set<String> surprises = new TreeSet<>();

    @Test
    void everyRowOfEveryCaseIsThatOfZeek() throws IOException {
        assumeTrue(Project.truth().isPresent(), "shared/truth is not beside the repository");
        Path folder = Project.truth().orElseThrow().resolve("zeek");
        Map<String, String> ports = table(folder.resolve("server_ports.tsv"), "profile", "ports");
        Map<String, String> known = table(differences(), "case", "reason");
        Set<String> unused = new TreeSet<>(known.keySet());
        for (TsvTable.Row row : TsvTable.read(folder.resolve("cases.tsv")).rows()) {
            ZeekCase zeekCase = new ZeekCase(folder, row);
            if (!zeekCase.isExcluded() && (!zeekCase.isFiltered() || Installed.libpcap())) {
                Optional<String> reason = Optional.ofNullable(known.get(zeekCase.name()));
                note(zeekCase, zeekCase.differences(ports), reason);
                unused.remove(zeekCase.name());
            }
        }
        write();
        assertThat(surprises).as("see target/zeek-conformance.txt").isEmpty();
        assertThat(unused).as("differences of cases that there are not").isEmpty();
    }

    private void note(ZeekCase zeekCase, List<String> differences, Optional<String> reason) {
        String name = zeekCase.name();
        int[] tally = tallies.computeIfAbsent(zeekCase.category(), category -> new int[3]);
        tally[differences.isEmpty() ? 0 : reason.isPresent() ? 1 : 2]++;
        if (differences.isEmpty()) {
            report.add("agrees   " + name);
            reason.ifPresent(text -> surprises.add(name + " agrees now; it was known to differ: " + text));
        } else {
            report.add(reason.map(text -> "waits    " + name + "   " + text).orElse("DIFFERS  " + name));
            differences.forEach(difference -> report.add("             " + difference));
            if (reason.isEmpty()) {
                surprises.add(name + " differs: " + differences.get(0));
            }
        }
    }

    private void write() throws IOException {
        report.add("");
        report.add("category: cases that agree, wait, differ");
        tallies.forEach(
                (category, tally) -> report.add(category + ": " + tally[0] + ", " + tally[1] + ", " + tally[2]));
        Path target = Project.root().resolve("flowtrack-cli/target");
        Files.write(target.resolve("zeek-conformance.txt"), report);
    }

    private static Path differences() {
        return Project.root().resolve("flowtrack-cli/src/test/resources/io/flowtrack/cli/zeek-differences.tsv");
    }

    private static Map<String, String> table(Path file, String key, String value) throws IOException {
        Map<String, String> table = new HashMap<>();
        TsvTable.read(file).rows().forEach(row -> table.put(row.text(key), row.text(value)));
        return table;
    }
}
