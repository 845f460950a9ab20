package io.flowtrack.api;

/**
 * What the sequence numbers, windows and times of a TCP connection tell of the path and of its ends. Of a live flow it is
 * a view that goes on; {@link TcpFindings} is a copy to keep.
 *
 * <p>Everything is seen from where the packets were captured: a loss before that place looks like a gap, one behind it like
 * a retransmission.
 */
public interface TcpAnalysis {
    /** A number or a duration that was not seen. */
    int NOT_SEEN = -1;

    /** What was found of one side. */
    TcpSideAnalysis side(Side side);

    /**
     * From the SYN to its SYN-ACK: the way from the place of capture to the server and back, in nanoseconds, from 0; or
     * {@link #NOT_SEEN}. Of a repeated SYN it is the last one before the first SYN-ACK that counts.
     */
    long serverLegNanos();

    /**
     * From the SYN-ACK to its acknowledgement: the way from the place of capture to the client and back, in nanoseconds,
     * from 0; or {@link #NOT_SEEN}. Of a repeated SYN-ACK it is the last one before the acknowledgement that counts.
     */
    long clientLegNanos();

    /**
     * From the first SYN to the acknowledgement that completes the handshake, in nanoseconds, from 0; or
     * {@link #NOT_SEEN}. It is what the client waited, and more than both legs together where the SYN or its answer was
     * repeated.
     */
    long handshakeNanos();

    /** Whether both sides agreed on explicit congestion notification in their SYNs (RFC 3168, section 6.1.1). */
    boolean isEcnNegotiated();

    /** All flags that one side's packets had, a bit each ({@link TcpFlags}), 0 to 255. */
    int flagsSeen(Side side);
}
