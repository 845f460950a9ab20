package io.flowtrack.core.tcp;

/** Times of {@link RoundTrips} that do not fit into 32 bits. */
final class LongTrips {
    long smoothedNanos;
    long variationNanos;
    long minNanos;
}
