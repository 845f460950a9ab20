package io.flowtrack.core.tcp;

/** Counters of what few connections show; a side has them from the first such packet on. */
final class Anomalies {
    long retransmittedPackets;
    long retransmittedBytes;
    long fastRetransmissions;
    long spuriousRetransmissions;
    long outOfOrderPackets;
    long sequenceGaps;
    long zeroWindowEpisodes;
    long keepAlives;
    long congestionEchoes;
    long congestionResponses;
    long resetsOutOfWindow;
}
