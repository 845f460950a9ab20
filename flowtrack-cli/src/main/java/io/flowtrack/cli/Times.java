package io.flowtrack.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** Points in time as text, always UTC. Times are nanoseconds since 1970-01-01T00:00Z. */
final class Times {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANO_DIGITS = 9;
    private static final int MICRO_DIGITS = 6;
    private static final int MILLI_DIGITS = 3;

    private static final DateTimeFormatter ISO_NANOS = iso(NANO_DIGITS);
    private static final DateTimeFormatter ISO_MILLIS = iso(MILLI_DIGITS);
    private static final DateTimeFormatter ZEEK_HEADER =
            DateTimeFormatter.ofPattern("uuuu-MM-dd-HH-mm-ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Times() {}

    /** ISO 8601 with nine decimals. */
    static String isoNanos(long nanos) {
        return ISO_NANOS.format(instant(nanos));
    }

    /** ISO 8601 with three decimals; what is smaller is cut. */
    static String isoMillis(long nanos) {
        return ISO_MILLIS.format(instant(nanos));
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
        String decimals = Long.toString(magnitude % MICROS_PER_SECOND);
        target.append(magnitude / MICROS_PER_SECOND)
                .append('.')
                .append("0".repeat(MICRO_DIGITS - decimals.length()))
                .append(decimals);
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }

    private static DateTimeFormatter iso(int digits) {
        return new DateTimeFormatterBuilder().appendInstant(digits).toFormatter(Locale.ROOT);
    }
}
