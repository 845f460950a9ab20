package io.flowtrack.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private static final long SECOND = 1_000_000_000;

    private static DateTimeFormatter iso(int digits) {
        return new DateTimeFormatterBuilder().appendInstant(digits).toFormatter(Locale.ROOT);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                Long.MIN_VALUE,
                -SECOND - 1,
                -1,
                0,
                1,
                999_999,
                86_399 * SECOND + 999_999_999,
                951_782_400 * SECOND, // a leap day
                1_700_000_000_012_345_678L,
                4_102_444_799L * SECOND,
                Long.MAX_VALUE
            })
    void timesAreWrittenAsJavaWritesThem(long nanos) {
        Instant instant = Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
        assertThat(Times.isoNanos(nanos)).isEqualTo(iso(9).format(instant));
        Text millis = new Text(1);
        Times.appendIsoMillis(millis, nanos);
        assertThat(millis.toString()).isEqualTo(iso(3).format(instant));
    }

    @Test
    void secondsHaveSixDecimals() throws IOException {
        Text text = new Text(1);
        for (long micros : new long[] {0, 999_999, 1_000_000, -1, -2_500_000, 1_700_000_000_000_042L}) {
            Times.appendSeconds(text, micros);
            text.append(' ');
        }
        assertThat(text).hasToString("0.000000 0.999999 1.000000 -0.000001 -2.500000 1700000000.000042 ");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -10, -1, 0, 9, 10, 99, 100, 1_234_567_890_123L, Long.MAX_VALUE})
    void numbersAreWrittenAsJavaWritesThem(long number) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WholeLines lines = new WholeLines(out);
        Text text = new Text(1);
        text.append(number).append(' ').append("\u00e9 ").append(number).moveTo(lines);
        text.append("more").moveTo(lines);
        lines.endLine();
        lines.passOn();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(number + " \u00e9 " + number + "more");
    }
}
