package io.flowtrack.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time as text, always UTC. Times are nanoseconds since 1970-01-01T00:00Z. */
final class Times {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final int SECONDS_PER_HOUR = 3_600;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int TEN = 10;
    private static final int HUNDRED = 100;
    private static final int HUNDRED_THOUSAND = 100_000;
    private static final int HUNDRED_MILLION = 100_000_000;
    private static final int ISO_NANOS_LENGTH = 30;

    private static final DateTimeFormatter ZEEK_HEADER =
            DateTimeFormatter.ofPattern("uuuu-MM-dd-HH-mm-ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Times() {}

    /** ISO 8601 with nine decimals. */
    static String isoNanos(long nanos) {
        StringBuilder text = new StringBuilder(ISO_NANOS_LENGTH);
        appendIsoNanos(text, nanos);
        return text.toString();
    }

    /** Appends ISO 8601 with nine decimals. */
    static void appendIsoNanos(StringBuilder target, long nanos) {
        appendIsoSeconds(target, Math.floorDiv(nanos, NANOS_PER_SECOND));
        appendPadded(target.append('.'), Math.floorMod(nanos, NANOS_PER_SECOND), HUNDRED_MILLION);
        target.append('Z');
    }

    /** ISO 8601 with three decimals; what is smaller is cut. */
    static String isoMillis(long nanos) {
        StringBuilder text = new StringBuilder(ISO_NANOS_LENGTH);
        appendIsoSeconds(text, Math.floorDiv(nanos, NANOS_PER_SECOND));
        appendPadded(text.append('.'), Math.floorMod(nanos, NANOS_PER_SECOND) / NANOS_PER_MILLI, HUNDRED);
        return text.append('Z').toString();
    }

    /** Appends date and time of day; by hand, as it is in every record and a formatter takes ten times as long. */
    private static void appendIsoSeconds(StringBuilder target, long seconds) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_PER_DAY));
        int second = (int) Math.floorMod(seconds, SECONDS_PER_DAY);
        target.append(date.getYear()); // nanoseconds in 64 bits reach from 1677 to 2262
        appendPadded(target.append('-'), date.getMonthValue(), TEN);
        appendPadded(target.append('-'), date.getDayOfMonth(), TEN);
        appendPadded(target.append('T'), second / SECONDS_PER_HOUR, TEN);
        appendPadded(target.append(':'), second / SECONDS_PER_MINUTE % SECONDS_PER_MINUTE, TEN);
        appendPadded(target.append(':'), second % SECONDS_PER_MINUTE, TEN);
    }

    /** As the {@code #open} and {@code #close} lines of Zeek's logs have it. */
    static String zeekHeader(long nanos) {
        return ZEEK_HEADER.format(instant(nanos));
    }

    /** Whole microseconds; what is smaller is cut, towards the past. */
    static long micros(long nanos) {
        return Math.floorDiv(nanos, NANOS_PER_MICRO);
    }

    /** Appends microseconds as seconds with six decimals. */
    static void appendSeconds(StringBuilder target, long micros) {
        if (micros < 0) {
            target.append('-');
        }
        long magnitude = Math.abs(micros);
        target.append(magnitude / MICROS_PER_SECOND).append('.');
        appendPadded(target, magnitude % MICROS_PER_SECOND, HUNDRED_THOUSAND);
    }

    /** Appends a number with as many digits as the unit has, a power of ten. */
    private static void appendPadded(StringBuilder target, long number, long unit) {
        for (long above = unit; number < above && above > 1; above /= TEN) {
            target.append('0');
        }
        target.append(number);
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }
}
