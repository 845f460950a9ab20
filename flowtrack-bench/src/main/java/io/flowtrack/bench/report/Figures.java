package io.flowtrack.bench.report;

import java.util.Locale;

/** How numbers are written. */
final class Figures {
    private Figures() {}

    /** Thousands apart: {@code 10 000}. */
    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }

    /** Nanoseconds and the like: one decimal below ten, none above. */
    static String rounded(double value) {
        return value < 10 ? String.format(Locale.ROOT, "%.1f", value) : grouped(Math.round(value));
    }

    static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
