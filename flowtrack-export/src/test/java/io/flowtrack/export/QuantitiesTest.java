package io.flowtrack.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "9999, 9999",
        "10000, 10.0k",
        "12399, 12.3k",
        "999999, 999.9k",
        "1000000, 1.0M",
        "1500000000, 1.5G",
        "2000000000000, 2.0T",
        "9223372036854775807, 9.2E"
    })
    void countsAreExactBelowTenThousandAndShortAbove(long count, String expected) {
        assertThat(Quantities.count(count)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "999, 999ns",
        "1000, 1us",
        "999999, 999us",
        "1000000, 1.0ms",
        "999999999, 999.9ms",
        "1000000000, 1.000s",
        "59999999999, 59.999s",
        "60000000000, 1m00s",
        "3599000000000, 59m59s",
        "3600000000000, 1h00m",
        "86399000000000, 23h59m",
        "86400000000000, 1d00h",
        "8640000000000000, 100d00h"
    })
    void durationsHaveTheUnitThatFits(long nanos, String expected) {
        assertThat(Quantities.duration(nanos)).isEqualTo(expected);
    }
}
