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
    /** Has a section of a version that there is not, which we take for damage, and others pass. */
    private static final String OTHER_VERSION = "test901.pcapng";

    @Test
    void classicCapturesHaveAsManyPacketsAsOthersCount() throws IOException {
        assertThat(compare("pcap")).isGreaterThan(500);
    }

    @Test
    void modifiedCapturesHaveAsManyPacketsAsOthersCount() throws IOException {
        assertThat(compare("pcap-kuznetzov")).isPositive();
    }

    @Test
    void pcapNgCapturesHaveAsManyPacketsAsOthersCount() throws IOException {
        assertThat(compare("pcapng")).isGreaterThan(100);
    }

    /** Compares all captures of a format, compressed ones too, and returns how many there were. */
    private static int compare(String format) throws IOException {
        Path folder = Truth.folder("foreign");
        List<Map<String, String>> rows = Truth.rows(folder.resolve("captures.tsv")).stream()
                .filter(row -> row.getOrDefault("format", "").equals(format))
                .filter(row -> Files.exists(folder.resolve(row.getOrDefault("file", ""))))
                .filter(row -> !row.getOrDefault("file", "").endsWith(OTHER_VERSION))
                .toList();
        SoftAssertions softly = new SoftAssertions();
        for (Map<String, String> row : rows) {
            Path path = folder.resolve(row.getOrDefault("file", ""));
            Count count = Truth.countMapped(path);
            softly.assertThat(Truth.countStreamed(path)).as(path.toString()).isEqualTo(count);
            boolean whole = row.getOrDefault("err", "").isEmpty();
            softly.assertThat(count.damage().isEmpty())
                    .as(path + " " + count.damage())
                    .isEqualTo(whole);
            softly.assertThat(count.packets()).as(path + " " + count.damage()).isEqualTo(packets(row, whole));
        }
        softly.assertAll();
        return rows.size();
    }

    /** As tshark counts where capinfos has no number. */
    private static long packets(Map<String, String> row, boolean isWhole) {
        String packets = isWhole ? row.getOrDefault("packets", "") : "";
        return Long.parseLong(packets.isEmpty() ? row.getOrDefault("tn", "") : packets);
    }

    @Test
    void whatOthersDoNotKnowIsRefused() throws IOException {
        Path folder = Truth.folder("foreign");
        SoftAssertions softly = new SoftAssertions();
        for (Map<String, String> row : Truth.rows(folder.resolve("captures.tsv"))) {
            Path path = folder.resolve(row.getOrDefault("file", ""));
            if (row.getOrDefault("format", "").equals("unknown") && Files.exists(path)) {
                softly.assertThat(Truth.countMapped(path).damage())
                        .as(path.toString())
                        .contains("byte 0: ");
            }
        }
        softly.assertAll();
    }
}
