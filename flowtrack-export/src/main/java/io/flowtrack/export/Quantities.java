package io.flowtrack.export;

import java.util.concurrent.TimeUnit;

/** Numbers as people like to read them: short, three or four digits that matter, the unit behind. */
public final class Quantities {
    private static final int EXACT_BELOW = 10_000;
    private static final int STEP = 1_000;
    private static final String UNITS = "kMGTPE";
    private static final int USUAL_LENGTH = 8;
    private static final int TEN = 10;
    private static final int HUNDRED = 100;
    private static final int THOUSAND = 1_000;

    private Quantities() {}

    /** A count: exact below 10000, else with one decimal, {@code 12.3k}; what is smaller is cut. */
    public static String count(long count) {
        Text text = new Text(USUAL_LENGTH);
        appendCount(text, count);
        return text.toString();
    }

    static void appendCount(Text target, long count) {
        if (count < EXACT_BELOW) {
            target.append(count);
            return;
        }
        int unit = 0;
        long scale = STEP;
        while (count / scale >= STEP) {
            scale *= STEP;
            unit++;
        }
        target.append(count / scale)
                .append('.')
                .append(count / (scale / TEN) % TEN)
                .append(UNITS.charAt(unit));
    }

    /** A length of time from 0, in nanoseconds: {@code 0}, {@code 250us}, {@code 1.234s}, {@code 2m05s}, {@code 1d04h}. */
    public static String duration(long nanos) {
        Text text = new Text(USUAL_LENGTH);
        appendDuration(text, nanos);
        return text.toString();
    }

    static void appendDuration(Text target, long nanos) {
        long micros = TimeUnit.NANOSECONDS.toMicros(nanos);
        long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos);
        if (seconds < 1) {
            appendPartOfSecond(target, nanos, micros);
        } else if (TimeUnit.SECONDS.toMinutes(seconds) < 1) {
            target.append(seconds)
                    .append('.')
                    .appendPadded(micros / THOUSAND % THOUSAND, 3)
                    .append('s');
        } else if (TimeUnit.SECONDS.toHours(seconds) < 1) {
            appendPair(target, seconds, TimeUnit.MINUTES.toSeconds(1), "ms");
        } else if (TimeUnit.SECONDS.toDays(seconds) < 1) {
            appendPair(target, TimeUnit.SECONDS.toMinutes(seconds), TimeUnit.HOURS.toMinutes(1), "hm");
        } else {
            appendPair(target, TimeUnit.SECONDS.toHours(seconds), TimeUnit.DAYS.toHours(1), "dh");
        }
    }

    private static void appendPartOfSecond(Text target, long nanos, long micros) {
        if (micros >= THOUSAND) {
            target.append(micros / THOUSAND)
                    .append('.')
                    .append(micros / HUNDRED % TEN)
                    .append("ms");
        } else if (micros != 0) {
            target.append(micros).append("us");
        } else {
            target.append(nanos).append(nanos == 0 ? "" : "ns");
        }
    }

    /** Appends an amount as large units and a rest of two digits, each with its letter behind. */
    private static void appendPair(Text target, long amount, long perLarge, String letters) {
        target.append(amount / perLarge)
                .append(letters.charAt(0))
                .appendPadded(amount % perLarge, 2)
                .append(letters.charAt(1));
    }
}
