package io.flowtrack.cli;

import io.flowtrack.export.LogTimes;
import java.util.OptionalLong;

/** From when to when packets were captured. */
final class CaptureSpan implements LogTimes {
    private boolean isEmpty = true;
    private long firstNanos;
    private long latestNanos;

    /** Takes in the time of a packet, nanoseconds since 1970-01-01T00:00Z. */
    void include(long timestampNanos) {
        if (isEmpty) {
            isEmpty = false;
            firstNanos = timestampNanos;
            latestNanos = timestampNanos;
        } else if (timestampNanos > latestNanos) {
            latestNanos = timestampNanos;
        }
    }

    /** Time of the packet that came first, nanoseconds since 1970-01-01T00:00Z; empty if there was none. */
    @Override
    public OptionalLong openNanos() {
        return isEmpty ? OptionalLong.empty() : OptionalLong.of(firstNanos);
    }

    /** Latest time of any packet, nanoseconds since 1970-01-01T00:00Z; empty if there was none. */
    @Override
    public OptionalLong closeNanos() {
        return isEmpty ? OptionalLong.empty() : OptionalLong.of(latestNanos);
    }
}
