package io.flowtrack.cli;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a length of time: {@code 90}, {@code 1.5s}, {@code 250ms}, {@code 5m}, {@code 1h}, {@code PT5M}. */
final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,18})?)(ns|us|ms|s|m|h|d|)");
    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);

    private static final Map<String, BigDecimal> NANOS_PER_UNIT = Map.of(
            "ns", nanos(Duration.ofNanos(1)),
            "us", nanos(Duration.ofNanos(1_000)),
            "ms", nanos(Duration.ofMillis(1)),
            "s", nanos(Duration.ofSeconds(1)),
            "", nanos(Duration.ofSeconds(1)),
            "m", nanos(Duration.ofMinutes(1)),
            "h", nanos(Duration.ofHours(1)),
            "d", nanos(Duration.ofDays(1)));

    @Override
    public Duration convert(String text) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text.toLowerCase(Locale.ROOT));
        return matcher.matches() ? of(matcher.group(1), matcher.group(2)) : ofIso(text);
    }

    /** What is smaller than a nanosecond is dropped. */
    private static Duration of(String number, String unit) {
        BigInteger[] parts = new BigDecimal(number)
                .multiply(NANOS_PER_UNIT.getOrDefault(unit, BigDecimal.ONE))
                .toBigInteger()
                .divideAndRemainder(NANOS_PER_SECOND);
        try {
            return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
        } catch (ArithmeticException e) {
            throw new TypeConversionException("'" + number + unit + "' is too long");
        }
    }

    private static Duration ofIso(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException | ArithmeticException e) {
            throw new TypeConversionException(
                    "'" + text + "' is not a length of time, such as 90, 1.5s, 250ms, 5m, 1h or PT5M");
        }
    }

    private static BigDecimal nanos(Duration unit) {
        return BigDecimal.valueOf(unit.toNanos());
    }
}
