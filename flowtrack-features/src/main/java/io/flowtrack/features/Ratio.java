package io.flowtrack.features;

/** Division as all formulas mean it. */
final class Ratio {
    private Ratio() {}

    /** The quotient of whole numbers; 0 if the divisor is 0. */
    static double of(long dividend, long divisor) {
        return divisor == 0 ? 0 : (double) dividend / divisor;
    }

    /** The quotient; 0 if the divisor is 0. */
    static double of(double dividend, double divisor) {
        return divisor == 0 ? 0 : dividend / divisor;
    }
}
