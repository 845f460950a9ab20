package io.flowtrack.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.pcap.Truth.Count;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Captures from the test suites of other projects, with the packets that capinfos counted, or tshark where a file is
 * damaged.
 */
class TruthForeignTest {
    @Test
    void classicCapturesHaveAsManyPacketsAsOthersCount() throws IOException {
        Path folder = Truth.folder("foreign");
        List<Map<String, String>> rows = Truth.rows(folder.resolve("captures.tsv")).stream()
                .filter(row -> row.getOrDefault("format", "").equals("pcap"))
                .filter(row -> row.getOrDefault("gz", "").isEmpty())
                .filter(row -> Files.exists(folder.resolve(row.getOrDefault("file", ""))))
                .toList();
        assertThat(rows).hasSizeGreaterThan(500);

        SoftAssertions softly = new SoftAssertions();
        for (Map<String, String> row : rows) {
            Path path = folder.resolve(row.getOrDefault("file", ""));
            Count count = Truth.countMapped(path);
            softly.assertThat(Truth.countStreamed(path)).as(path.toString()).isEqualTo(count);
            boolean whole = row.getOrDefault("err", "").isEmpty();
            softly.assertThat(count.damage().isEmpty())
                    .as(path + " " + count.damage())
                    .isEqualTo(whole);
            softly.assertThat(count.packets())
                    .as(path + " " + count.damage())
                    .isEqualTo(Long.parseLong(row.getOrDefault(whole ? "packets" : "tn", "")));
        }
        softly.assertAll();
    }
}
