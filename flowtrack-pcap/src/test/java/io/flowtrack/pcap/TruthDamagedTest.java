package io.flowtrack.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.pcap.Truth.Count;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Files damaged on purpose, with what can be read of them at most, and what tcpdump read. */
class TruthDamagedTest {
    private static final Set<String> AT_LEAST_TCPDUMP =
            Set.of("pcap-file", "pcap-valid", "pcapng-file", "pcapng-valid", "real-cut", "real-delete");

    /** What tcpdump refuses and capinfos reads to the end: so do we. */
    private static final Set<String> GOOD = Set.of(
            "made/f_gz.pcap.gz",
            "made/n_mixed_endian.pcapng",
            "made/n_tsresol_bad_3f.pcapng",
            "made/n_tsresol_bad_7f.pcapng",
            "made/n_tsresol_bad_ff.pcapng",
            "made/n_empty_shb.pcapng",
            "made/n_cut_028.pcapng");

    @Test
    void damagedFilesGiveWhatIsReadableAndNotLessThanTcpdumpReads() throws IOException {
        Path folder = Truth.folder("damaged");
        List<Map<String, String>> rows =
                Truth.rows(folder.resolve("damaged.tsv")).stream().toList();
        assertThat(rows).hasSizeGreaterThan(100);

        SoftAssertions softly = new SoftAssertions();
        for (Map<String, String> row : rows) {
            Path path = folder.resolve(row.getOrDefault("file", ""));
            Count count = Truth.countMapped(path);
            softly.assertThat(Truth.countStreamed(path)).as(path.toString()).isEqualTo(count);
            compare(softly, row, count);
        }
        softly.assertAll();
    }

    private static void compare(SoftAssertions softly, Map<String, String> row, Count count) {
        String label = row.get("file") + ": " + row.get("what") + " " + count.damage();
        long readable = Long.parseLong(row.getOrDefault("records", "-1"));
        if (readable >= 0) {
            softly.assertThat(count.packets()).as(label).isLessThanOrEqualTo(readable);
        }
        if (AT_LEAST_TCPDUMP.contains(row.getOrDefault("kind", ""))) {
            long tcpdump = Long.parseLong(row.getOrDefault("tcpdump_packets", "0"));
            softly.assertThat(count.packets()).as(label).isGreaterThanOrEqualTo(tcpdump);
        }
        if (GOOD.contains(row.getOrDefault("file", ""))) {
            softly.assertThat(count).as(label).isEqualTo(new Count(readable, ""));
        } else if (!row.getOrDefault("tcpdump_rc", "0").equals("0")) {
            softly.assertThat(count.damage()).as(label).isNotEmpty();
        }
    }
}
