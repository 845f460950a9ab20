package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {
    private final DurationConverter converter = new DurationConverter();

    @ParameterizedTest
    @CsvSource({
        "90, PT1M30S",
        "1.5, PT1.5S",
        "0, PT0S",
        "300s, PT5M",
        "5m, PT5M",
        "1h, PT1H",
        "100000h, PT100000H",
        "2d, PT48H",
        "250ms, PT0.25S",
        "1.5us, PT0.0000015S",
        "7ns, PT0.000000007S",
        "0.0000000019, PT0.000000001S",
        "5M, PT5M",
        "PT5M, PT5M",
        "pt1h2m, PT1H2M",
        "P1D, PT24H"
    })
    void readsNumbersWithUnitsAndIso(String text, String expected) {
        assertThat(converter.convert(text)).isEqualTo(Duration.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s",
                "1w",
                "1 s",
                "1,5s",
                ".5s",
                "5.",
                "0x10",
                "1e3",
                "five",
                "٣s",
                "PT",
                "999999999999999999d",
                "12345678901234567890123"
            })
    void refusesWhatIsNoLengthOfTime(String text) {
        assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> converter.convert(text));
    }
}
