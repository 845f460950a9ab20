package io.flowtrack.cli;

import org.HdrHistogram.Histogram;

/**
 * How often which numbers came: exactly for the steps of a chart; for percentiles in classes whose width is a thousandth of their
 * numbers. Its memory does not grow with what it is told.
 */
final class StatsDistribution {
    private static final int DIGITS = 3;
    /** Larger numbers are taken for this one: HdrHistogram doubles them. */
    private static final long LARGEST = Long.MAX_VALUE / 4;

    private final long[] bounds;
    private final long[] counts;
    private final Histogram histogram = new Histogram(DIGITS);
    private long max;

    /** A distribution whose chart has a step below each bound, and one for the rest. */
    StatsDistribution(long... ascendingBounds) {
        this.bounds = ascendingBounds.clone();
        this.counts = new long[bounds.length + 1];
    }

    /** Counts a number; one below 0 was not seen. */
    void add(long number) {
        if (number < 0) {
            return;
        }
        int step = 0;
        while (step < bounds.length && number >= bounds[step]) {
            step++;
        }
        counts[step]++;
        max = Math.max(max, number);
        histogram.recordValue(Math.min(number, LARGEST));
    }

    /** How many numbers. */
    long count() {
        return histogram.getTotalCount();
    }

    /** The largest number, exactly; 0 if there was none. */
    long max() {
        return max;
    }

    /** A number that so many of a hundred do not exceed, at most a thousandth too large; 0 if there was none. */
    long percentile(double percent) {
        return Math.min(max, histogram.getValueAtPercentile(percent));
    }

    /** How many steps the chart has. */
    int steps() {
        return counts.length;
    }

    /** How many numbers are in that step. */
    long count(int step) {
        return counts[step];
    }

    /** Below what number those of a step are; {@link Long#MAX_VALUE} for the last one. */
    long bound(int step) {
        return step < bounds.length ? bounds[step] : Long.MAX_VALUE;
    }
}
