package io.flowtrack.core.tcp;

import static io.flowtrack.api.TcpFlags.ACK;
import static io.flowtrack.api.TcpFlags.FIN;
import static io.flowtrack.api.TcpFlags.RST;
import static io.flowtrack.api.TcpFlags.SYN;

import io.flowtrack.api.Extraction;

/** One TCP packet as a connection asks about it: a view of what was extracted, and its time. Numbers are raw 32 bits. */
public final class TcpSegment {
    private final Extraction facts;
    private long nanos;

    /** A view of the packet that {@code facts} are of, and of each that they are refilled with. */
    public TcpSegment(Extraction facts) {
        this.facts = facts;
    }

    /** Sets when it was captured, in nanoseconds since 1970-01-01T00:00Z. */
    public TcpSegment at(long timestampNanos) {
        nanos = timestampNanos;
        return this;
    }

    /** Whether any of these flags is set. */
    boolean has(int anyFlags) {
        return (facts.tcpFlags() & anyFlags) != 0;
    }

    boolean hasSyn() {
        return (facts.tcpFlags() & SYN) != 0;
    }

    boolean hasFin() {
        return (facts.tcpFlags() & FIN) != 0;
    }

    /** Whether this is a RST. */
    public boolean hasRst() {
        return (facts.tcpFlags() & RST) != 0;
    }

    boolean hasAck() {
        return (facts.tcpFlags() & ACK) != 0;
    }

    /** Whether none of SYN, FIN and RST is set. */
    boolean isOrdinary() {
        return (facts.tcpFlags() & (SYN | FIN | RST)) == 0;
    }

    /** Whether this is a SYN without ACK, FIN and RST. */
    boolean isPlainSyn() {
        return (facts.tcpFlags() & (SYN | ACK | FIN | RST)) == SYN;
    }

    /** Whether this is a SYN with ACK, without RST. */
    boolean isPlainSynAck() {
        return (facts.tcpFlags() & (SYN | ACK | RST)) == (SYN | ACK);
    }

    /** Whether this is a FIN without SYN and RST. */
    boolean isPlainFin() {
        return (facts.tcpFlags() & (SYN | FIN | RST)) == FIN;
    }

    int flags() {
        return facts.tcpFlags();
    }

    int sequence() {
        return facts.sequenceNumber();
    }

    int acknowledgement() {
        return facts.acknowledgementNumber();
    }

    int window() {
        return facts.window();
    }

    /** Bytes of payload on the wire. */
    int payloadLength() {
        return facts.payloadLength();
    }

    /** Whether the capture has the whole payload. */
    boolean isWhole() {
        return facts.payloadCapturedLength() >= facts.payloadLength();
    }

    /** When it was captured. */
    long nanos() {
        return nanos;
    }

    /** Of a SYN. */
    int maxSegmentLength() {
        return facts.maxSegmentLength();
    }

    /** Of a SYN. */
    int windowScaleShift() {
        return facts.windowScaleShift();
    }

    /** Of a SYN. */
    boolean isSackPermitted() {
        return facts.isSackPermitted();
    }

    boolean hasTimestamps() {
        return facts.hasTimestamps();
    }

    /** Of meaning only if {@link #hasTimestamps}. */
    int timestampValue() {
        return facts.timestampValue();
    }

    /** Of meaning only if {@link #hasTimestamps}. */
    int timestampEcho() {
        return facts.timestampEcho();
    }

    /** How many sequence numbers it takes: payload, SYN and FIN one each; the payload of a RST takes none. */
    int sequenceLength() {
        if (isOrdinary()) {
            return facts.payloadLength();
        }
        return (hasRst() ? 0 : payloadLength()) + Integer.bitCount(flags() & (SYN | FIN));
    }
}
