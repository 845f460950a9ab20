package io.flowtrack.export.ipfix;

/** Times as RFC 7011 writes them. They are given in nanoseconds since 1970-01-01T00:00Z. */
final class FlowTimes {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long MAX_SECONDS = 0xFFFF_FFFFL;
    private static final long SECONDS_FROM_1900_TO_1970 = 2_208_988_800L;

    private FlowTimes() {}

    /** dateTimeSeconds: those since 1970, 0 before it and as many as there can be from 2106 on. */
    static int seconds(long nanos) {
        return (int) Math.max(0, Math.min(MAX_SECONDS, Math.floorDiv(nanos, NANOS_PER_SECOND)));
    }

    /** dateTimeMilliseconds: whole ones since 1970, 0 before it. */
    static long milliseconds(long nanos) {
        return Math.max(0, nanos / NANOS_PER_MILLI);
    }

    /**
     * dateTimeNanoseconds: an NTP timestamp (RFC 7011, section 6.1.10), 32 bits of seconds since 1900, which begin again in
     * 2036, and 32 bits of fraction. The fraction is rounded up, so that it gives these nanoseconds whether its reader
     * rounds or cuts.
     */
    static long ntp(long nanos) {
        long seconds = Math.floorDiv(nanos, NANOS_PER_SECOND) + SECONDS_FROM_1900_TO_1970;
        long fraction = (Math.floorMod(nanos, NANOS_PER_SECOND) << Integer.SIZE) + NANOS_PER_SECOND - 1;
        return seconds << Integer.SIZE | fraction / NANOS_PER_SECOND;
    }
}
