package io.flowtrack.export;

import java.util.concurrent.TimeUnit;

/** Numbers as people like to read them: short, three or four digits that matter, the unit behind. */
public final class Quantities {
    private static final int EXACT_BELOW = 10_000;
    private static final int STEP = 1_000;
    private static final String UNITS = "kMGTPE";
    private static final int TEN = 10;
    private static final int HUNDRED = 100;
    private static final int THOUSAND = 1_000;

    private Quantities() {}

    /** A count: exact below 10000, else with one decimal, {@code 12.3k}; what is smaller is cut. */
    public static String count(long count) {
        if (count < EXACT_BELOW) {
            return Long.toString(count);
        }
        int unit = 0;
        long scale = STEP;
        while (count / scale >= STEP) {
            scale *= STEP;
            unit++;
        }
        return count / scale + "." + count / (scale / TEN) % TEN + UNITS.charAt(unit);
    }

    /** A length of time from 0, in nanoseconds: {@code 0}, {@code 250us}, {@code 1.234s}, {@code 2m05s}, {@code 1d04h}. */
    public static String duration(long nanos) {
        long micros = TimeUnit.NANOSECONDS.toMicros(nanos);
        long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos);
        if (micros < THOUSAND) {
            return nanos == 0 ? "0" : micros == 0 ? nanos + "ns" : micros + "us";
        }
        if (seconds < 1) {
            return micros / THOUSAND + "." + micros / HUNDRED % TEN + "ms";
        }
        if (TimeUnit.SECONDS.toMinutes(seconds) < 1) {
            return seconds + "." + padded(micros / THOUSAND % THOUSAND, "000") + "s";
        }
        if (TimeUnit.SECONDS.toHours(seconds) < 1) {
            return pair(seconds, TimeUnit.MINUTES.toSeconds(1), "m", "s");
        }
        long minutes = TimeUnit.SECONDS.toMinutes(seconds);
        return TimeUnit.SECONDS.toDays(seconds) < 1
                ? pair(minutes, TimeUnit.HOURS.toMinutes(1), "h", "m")
                : pair(TimeUnit.SECONDS.toHours(seconds), TimeUnit.DAYS.toHours(1), "d", "h");
    }

    private static String pair(long amount, long perLarge, String large, String small) {
        return amount / perLarge + large + padded(amount % perLarge, "00") + small;
    }

    private static String padded(long number, String zeros) {
        String digits = Long.toString(number);
        return zeros.substring(Math.min(zeros.length(), digits.length())) + digits;
    }
}
