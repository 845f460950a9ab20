package io.flowtrack.api;

/**
 * A copy of what was known of a TCP connection at some moment; see {@link TcpAnalysis} for the meanings.
 *
 * @param initiator what was found of the initiator
 * @param responder what was found of the responder
 * @param serverLegNanos from SYN to SYN-ACK
 * @param clientLegNanos from SYN-ACK to its acknowledgement
 * @param handshakeNanos from the first SYN to the end of the handshake
 * @param isEcnNegotiated whether both sides agreed on explicit congestion notification
 * @param initiatorFlags all flags of the initiator's packets, a bit each ({@link TcpFlags}), 0 to 255
 * @param responderFlags the same of the responder
 */
public record TcpFindings(
        TcpSideFindings initiator,
        TcpSideFindings responder,
        long serverLegNanos,
        long clientLegNanos,
        long handshakeNanos,
        boolean isEcnNegotiated,
        int initiatorFlags,
        int responderFlags)
        implements TcpAnalysis {

    /** A copy of that analysis. */
    public static TcpFindings of(TcpAnalysis analysis) {
        return new TcpFindings(
                TcpSideFindings.of(analysis.side(Side.INITIATOR)),
                TcpSideFindings.of(analysis.side(Side.RESPONDER)),
                analysis.serverLegNanos(),
                analysis.clientLegNanos(),
                analysis.handshakeNanos(),
                analysis.isEcnNegotiated(),
                analysis.flagsSeen(Side.INITIATOR),
                analysis.flagsSeen(Side.RESPONDER));
    }

    @Override
    public TcpSideFindings side(Side side) {
        return side == Side.INITIATOR ? initiator : responder;
    }

    @Override
    public int flagsSeen(Side side) {
        return side == Side.INITIATOR ? initiatorFlags : responderFlags;
    }
}
