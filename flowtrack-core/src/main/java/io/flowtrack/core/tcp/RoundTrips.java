package io.flowtrack.core.tcp;

import io.flowtrack.api.TcpAnalysis;
import org.jspecify.annotations.Nullable;

/**
 * Round-trip time of one side's segments, smoothed as RFC 6298 says. One segment is timed at a time: from when it was sent
 * to the first acknowledgement that covers it.
 *
 * <p>Once anything was sent again, nobody knows which of the two an acknowledgement answers, and it is no measure (Karn's
 * rule, RFC 6298, section 3), unless there are timestamps (RFC 7323, section 4): then the segment that was sent again is
 * timed instead, by the acknowledgement that echoes its timestamp and no other.
 */
abstract sealed class RoundTrips extends SideFacts permits SentSegments {
    private static final int SMOOTHING_SHIFT = 3;
    private static final int VARIATION_SHIFT = 2;

    /** When the timed segment was sent; while none is timed, when this side sent last, if that is asked for. */
    private long timedNanos;
    /** These three unless there are {@link LongTrips}. */
    private int smoothedNanos = TcpAnalysis.NOT_SEEN;

    private int variationNanos = TcpAnalysis.NOT_SEEN;
    private int minNanos = TcpAnalysis.NOT_SEEN;
    private int timedEnd;
    private int timestamp;
    /** Lower half of {@link #rttSamples}. */
    private char samples;

    /** Notes that a segment with new data, SYN or FIN was sent; {@code end} is the sequence number behind it. */
    final void timeSent(int end, TcpSegment segment) {
        if (!is(TIMING)) {
            set(TIMING);
            clear(TIMED_BY_ECHO);
            timedEnd = end;
            time(segment);
        }
    }

    private void time(TcpSegment segment) {
        timedNanos = segment.nanos();
        set(TIMED_WITH_TIMESTAMP, segment.hasTimestamps());
        timestamp = segment.timestampValue();
    }

    /** When the segment was sent that was timed last. */
    final long timedNanos() {
        return timedNanos;
    }

    /** Notes that something was sent again, or late: the next acknowledgement may be the answer to that. */
    final void timeSentAgain(TcpSegment segment) {
        if (!is(TIMED_WITH_TIMESTAMP) || !segment.hasTimestamps()) {
            clear(TIMING);
        }
        set(TIMED_BY_ECHO);
        if (is(TIMING) && segment.timestampValue() != timestamp) {
            time(segment);
        }
    }

    /** Notes that the other side has received everything up to that number. */
    final void timeAnswer(TcpSegment answer) {
        if (!is(TIMING) || answer.acknowledgement() - timedEnd < 0) {
            return;
        }
        boolean isAnswer = !is(TIMED_BY_ECHO) || (answer.hasTimestamps() && answer.timestampEcho() == timestamp);
        long tripNanos = answer.nanos() - timedNanos;
        long sentNanos = is(REPEATED) ? sentNanos() : timedNanos;
        clear(TIMING);
        timedNanos = sentNanos;
        if (isAnswer && tripNanos >= 0) {
            sample(tripNanos);
        }
    }

    /** Notes when this side sent, which is asked for after it has repeated an acknowledgement. */
    final void sentAt(long nanos) {
        if (is(TIMING)) {
            makeRareFacts().sentNanos = nanos;
        } else {
            timedNanos = nanos;
        }
    }

    /** When this side sent last, if it has repeated an acknowledgement before that. */
    final long sentNanos() {
        return is(TIMING) ? makeRareFacts().sentNanos : timedNanos;
    }

    private void sample(long tripNanos) {
        if (rttSamples() == 0) {
            keep(tripNanos, tripNanos >> 1, tripNanos);
        } else {
            long smoothed = smoothedRttNanos();
            long variation = rttVariationNanos();
            keep(
                    smoothed + ((tripNanos - smoothed) >> SMOOTHING_SHIFT),
                    variation + ((Math.abs(smoothed - tripNanos) - variation) >> VARIATION_SHIFT),
                    Math.min(minRttNanos(), tripNanos));
        }
        samples++;
        if (samples == 0) {
            makeRareFacts().sampleOverflows++;
        }
    }

    private void keep(long smoothed, long variation, long min) {
        if (longTrips() != null || (smoothed | variation | min) > Integer.MAX_VALUE) {
            keepLong(smoothed, variation, min);
        } else {
            smoothedNanos = (int) smoothed;
            variationNanos = (int) variation;
            minNanos = (int) min;
        }
    }

    private void keepLong(long smoothed, long variation, long min) {
        RareFacts rare = makeRareFacts();
        LongTrips trips = rare.longTrips == null ? new LongTrips() : rare.longTrips;
        trips.smoothedNanos = smoothed;
        trips.variationNanos = variation;
        trips.minNanos = min;
        rare.longTrips = trips;
    }

    private @Nullable LongTrips longTrips() {
        RareFacts rare = rareFacts();
        return rare == null ? null : rare.longTrips;
    }

    /** See {@link io.flowtrack.api.TcpSideAnalysis#rttSamples}. */
    public final long rttSamples() {
        RareFacts rare = rareFacts();
        return (rare == null ? 0 : (long) rare.sampleOverflows << Character.SIZE) + samples;
    }

    /** See {@link io.flowtrack.api.TcpSideAnalysis#smoothedRttNanos}. */
    public final long smoothedRttNanos() {
        LongTrips trips = longTrips();
        return trips == null ? smoothedNanos : trips.smoothedNanos;
    }

    /** See {@link io.flowtrack.api.TcpSideAnalysis#rttVariationNanos}. */
    public final long rttVariationNanos() {
        LongTrips trips = longTrips();
        return trips == null ? variationNanos : trips.variationNanos;
    }

    /** See {@link io.flowtrack.api.TcpSideAnalysis#minRttNanos}. */
    public final long minRttNanos() {
        LongTrips trips = longTrips();
        return trips == null ? minNanos : trips.minNanos;
    }
}
