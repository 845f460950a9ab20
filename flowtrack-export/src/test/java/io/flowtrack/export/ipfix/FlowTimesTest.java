package io.flowtrack.export.ipfix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowTimesTest {
    private static final long SECOND = 1_000_000_000;
    private static final long SECONDS_1900_TO_1970 = (70 * 365 + 17) * 86_400L;

    @ParameterizedTest
    @CsvSource({
        // nanoseconds, seconds since 1900 modulo 2^32, fraction
        "0, 83AA7E80, 00000000",
        "1, 83AA7E80, 00000005",
        "500000000, 83AA7E80, 80000000",
        "999999999, 83AA7E80, FFFFFFFC",
        "-1, 83AA7E7F, FFFFFFFC",
        "2085978495999999999, FFFFFFFF, FFFFFFFC",
        "2085978496000000000, 00000000, 00000000",
    })
    void nanosecondsAreNtpTimestampsWhoseSecondsBeginAgainIn2036(long nanos, String seconds, String fraction) {
        assertThat(String.format("%016X", FlowTimes.ntp(nanos))).isEqualTo(seconds + fraction);
    }

    @Test
    void everyNanosecondComesBackWhetherReadersCutOrRound() {
        new Random(7).longs(100_000, 0, 2_085_978_496L * SECOND).forEach(nanos -> {
            long ntp = FlowTimes.ntp(nanos);
            long fraction = ntp & 0xFFFF_FFFFL;
            long seconds = (ntp >>> 32) - SECONDS_1900_TO_1970;
            assertThat(seconds * SECOND + ((fraction * SECOND) >>> 32)).isEqualTo(nanos);
            assertThat(seconds * SECOND + Math.round(fraction / 4.294967296)).isEqualTo(nanos);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "-9223372036854775808, 0, 0",
        "-1, 0, 0",
        "999999, 0, 0",
        "1999999999, 1999, 1",
        "4294967295999999999, 4294967295999, 4294967295",
        "4294967296000000000, 4294967296000, 4294967295",
        "9223372036854775807, 9223372036854, 4294967295"
    })
    void millisecondsAndSecondsAreCutAndStayInTheirRange(long nanos, long millis, long seconds) {
        assertThat(FlowTimes.milliseconds(nanos)).isEqualTo(millis);
        assertThat(Integer.toUnsignedLong(FlowTimes.seconds(nanos))).isEqualTo(seconds);
    }
}
