package io.flowtrack.core.tcp;

import io.flowtrack.api.TcpAnalysis;

/** The facts of one segment that a connection is followed by, refilled for segment after segment. */
public final class TcpSegment {
    int flags;
    int sequence;
    int acknowledgement;
    int window;
    int payloadLength;
    long nanos;
    int maxSegmentLength = TcpAnalysis.NOT_SEEN;
    int windowScaleShift = TcpAnalysis.NOT_SEEN;
    boolean isSackPermitted;
    boolean hasTimestamps;
    int timestampValue;
    int timestampEcho;

    /** An empty segment, to be filled. */
    public TcpSegment() {}

    /** Sets flags and numbers, and begins another segment; the acknowledgement is looked at only with ACK. */
    public TcpSegment set(int flags, int sequence, int acknowledgement) {
        this.flags = flags;
        this.sequence = sequence;
        this.acknowledgement = acknowledgement;
        this.hasTimestamps = false;
        return this;
    }

    /** Sets the window as in the header, not scaled. */
    public TcpSegment window(int window) {
        this.window = window;
        return this;
    }

    /** Sets how many bytes of payload were on the wire. */
    public TcpSegment payload(int length) {
        this.payloadLength = length;
        return this;
    }

    /** Sets when it was captured, in nanoseconds since 1970-01-01T00:00Z. */
    public TcpSegment at(long timestampNanos) {
        this.nanos = timestampNanos;
        return this;
    }

    /**
     * Sets the options of a SYN. They need not be given for other segments, where they are not looked at.
     *
     * @param maxSegmentLength in bytes, or {@link TcpAnalysis#NOT_SEEN}
     * @param windowScaleShift 0 to 14, or {@link TcpAnalysis#NOT_SEEN}
     * @param isSackPermitted whether selective acknowledgements are allowed
     */
    public TcpSegment synOptions(int maxSegmentLength, int windowScaleShift, boolean isSackPermitted) {
        this.maxSegmentLength = maxSegmentLength;
        this.windowScaleShift = windowScaleShift;
        this.isSackPermitted = isSackPermitted;
        return this;
    }

    /** Sets the timestamps option, raw: the sender's clock, and what it echoes of the other one's. */
    public TcpSegment timestamps(int value, int echo) {
        this.hasTimestamps = true;
        this.timestampValue = value;
        this.timestampEcho = echo;
        return this;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
