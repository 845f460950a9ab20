package io.flowtrack.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flowtrack.api.TrackerConfig;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.PcapFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All columns against {@code features_reference.py}, which recomputes them from the packets by the formulas of
 * docs/features.md.
 */
class FeatureReferenceTest {
    private static final long SEED = Long.getLong("flowtrack.features.seed", 20_261_121);
    private static final int FLOWS = 1_500;
    private static final Pattern COMPARED = Pattern.compile("(\\d+) flows, (\\d+) values");

    /** No flow ends before its last packet, so that every pair of endpoints has one. */
    private static final TrackerConfig PATIENT = TrackerConfig.builder()
            .tcpIdleTimeout(Duration.ofDays(1))
            .udpIdleTimeout(Duration.ofDays(1))
            .build();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"cic", "cic-legacy", "nfstream"})
    void anIndependentImplementationAgrees(String name) throws IOException, InterruptedException, URISyntaxException {
        assumeTrue(hasPython(), "there is no python3 to compare with");
        FeatureSet set = FeatureSet.named(name).orElseThrow();
        List<Frame> capture = FeatureTraffic.random(SEED, FLOWS);
        Path pcap = Files.write(folder.resolve("capture.pcap"), PcapFile.bytes(capture));
        Path rows = Files.write(folder.resolve("rows.tsv"), lines(set, Rows.of(set, capture, PATIENT)));
        Path script = Path.of(
                FeatureReferenceTest.class.getResource("/features_reference.py").toURI());
        Process process = new ProcessBuilder("python3", script.toString(), name, pcap.toString(), rows.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("seed " + SEED + ": " + output).isZero();
        Matcher compared = COMPARED.matcher(output);
        assertThat(compared.find()).as(output).isTrue();
        assertThat(Integer.parseInt(compared.group(1))).isEqualTo(FLOWS);
        assertThat(Integer.parseInt(compared.group(2)))
                .isEqualTo(FLOWS * set.columns().size());
        System.out.print(output);
    }

    /** So that agreement means something. */
    @ParameterizedTest
    @ValueSource(strings = {"cic", "cic-legacy", "nfstream"})
    void theTrafficHasSomethingForEveryColumn(String name) {
        FeatureSet set = FeatureSet.named(name).orElseThrow();
        List<Map<String, Object>> rows = Rows.of(set, FeatureTraffic.random(SEED, FLOWS), PATIENT);
        for (FeatureColumn column : set.columns()) {
            long values =
                    rows.stream().map(row -> row.get(column.name())).distinct().count();
            boolean isConstant = column.formula().equals("0") || column.name().equals("Label");
            assertThat(values).as(column.name()).isGreaterThan(isConstant ? 0 : 1);
        }
    }

    private static List<String> lines(FeatureSet set, List<Map<String, Object>> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(set.columns().stream().map(FeatureColumn::name).collect(Collectors.joining("\t")));
        for (Map<String, Object> row : rows) {
            lines.add(row.values().stream().map(Object::toString).collect(Collectors.joining("\t")));
        }
        return lines;
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "").start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
