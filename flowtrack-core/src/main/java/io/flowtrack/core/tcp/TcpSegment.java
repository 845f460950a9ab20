package io.flowtrack.core.tcp;

import static io.flowtrack.api.TcpFlags.ACK;
import static io.flowtrack.api.TcpFlags.FIN;
import static io.flowtrack.api.TcpFlags.RST;
import static io.flowtrack.api.TcpFlags.SYN;

/** The facts of one TCP packet, refilled for packet after packet. Numbers are raw 32 bits. */
public final class TcpSegment {
    private int flags;
    private int sequence;
    private int acknowledgement;
    private int window;
    private int payloadLength;
    private boolean isWhole;

    /** A segment without flags, numbers and payload. */
    public TcpSegment() {}

    /** Sets flags and numbers; the acknowledgement is looked at only with ACK. */
    public TcpSegment set(int flags, int sequence, int acknowledgement) {
        this.flags = flags;
        this.sequence = sequence;
        this.acknowledgement = acknowledgement;
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

    boolean hasSyn() {
        return (flags & SYN) != 0;
    }

    boolean hasFin() {
        return (flags & FIN) != 0;
    }

    boolean hasRst() {
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

    /** How many sequence numbers it takes: payload, SYN and FIN one each; the payload of a RST takes none. */
    int sequenceLength() {
        if (isOrdinary()) {
            return payloadLength;
        }
        return (hasRst() ? 0 : payloadLength) + (hasSyn() ? 1 : 0) + (hasFin() ? 1 : 0);
    }
}
