package io.flowtrack.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampResolutionTest {
    private static final BigInteger MAX = BigInteger.valueOf(TimestampResolution.MAX_NANOS);
    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);

    @ParameterizedTest
    @CsvSource({
        "6, 0, 1700000000123456, 1700000000123456000",
        "9, 0, 1700000000123456789, 1700000000123456789",
        "3, 0, 1700000000123, 1700000000123000000",
        "0, 0, 1700000000, 1700000000000000000",
        "12, 0, 1700000123456, 1700000123",
        "0x80, 0, 3, 3000000000",
        "0x81, 0, 3, 1500000000",
        "0x88, 0, 128, 500000000",
        "0xA0, 0, 1, 0",
        "0xA0, 0, 5, 1",
        "0xC0, 0, -1, 999999999",
        "0x3F, 0, -1, 0",
        "0xFF, 0, -1, 0",
        "6, 1700000000, 5000000, 1700000005000000000",
        "6, -10, 1000000, -9000000000",
        "6, 0, -1, 4611686018427387903",
        "9, -9223372036854775808, 0, -4611686018000000000",
        "0, 9223372036854775807, -1, 4611686018427387903"
    })
    void aTimestampIsCountedInItsUnits(String code, long offsetSeconds, long ticks, long nanos) {
        assertThat(TimestampResolution.of(Integer.decode(code), offsetSeconds).nanos(ticks))
                .isEqualTo(nanos);
    }

    @Test
    void everyResolutionIsExact() {
        Random random = new Random(11);
        for (int code = 0; code < 256; code++) {
            for (int i = 0; i < 200; i++) {
                long ticks = random.nextLong() >>> random.nextInt(64);
                long offset = random.nextInt(3) == 0 ? random.nextInt() : 0;
                assertThat(TimestampResolution.of(code, offset).nanos(ticks))
                        .as("code %d, offset %d, ticks %d", code, offset, ticks)
                        .isEqualTo(plain(code, offset, ticks));
            }
        }
    }

    /** The same by numbers of any size. */
    private static long plain(int code, long offsetSeconds, long ticks) {
        BigInteger count = new BigInteger(Long.toUnsignedString(ticks)).multiply(NANOS);
        BigInteger unit = BigInteger.valueOf((code & 0x80) == 0 ? 10 : 2).pow(code & 0x7F);
        BigInteger nanos = count.divide(unit)
                .min(MAX)
                .add(BigInteger.valueOf(offsetSeconds).multiply(NANOS));
        return nanos.min(MAX).max(MAX.negate()).longValueExact();
    }
}
