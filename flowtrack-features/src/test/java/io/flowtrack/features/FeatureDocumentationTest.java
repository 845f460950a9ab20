package io.flowtrack.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/features.md has every column, in order, with the type, unit and formula that the code has. */
class FeatureDocumentationTest {
    private static List<String> page = List.of();

    @BeforeAll
    static void read() throws IOException {
        page = Files.readAllLines(Path.of("..", "docs", "features.md"));
    }

    @Test
    void theColumnsOfCicAreDocumented() {
        assertThat(table("## `cic`")).containsExactlyElementsOf(lines(FeatureSet.cic(), List.of()));
        assertThat(FeatureSet.cic().columns()).hasSize(84);
    }

    @Test
    void theColumnsOfLegacyThatDifferAreDocumented() {
        List<FeatureColumn> same = FeatureSet.cic().columns();
        assertThat(table("## `cic-legacy`")).containsExactlyElementsOf(lines(FeatureSet.cicLegacy(), same));
    }

    @Test
    void theColumnsOfNfstreamAreDocumented() {
        assertThat(table("## `nfstream`")).containsExactlyElementsOf(lines(FeatureSet.nfstream(), List.of()));
    }

    @Test
    void noTwoColumnsOfASetHaveOneName() {
        for (String name : List.of("cic", "cic-legacy", "nfstream")) {
            assertThat(FeatureSet.named(name).orElseThrow().columns())
                    .extracting(FeatureColumn::name)
                    .doesNotHaveDuplicates();
        }
        assertThat(FeatureSet.named("CIC")).isEmpty();
    }

    private static List<String> lines(FeatureSet set, List<FeatureColumn> known) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < set.columns().size(); i++) {
            FeatureColumn column = set.columns().get(i);
            if (!known.contains(column)) {
                String type = column.type().name().toLowerCase(Locale.ROOT);
                lines.add("| %d | `%s` | %s | %s | %s |"
                        .formatted(i + 1, column.name(), type, column.unit(), column.formula()));
            }
        }
        return lines;
    }

    /** The rows of the first table with numbered columns under that heading. */
    private static List<String> table(String heading) {
        List<String> below = page.subList(page.indexOf(heading), page.size());
        List<String> rows = new ArrayList<>();
        for (String line : below.subList(below.indexOf("| # | column | type | unit | formula |") + 2, below.size())) {
            if (!line.startsWith("|")) {
                break;
            }
            rows.add(line);
        }
        return rows;
    }
}
