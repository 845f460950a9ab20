package io.flowtrack.api;

/**
 * What was found of one side of a TCP connection, from the packets it sent and from how they were acknowledged. Of a live
 * flow it is a view that goes on counting; {@link TcpSideFindings} is a copy to keep.
 *
 * <p>Counters start at 0 and never fall. The rules are those of tshark, where one look at each packet is enough to follow
 * them: a packet that takes sequence numbers (data, SYN, FIN) and does not reach beyond the highest one seen is a
 * retransmission or out of order, never both.
 */
public interface TcpSideAnalysis {
    /** Packets sent again, fast and spurious retransmissions included. */
    long retransmittedPackets();

    /** Payload bytes sent again in those packets; bytes of them that were new are not counted. */
    long retransmittedBytes();

    /** Retransmissions that at least two duplicate acknowledgements asked for at most 20 ms before (RFC 5681, section 3.2). */
    long fastRetransmissions();

    /** Retransmissions of nothing but data that the other side had acknowledged. */
    long spuriousRetransmissions();

    /**
     * Packets overtaken by later ones: late by less than the handshake's round trip, or than 3 ms where no handshake was
     * seen.
     */
    long outOfOrderPackets();

    /** Packets beyond the next sequence number expected: what lies between was lost, late, or not captured. */
    long sequenceGaps();

    /** Acknowledgements without data that repeat the number and the window of the one before (RFC 5681, section 2). */
    long duplicateAcknowledgements();

    /** How often this side closed its window: runs of packets with window 0, without SYN, FIN and RST. */
    long zeroWindowEpisodes();

    /** Probes of at most one byte, one below the next sequence number (RFC 9293, section 3.8.4). */
    long keepAlives();

    /** Packets behind the SYN with the flag that echoes congestion, ECE (RFC 3168, section 6.1.3). */
    long congestionEchoes();

    /** Packets behind the SYN with the flag that tells of a smaller congestion window, CWR (RFC 3168, section 6.1.2). */
    long congestionResponses();

    /**
     * RSTs outside the other side's window, which a host ignores (RFC 5961, section 3.2): their sequence number is not from
     * the number the other side acknowledged last up to its window, or they answer a SYN that they do not acknowledge. One
     * that cannot be told is not counted. What such a RST does is said by {@link TrackerConfig#ignoresResetsOutOfWindow}.
     */
    long resetsOutOfWindow();

    /** The window of this side's SYN or SYN-ACK, never scaled, 0 to 65535; or {@link TcpAnalysis#NOT_SEEN}. */
    int initialWindow();

    /**
     * By how many bits this side's later windows are shifted if both sides sent the option (RFC 7323, section 2), 0 to 14;
     * or {@link TcpAnalysis#NOT_SEEN}.
     */
    int windowScaleShift();

    /** The largest segment this side takes, in bytes (RFC 9293, section 3.7.1), 0 to 65535; or {@link TcpAnalysis#NOT_SEEN}. */
    int maxSegmentLength();

    /** Whether this side's SYN allows selective acknowledgements (RFC 2018, section 2). */
    boolean isSackPermitted();

    /** Round trips measured from this side's packets to the acknowledgements of the other side. */
    long rttSamples();

    /**
     * Smoothed round-trip time (RFC 6298, section 2) from the place of capture to the other side and back, in nanoseconds,
     * from 0; or {@link TcpAnalysis#NOT_SEEN}.
     */
    long smoothedRttNanos();

    /** Its variation, RTTVAR of RFC 6298, in nanoseconds, from 0; or {@link TcpAnalysis#NOT_SEEN}. */
    long rttVariationNanos();

    /** The shortest round trip, in nanoseconds, from 0; or {@link TcpAnalysis#NOT_SEEN}. */
    long minRttNanos();
}
