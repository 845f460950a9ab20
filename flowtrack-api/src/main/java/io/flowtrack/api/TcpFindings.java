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
 */
public record TcpFindings(
        TcpSideFindings initiator,
        TcpSideFindings responder,
        long serverLegNanos,
        long clientLegNanos,
        long handshakeNanos,
        boolean isEcnNegotiated)
        implements TcpAnalysis {

    /** A copy of that analysis. */
    public static TcpFindings of(TcpAnalysis analysis) {
        return new TcpFindings(
                TcpSideFindings.of(analysis.side(Side.INITIATOR)),
                TcpSideFindings.of(analysis.side(Side.RESPONDER)),
                analysis.serverLegNanos(),
                analysis.clientLegNanos(),
                analysis.handshakeNanos(),
                analysis.isEcnNegotiated());
    }

    @Override
    public TcpSideFindings side(Side side) {
        return side == Side.INITIATOR ? initiator : responder;
    }
}
