package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.EmergencyPolicy;
import io.flowtrack.api.TrackerConfig;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The limits that {@code docs/limits.md} names, against those of the code. */
class LimitsTableTest {
    private static final Pattern SETTING = Pattern.compile("\\| [^|]+ \\| ([^|]+) \\| `TrackerConfig\\.(\\w+)` \\|.*");
    private static final Pattern CONSTANT =
            Pattern.compile("\\| [^|]+ \\| (\\d+) \\| `([a-z][\\w.]*\\.[A-Z]\\w*(?:\\$\\w+)?)\\.([A-Z_]+)` \\|.*");

    private static List<String> lines() throws IOException {
        return Files.readAllLines(Project.root().resolve("docs/limits.md"));
    }

    @Test
    void defaultsOfSettingsAreThose() throws IOException, ReflectiveOperationException {
        int found = 0;
        for (String line : lines()) {
            Matcher row = SETTING.matcher(line);
            if (row.matches()) {
                Object value = TrackerConfig.class.getMethod(row.group(2)).invoke(TrackerConfig.defaults());
                assertThat(text(value)).as(line).isEqualTo(row.group(1));
                found++;
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(8);
    }

    private static String text(Object value) {
        if (value instanceof Duration duration) {
            return duration.toSeconds() + " s";
        }
        return value.equals(Optional.empty()) ? "none" : String.valueOf(value);
    }

    @Test
    void constantsAreThose() throws IOException, ReflectiveOperationException {
        int found = 0;
        for (String line : lines()) {
            Matcher row = CONSTANT.matcher(line);
            if (row.matches()) {
                Field field = Class.forName("io.flowtrack." + row.group(2)).getDeclaredField(row.group(3));
                field.setAccessible(true);
                assertThat(field.getInt(null)).as(line).isEqualTo(Integer.parseInt(row.group(1)));
                found++;
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(14);
    }

    @Test
    void theTextHasThePolicysDefaults() throws IOException {
        assertThat(String.join(" ", lines()))
                .contains("`EmergencyPolicy.timeoutDivisor` (" + EmergencyPolicy.DEFAULT.timeoutDivisor() + ")")
                .contains("`EmergencyPolicy.exitPercent` (" + EmergencyPolicy.DEFAULT.exitPercent() + ")");
    }
}
