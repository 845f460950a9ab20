package io.flowtrack.features;

import java.io.Serializable;

/**
 * Count, minimum, maximum, mean and variance of whole numbers that come one by one, in one pass: Welford's recurrence (Technometrics
 * 4(3), 1962), of the distances from the first number. These are whole numbers, too, and no larger than the spread, so that
 * nothing is lost of small differences between large numbers. The mean is that of the exact sum: the recurrence loses its digits where
 * the first number is far from all others. All are 0 where there are too few numbers.
 */
final class Moments implements Serializable {
    private static final long serialVersionUID = 1;

    private long count;
    /** Right if it is a 64-bit number, whatever was on the way. */
    private long sum;
    /** The first number. */
    private long origin;
    /** Of the distances from the origin. */
    private double meanDistance;
    /** Sum of the squares of the distances from the mean. */
    private double squares;

    private long min;
    private long max;

    void add(long value) {
        if (count == 0) {
            origin = value;
            min = value;
            max = value;
        } else {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        count++;
        sum += value;
        double distance = value - origin;
        double before = distance - meanDistance;
        meanDistance += before / count;
        squares += before * (distance - meanDistance);
    }

    /** The moments of both: Chan, Golub and LeVeque's pairwise formula (COMPSTAT 1982). */
    static Moments of(Moments first, Moments second) {
        if (first.count == 0 || second.count == 0) {
            return copy(first.count == 0 ? second : first);
        }
        Moments both = new Moments();
        both.count = first.count + second.count;
        both.sum = first.sum + second.sum;
        both.origin = first.origin;
        double distance = second.origin - first.origin + second.meanDistance - first.meanDistance;
        double share = (double) second.count / both.count;
        both.meanDistance = first.meanDistance + distance * share;
        both.squares = first.squares + second.squares + distance * distance * first.count * share;
        both.min = Math.min(first.min, second.min);
        both.max = Math.max(first.max, second.max);
        return both;
    }

    /** A copy with one more number. */
    Moments and(long value) {
        Moments more = copy(this);
        more.add(value);
        return more;
    }

    private static Moments copy(Moments from) {
        Moments copy = new Moments();
        copy.count = from.count;
        copy.sum = from.sum;
        copy.origin = from.origin;
        copy.meanDistance = from.meanDistance;
        copy.squares = from.squares;
        copy.min = from.min;
        copy.max = from.max;
        return copy;
    }

    long count() {
        return count;
    }

    long sum() {
        return sum;
    }

    long min() {
        return min;
    }

    long max() {
        return max;
    }

    double mean() {
        return Ratio.of(sum, count);
    }

    /** Of a sample: the squares divided by one less than the count. */
    double variance() {
        return count < 2 ? 0 : squares / (count - 1);
    }

    /** The square root of {@link #variance}. */
    double standardDeviation() {
        return Math.sqrt(variance());
    }
}
