package io.flowtrack.pcap;

/**
 * What a pcapng interface's timestamps count: units of 10 or 2 to a negative power of a second, unsigned, and whole seconds
 * to be added. Results are rounded down to nanoseconds, exactly, and kept within {@link #MAX_NANOS} of 1970, so that nobody
 * who adds a timeout overflows.
 */
final class TimestampResolution {
    /** Latest time there is, in nanoseconds since 1970: in February 2116. The earliest is as far on the other side. */
    static final long MAX_NANOS = (1L << 62) - 1;

    /** Microseconds, what an interface has that says nothing. */
    static final int DEFAULT_CODE = 6;

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int NANO_EXPONENT = 9;
    private static final int BINARY_BIT = 0x80;

    /** 10 to the power of 19 is the largest that fits 64 bits, unsigned. */
    private static final int MAX_DECIMAL_EXPONENT = 19;

    private final boolean isBinary;
    private final int exponent;
    private final long nanosPerTick;
    private final long ticksPerNano;
    private final long offsetNanos;

    private TimestampResolution(boolean isBinary, int exponent, long offsetNanos) {
        this.isBinary = isBinary;
        this.exponent = exponent;
        this.nanosPerTick = powerOfTen(NANO_EXPONENT - exponent);
        this.ticksPerNano = powerOfTen(exponent - NANO_EXPONENT);
        this.offsetNanos = offsetNanos;
    }

    /**
     * The resolution that those options say.
     *
     * @param code if_tsresol: the highest bit says 2 or 10, the others the negative exponent
     * @param offsetSeconds if_tsoffset, signed
     */
    static TimestampResolution of(int code, long offsetSeconds) {
        long maxSeconds = MAX_NANOS / NANOS_PER_SECOND;
        long seconds = Math.max(-maxSeconds, Math.min(maxSeconds, offsetSeconds));
        int exponent = code & (BINARY_BIT - 1);
        boolean isBinary = (code & BINARY_BIT) != 0 && exponent != 0;
        return new TimestampResolution(isBinary, exponent, seconds * NANOS_PER_SECOND);
    }

    /** 0 if the power is no 64-bit number. */
    private static long powerOfTen(int power) {
        if (power < 0 || power > MAX_DECIMAL_EXPONENT) {
            return 0;
        }
        long result = 1;
        for (int i = 0; i < power; i++) {
            result *= 10;
        }
        return result;
    }

    /**
     * The time of a timestamp, nanoseconds since 1970-01-01T00:00Z.
     *
     * @param ticks unsigned
     */
    long nanos(long ticks) {
        long nanos = (isBinary ? binary(ticks) : decimal(ticks)) + offsetNanos;
        return Math.max(-MAX_NANOS, Math.min(MAX_NANOS, nanos));
    }

    private long decimal(long ticks) {
        if (nanosPerTick != 0) {
            return Long.compareUnsigned(ticks, MAX_NANOS / nanosPerTick) > 0 ? MAX_NANOS : ticks * nanosPerTick;
        }
        return ticksPerNano == 0 ? 0 : Long.divideUnsigned(ticks, ticksPerNano);
    }

    /** Whole seconds, and a 128-bit product of the rest, shifted back. */
    private long binary(long ticks) {
        if (exponent >= Long.SIZE) {
            long high = Math.multiplyHigh(ticks, NANOS_PER_SECOND) + ((ticks >> (Long.SIZE - 1)) & NANOS_PER_SECOND);
            return high >>> (exponent - Long.SIZE);
        }
        long seconds = ticks >>> exponent;
        if (seconds >= MAX_NANOS / NANOS_PER_SECOND) {
            return MAX_NANOS;
        }
        long rest = ticks & ((1L << exponent) - 1);
        long high = Math.multiplyHigh(rest, NANOS_PER_SECOND);
        long low = rest * NANOS_PER_SECOND;
        return seconds * NANOS_PER_SECOND + ((high << (Long.SIZE - exponent)) | (low >>> exponent));
    }
}
