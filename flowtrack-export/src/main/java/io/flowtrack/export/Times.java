package io.flowtrack.export;

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
    private static final int NANO_DIGITS = 9;
    private static final int MICRO_DIGITS = 6;
    private static final int MILLI_DIGITS = 3;
    private static final int ISO_NANOS_LENGTH = 30;

    private static final DateTimeFormatter ZEEK_HEADER =
            DateTimeFormatter.ofPattern("uuuu-MM-dd-HH-mm-ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Times() {}

    /** ISO 8601 with nine decimals. */
    static String isoNanos(long nanos) {
        Text text = new Text(ISO_NANOS_LENGTH);
        appendIsoNanos(text, nanos);
        return text.toString();
    }

    /** Appends ISO 8601 with nine decimals. */
    static void appendIsoNanos(Text target, long nanos) {
        appendIsoSeconds(target, Math.floorDiv(nanos, NANOS_PER_SECOND));
        target.append('.')
                .appendPadded(Math.floorMod(nanos, NANOS_PER_SECOND), NANO_DIGITS)
                .append('Z');
    }

    /** Appends ISO 8601 with six decimals and {@code +0000}; what is smaller is cut. */
    static void appendIsoMicros(Text target, long nanos) {
        appendIsoSeconds(target, Math.floorDiv(nanos, NANOS_PER_SECOND));
        target.append('.')
                .appendPadded(Math.floorMod(nanos, NANOS_PER_SECOND) / NANOS_PER_MICRO, MICRO_DIGITS)
                .append("+0000");
    }

    /** Appends ISO 8601 with three decimals; what is smaller is cut. */
    static void appendIsoMillis(Text target, long nanos) {
        appendIsoSeconds(target, Math.floorDiv(nanos, NANOS_PER_SECOND));
        target.append('.')
                .appendPadded(Math.floorMod(nanos, NANOS_PER_SECOND) / NANOS_PER_MILLI, MILLI_DIGITS)
                .append('Z');
    }

    /** Appends date and time of day; by hand, as it is in every record and a formatter takes ten times as long. */
    private static void appendIsoSeconds(Text target, long seconds) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_PER_DAY));
        int second = (int) Math.floorMod(seconds, SECONDS_PER_DAY);
        target.append(date.getYear()) // nanoseconds in 64 bits reach from 1677 to 2262
                .append('-')
                .appendPadded(date.getMonthValue(), 2)
                .append('-')
                .appendPadded(date.getDayOfMonth(), 2)
                .append('T')
                .appendPadded(second / SECONDS_PER_HOUR, 2)
                .append(':')
                .appendPadded(second / SECONDS_PER_MINUTE % SECONDS_PER_MINUTE, 2)
                .append(':')
                .appendPadded(second % SECONDS_PER_MINUTE, 2);
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
    static void appendSeconds(Text target, long micros) {
        if (micros < 0) {
            target.append('-');
        }
        long magnitude = Math.abs(micros);
        target.append(magnitude / MICROS_PER_SECOND)
                .append('.')
                .appendPadded(magnitude % MICROS_PER_SECOND, MICRO_DIGITS);
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }
}
