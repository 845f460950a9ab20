package io.flowtrack.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One pass against two passes with fifty digits. */
class MomentsTest {
    private static final MathContext PRECISE = new MathContext(50);
    private static final long SEED = 20_261_121;
    private static final int SERIES = 400;

    @Test
    void ofNothingAllIsZero() {
        Moments moments = new Moments();
        assertThat(moments.count()).isZero();
        assertThat(moments.min()).isZero();
        assertThat(moments.max()).isZero();
        assertThat(moments.mean()).isZero();
        assertThat(moments.variance()).isZero();
        assertThat(moments.standardDeviation()).isZero();
    }

    @Test
    void ofOneNumberTheDeviationIsZero() {
        Moments moments = of(-7);
        assertThat(moments.min()).isEqualTo(-7);
        assertThat(moments.max()).isEqualTo(-7);
        assertThat(moments.mean()).isEqualTo(-7);
        assertThat(moments.standardDeviation()).isZero();
    }

    @Test
    void theVarianceIsThatOfASample() {
        Moments moments = of(2, 4, 4, 4, 5, 5, 7, 9);
        assertThat(moments.mean()).isEqualTo(5);
        assertThat(moments.variance()).isCloseTo(32.0 / 7, within(1e-15));
    }

    @Test
    void aFirstNumberFarFromAllOthersCostsTheMeanNoDigits() {
        Random random = new Random(SEED + 2);
        Moments moments = new Moments();
        long sum = 300_000_000_000L;
        moments.add(sum);
        for (int i = 1; i < 1_000_000; i++) {
            int gap = 500 + random.nextInt(1000);
            moments.add(gap);
            sum += gap;
        }
        assertThat(moments.sum()).isEqualTo(sum);
        assertThat(moments.mean()).isEqualTo(sum / 1e6);
    }

    @Test
    void theSumIsRightIfItFits() {
        Moments moments = of(Long.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, 7);
        assertThat(moments.sum()).isEqualTo(5);
        assertThat(moments.mean()).isEqualTo(1);
        assertThat(moments.variance()).isFinite();
    }

    @Test
    void equalNumbersDoNotDeviate() {
        Moments moments = new Moments();
        for (int i = 0; i < 1000; i++) {
            moments.add(123_456_789_012_345L);
        }
        assertThat(moments.standardDeviation()).isZero();
    }

    @Test
    void agreesWithTwoPassesOfManyDigits() {
        Random random = new Random(SEED);
        for (int series = 0; series < SERIES; series++) {
            long[] numbers = numbers(random);
            assertMoments(of(numbers), numbers, "series " + series + " of seed " + SEED);
        }
    }

    @Test
    void twoHalvesMakeOneWhole() {
        Random random = new Random(SEED + 1);
        for (int series = 0; series < SERIES; series++) {
            long[] numbers = numbers(random);
            int middle = random.nextInt(numbers.length + 1);
            Moments both = Moments.of(
                    of(Arrays.copyOf(numbers, middle)), of(Arrays.copyOfRange(numbers, middle, numbers.length)));
            assertMoments(both, numbers, "series " + series + " of seed " + (SEED + 1));
        }
    }

    @Test
    void aCopyWithOneMoreLeavesTheOriginal() {
        Moments moments = of(1, 2);
        assertThat(moments.and(9).mean()).isEqualTo(4);
        assertThat(moments.mean()).isEqualTo(1.5);
        assertThat(moments.count()).isEqualTo(2);
    }

    private static Moments of(long... numbers) {
        Moments moments = new Moments();
        for (long number : numbers) {
            moments.add(number);
        }
        return moments;
    }

    /** From small ones around zero to nanoseconds of days with a jitter of microseconds. */
    private static long[] numbers(Random random) {
        long base = (long) Math.pow(10, random.nextInt(14));
        int spread = (int) Math.max(2, Math.min((double) base, Math.pow(10, 1 + random.nextInt(8))));
        long[] numbers = new long[1 + random.nextInt(500)];
        Arrays.setAll(numbers, i -> base + random.nextInt(spread) - spread / 2);
        return numbers;
    }

    private static void assertMoments(Moments moments, long[] numbers, String what) {
        BigDecimal count = BigDecimal.valueOf(numbers.length);
        BigDecimal sum = Arrays.stream(numbers).mapToObj(BigDecimal::valueOf).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal mean = sum.divide(count, PRECISE);
        BigDecimal squares = Arrays.stream(numbers)
                .mapToObj(number -> BigDecimal.valueOf(number).subtract(mean).pow(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        double variance = numbers.length < 2
                ? 0
                : squares.divide(count.subtract(BigDecimal.ONE), PRECISE).doubleValue();
        assertThat(moments.count()).as(what).isEqualTo(numbers.length);
        assertThat(moments.min())
                .as(what)
                .isEqualTo(Arrays.stream(numbers).min().orElse(0));
        assertThat(moments.max())
                .as(what)
                .isEqualTo(Arrays.stream(numbers).max().orElse(0));
        assertThat(moments.mean()).as(what).isCloseTo(mean.doubleValue(), within(Math.abs(mean.doubleValue()) * 1e-12));
        assertThat(moments.variance()).as(what).isCloseTo(variance, within(variance * 1e-9));
    }
}
