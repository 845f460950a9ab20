package io.flowtrack.core.tcp;

import static io.flowtrack.api.TcpFlags.ACK;
import static io.flowtrack.api.TcpFlags.FIN;
import static io.flowtrack.api.TcpFlags.RST;
import static io.flowtrack.api.TcpFlags.SYN;

import io.flowtrack.api.TcpAnalysis;

/** The facts of one TCP packet, refilled for packet after packet. Numbers are raw 32 bits. */
public final class TcpSegment {
    private int flags;
    private int sequence;
    private int acknowledgement;
    private int window;
    private int payloadLength;
    private boolean isWhole;
    private long nanos;
    private int maxSegmentLength = TcpAnalysis.NOT_SEEN;
    private int windowScaleShift = TcpAnalysis.NOT_SEEN;
    private boolean isSackPermitted;
    private boolean hasTimestamps;
    private int timestampValue;
    private int timestampEcho;

    /** A segment without flags, numbers and payload. */
    public TcpSegment() {}

    /** Sets flags and numbers, and takes timestamps away; the acknowledgement is looked at only with ACK. */
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

    /** Sets how many bytes of payload were on the wire, and how many of them the capture has. */
    public TcpSegment payload(int length, int capturedLength) {
        this.payloadLength = length;
        this.isWhole = capturedLength >= length;
        return this;
    }

    /** Sets when it was captured, in nanoseconds since 1970-01-01T00:00Z. */
    public TcpSegment at(long timestampNanos) {
        this.nanos = timestampNanos;
        return this;
    }

    /**
     * Sets the options of a SYN. They need not be set for other segments, where they are not looked at.
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

    /** Whether any of these flags is set. */
    boolean has(int anyFlags) {
        return (flags & anyFlags) != 0;
    }

    boolean hasSyn() {
        return (flags & SYN) != 0;
    }

    boolean hasFin() {
        return (flags & FIN) != 0;
    }

    /** Whether this is a RST. */
    public boolean hasRst() {
        return (flags & RST) != 0;
    }

    boolean hasAck() {
        return (flags & ACK) != 0;
    }

    /** Whether none of SYN, FIN and RST is set. */
    boolean isOrdinary() {
        return (flags & (SYN | FIN | RST)) == 0;
    }

    int flags() {
        return flags;
    }

    int sequence() {
        return sequence;
    }

    int acknowledgement() {
        return acknowledgement;
    }

    int window() {
        return window;
    }

    /** Bytes of payload on the wire. */
    int payloadLength() {
        return payloadLength;
    }

    /** Whether the capture has the whole payload. */
    boolean isWhole() {
        return isWhole;
    }

    /** When it was captured. */
    long nanos() {
        return nanos;
    }

    /** Of a SYN. */
    int maxSegmentLength() {
        return maxSegmentLength;
    }

    /** Of a SYN. */
    int windowScaleShift() {
        return windowScaleShift;
    }

    /** Of a SYN. */
    boolean isSackPermitted() {
        return isSackPermitted;
    }

    boolean hasTimestamps() {
        return hasTimestamps;
    }

    /** Of meaning only if {@link #hasTimestamps}. */
    int timestampValue() {
        return timestampValue;
    }

    /** Of meaning only if {@link #hasTimestamps}. */
    int timestampEcho() {
        return timestampEcho;
    }

    /** How many sequence numbers it takes: payload, SYN and FIN one each; the payload of a RST takes none. */
    int sequenceLength() {
        if (isOrdinary()) {
            return payloadLength;
        }
        return (hasRst() ? 0 : payloadLength) + (hasSyn() ? 1 : 0) + (hasFin() ? 1 : 0);
    }
}
