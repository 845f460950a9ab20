package io.flowtrack.api;

/**
 * A copy of what was known of one side of a TCP connection at some moment; see {@link TcpSideAnalysis} for the meanings.
 *
 * @param retransmittedPackets packets sent again
 * @param retransmittedBytes payload bytes sent again
 * @param fastRetransmissions retransmissions asked for by duplicate acknowledgements
 * @param spuriousRetransmissions retransmissions of acknowledged data
 * @param outOfOrderPackets packets overtaken by later ones
 * @param sequenceGaps packets beyond the next sequence number expected
 * @param duplicateAcknowledgements acknowledgements that repeat the one before
 * @param zeroWindowEpisodes how often the window was closed
 * @param keepAlives keep-alive probes
 * @param congestionEchoes packets that echo congestion
 * @param congestionResponses packets that tell of a smaller congestion window
 * @param resetsOutOfWindow RSTs outside the other side's window
 * @param initialWindow window of the SYN
 * @param windowScaleShift bits by which later windows are shifted
 * @param maxSegmentLength bytes of the largest segment taken
 * @param isSackPermitted whether selective acknowledgements are allowed
 * @param rttSamples round trips measured
 * @param smoothedRttNanos smoothed round-trip time
 * @param rttVariationNanos its variation
 * @param minRttNanos the shortest round trip
 */
public record TcpSideFindings(
        long retransmittedPackets,
        long retransmittedBytes,
        long fastRetransmissions,
        long spuriousRetransmissions,
        long outOfOrderPackets,
        long sequenceGaps,
        long duplicateAcknowledgements,
        long zeroWindowEpisodes,
        long keepAlives,
        long congestionEchoes,
        long congestionResponses,
        long resetsOutOfWindow,
        int initialWindow,
        int windowScaleShift,
        int maxSegmentLength,
        boolean isSackPermitted,
        long rttSamples,
        long smoothedRttNanos,
        long rttVariationNanos,
        long minRttNanos)
        implements TcpSideAnalysis {

    /** A copy of that analysis. */
    public static TcpSideFindings of(TcpSideAnalysis analysis) {
        return new TcpSideFindings(
                analysis.retransmittedPackets(),
                analysis.retransmittedBytes(),
                analysis.fastRetransmissions(),
                analysis.spuriousRetransmissions(),
                analysis.outOfOrderPackets(),
                analysis.sequenceGaps(),
                analysis.duplicateAcknowledgements(),
                analysis.zeroWindowEpisodes(),
                analysis.keepAlives(),
                analysis.congestionEchoes(),
                analysis.congestionResponses(),
                analysis.resetsOutOfWindow(),
                analysis.initialWindow(),
                analysis.windowScaleShift(),
                analysis.maxSegmentLength(),
                analysis.isSackPermitted(),
                analysis.rttSamples(),
                analysis.smoothedRttNanos(),
                analysis.rttVariationNanos(),
                analysis.minRttNanos());
    }
}
