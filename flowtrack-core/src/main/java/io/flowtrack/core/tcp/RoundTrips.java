package io.flowtrack.core.tcp;

import io.flowtrack.api.TcpAnalysis;
import io.flowtrack.core.count.SideCounters;

/**
 * Round-trip time of one side's segments, smoothed as RFC 6298 says. One segment is timed at a time: from when it was sent
 * to the first acknowledgement that covers it.
 *
 * <p>Once anything was sent again, nobody knows which of the two an acknowledgement answers, and it is no measure (Karn's
 * rule, RFC 6298, section 3), unless there are timestamps (RFC 7323, section 4): then the segment that was sent again is
 * timed instead, by the acknowledgement that echoes its timestamp and no other.
 */
abstract sealed class RoundTrips extends SideCounters permits SentSegments {
    private static final int SMOOTHING_SHIFT = 3;
    private static final int VARIATION_SHIFT = 2;

    private long timedNanos;
    private long smoothedNanos = TcpAnalysis.NOT_SEEN;
    private long variationNanos = TcpAnalysis.NOT_SEEN;
    private long minNanos = TcpAnalysis.NOT_SEEN;
    private int samples;
    private int timedEnd;
    private int timestamp;
    private boolean isTiming;
    private boolean hasTimestamp;
    private boolean isByEcho;

    /** Notes that a segment with new data, SYN or FIN was sent; {@code end} is the sequence number behind it. */
    final void timeSent(int end, TcpSegment segment) {
        if (!isTiming) {
            isTiming = true;
            isByEcho = false;
            timedEnd = end;
            time(segment);
        }
    }

    private void time(TcpSegment segment) {
        timedNanos = segment.nanos();
        hasTimestamp = segment.hasTimestamps();
        timestamp = segment.timestampValue();
    }

    /** Notes that something was sent again, or late: the next acknowledgement may be the answer to that. */
    final void timeSentAgain(TcpSegment segment) {
        isTiming &= hasTimestamp && segment.hasTimestamps();
        isByEcho = true;
        if (isTiming && segment.timestampValue() != timestamp) {
            time(segment);
        }
    }

    /** Notes that the other side has received everything up to that number. */
    final void timeAnswer(TcpSegment answer) {
        if (!isTiming || answer.acknowledgement() - timedEnd < 0) {
            return;
        }
        isTiming = false;
        boolean isAnswer = !isByEcho || (answer.hasTimestamps() && answer.timestampEcho() == timestamp);
        long tripNanos = answer.nanos() - timedNanos;
        if (isAnswer && tripNanos >= 0) {
            sample(tripNanos);
        }
    }

    private void sample(long tripNanos) {
        if (samples == 0) {
            smoothedNanos = tripNanos;
            variationNanos = tripNanos >> 1;
            minNanos = tripNanos;
        } else {
            variationNanos += (Math.abs(smoothedNanos - tripNanos) - variationNanos) >> VARIATION_SHIFT;
            smoothedNanos += (tripNanos - smoothedNanos) >> SMOOTHING_SHIFT;
            minNanos = Math.min(minNanos, tripNanos);
        }
        samples++;
    }

    /** See {@link io.flowtrack.api.TcpSideAnalysis#rttSamples}. */
    public final long rttSamples() {
        return Integer.toUnsignedLong(samples);
    }

    /** See {@link io.flowtrack.api.TcpSideAnalysis#smoothedRttNanos}. */
    public final long smoothedRttNanos() {
        return smoothedNanos;
    }

    /** See {@link io.flowtrack.api.TcpSideAnalysis#rttVariationNanos}. */
    public final long rttVariationNanos() {
        return variationNanos;
    }

    /** See {@link io.flowtrack.api.TcpSideAnalysis#minRttNanos}. */
    public final long minRttNanos() {
        return minNanos;
    }
}
