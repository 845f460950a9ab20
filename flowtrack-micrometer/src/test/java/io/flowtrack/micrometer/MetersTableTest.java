package io.flowtrack.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.EmergencyStats;
import io.flowtrack.api.FragmentStats;
import io.flowtrack.api.InnerStats;
import io.flowtrack.api.TrackerStats;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The meters that {@code docs/metrics.md} names, against those of the code. */
class MetersTableTest {
    private static final Pattern ROW =
            Pattern.compile("\\| `(flowtrack[.a-z]+)` \\| (\\w+) \\| (\\w*) ?\\| ([^|]*)\\| [^|]+ \\| `(\\w+)` \\|");
    private static final TrackerStats NOTHING =
            new TrackerStats(0, 0, Map.of(), InnerStats.NONE, 0, Map.of(), 0, FragmentStats.NONE, EmergencyStats.NONE);

    private static List<MatchResult> rows() throws IOException {
        Path project = Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("DECISIONS.md")))
                .findFirst()
                .orElseThrow();
        return ROW.matcher(Files.readString(project.resolve("docs/metrics.md")))
                .results()
                .toList();
    }

    @Test
    void namesTypesUnitsAndTagsAreThose() throws IOException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new FlowTrackerMetrics(() -> NOTHING).bindTo(registry);
        List<String> documented = rows().stream()
                .map(row -> String.join(
                        " ",
                        row.group(1),
                        row.group(2),
                        row.group(3),
                        row.group(4).replaceAll("[` ]", "")))
                .sorted()
                .toList();
        List<String> registered = registry.getMeters().stream()
                .map(MetersTableTest::asDocumented)
                .distinct()
                .sorted()
                .toList();
        assertThat(registered).isEqualTo(documented).hasSizeGreaterThan(10);
    }

    private static String asDocumented(Meter meter) {
        Meter.Id id = meter.getId();
        String unit = id.getBaseUnit() == null ? "" : id.getBaseUnit();
        String tags = id.getTags().stream()
                .map(Tag::getKey)
                .sorted(Comparator.reverseOrder())
                .collect(Collectors.joining(","));
        return String.join(" ", id.getName(), id.getType().name().toLowerCase(Locale.ROOT), unit, tags);
    }

    @Test
    void everyMeterSaysWhatItIs() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new FlowTrackerMetrics(() -> NOTHING).bindTo(registry);
        assertThat(registry.getMeters())
                .allSatisfy(meter -> assertThat(meter.getId().getDescription()).isNotBlank());
    }

    @Test
    void namesForPrometheusAreThose() throws IOException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new FlowTrackerMetrics(() -> NOTHING).bindTo(registry);
        List<String> scraped = Pattern.compile("(?m)^(flowtrack_\\w+)[ {]")
                .matcher(registry.scrape())
                .results()
                .map(match -> match.group(1))
                .distinct()
                .sorted()
                .toList();
        assertThat(scraped)
                .isEqualTo(rows().stream().map(row -> row.group(5)).sorted().toList());
    }
}
