package io.flowtrack.pcap;

import java.time.Duration;

/**
 * How a network interface is listened to.
 *
 * @param snapLength bytes of each frame to capture at most, 1 to 262144
 * @param isPromiscuous whether frames for other hosts are captured too
 * @param bufferLength bytes that the kernel keeps for packets not yet fetched, from 1; 0 for what libpcap chooses (2 MiB).
 *     When it is full, packets are dropped
 * @param readTimeout how long the kernel may gather packets before it hands them over, and how long {@link
 *     LiveCapture#next} waits for one; 1 ms to 1 hour
 * @param filter which packets to capture, in the language of tcpdump (see pcap-filter(7)); empty for all
 */
public record LiveOptions(
        int snapLength, boolean isPromiscuous, int bufferLength, Duration readTimeout, String filter) {
    /** libpcap's own limit. */
    private static final int MAX_SNAP_LENGTH = 262_144;

    private static final int BUFFER_LENGTH = 16 << 20;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final LiveOptions DEFAULTS =
            new LiveOptions(MAX_SNAP_LENGTH, true, BUFFER_LENGTH, Duration.ofMillis(100), "");

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public LiveOptions {
        if (snapLength < 1 || snapLength > MAX_SNAP_LENGTH) {
            throw new IllegalArgumentException("snap length " + snapLength + " is not within 1 to " + MAX_SNAP_LENGTH);
        }
        if (bufferLength < 0) {
            throw new IllegalArgumentException("buffer length " + bufferLength + " is negative");
        }
        if (readTimeout.toMillis() < 1 || readTimeout.compareTo(LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException("read timeout " + readTimeout + " is not within 1 ms to 1 h");
        }
    }

    /** Whole frames, promiscuous, a buffer of 16 MiB, a read timeout of 100 ms, no filter. */
    public static LiveOptions defaults() {
        return DEFAULTS;
    }

    /** The same with another {@link #snapLength()}. */
    public LiveOptions snapLength(int newLength) {
        return new LiveOptions(newLength, isPromiscuous, bufferLength, readTimeout, filter);
    }

    /** The same with another {@link #isPromiscuous()}. */
    public LiveOptions promiscuous(boolean yes) {
        return new LiveOptions(snapLength, yes, bufferLength, readTimeout, filter);
    }

    /** The same with another {@link #bufferLength()}. */
    public LiveOptions bufferLength(int newLength) {
        return new LiveOptions(snapLength, isPromiscuous, newLength, readTimeout, filter);
    }

    /** The same with another {@link #readTimeout()}. */
    public LiveOptions readTimeout(Duration newTimeout) {
        return new LiveOptions(snapLength, isPromiscuous, bufferLength, newTimeout, filter);
    }

    /** The same with another {@link #filter()}. */
    public LiveOptions filter(String newFilter) {
        return new LiveOptions(snapLength, isPromiscuous, bufferLength, readTimeout, newFilter);
    }
}
