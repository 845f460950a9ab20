package io.flowtrack.api;

import java.time.Duration;

/** Which values settings may have; what names the setting in the exception. */
final class SettingRanges {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private SettingRanges() {}

    static Duration positive(String what, Duration value) {
        if (value.isZero()) {
            throw new IllegalArgumentException(what + " is zero");
        }
        return notNegative(what, value);
    }

    static Duration notNegative(String what, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(what + " is " + value + ", not within 0 to 292 years");
        }
        return value;
    }

    static int flows(String what, int value) {
        if (value < 1 || value > TrackerConfig.Builder.MAX_FLOWS) {
            throw new IllegalArgumentException(
                    what + " is " + value + ", not within 1 to " + TrackerConfig.Builder.MAX_FLOWS);
        }
        return value;
    }
}
