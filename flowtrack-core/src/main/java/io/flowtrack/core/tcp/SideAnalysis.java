package io.flowtrack.core.tcp;

import io.flowtrack.api.TcpAnalysis;
import io.flowtrack.api.TcpSideAnalysis;

/** What was found of one side: what its SYN said, and what its segments showed. */
final class SideAnalysis implements TcpSideAnalysis {
    private final SentSegments sent;
    private int initialWindow = TcpAnalysis.NOT_SEEN;
    private int maxSegmentLength = TcpAnalysis.NOT_SEEN;
    private byte windowScaleShift = TcpAnalysis.NOT_SEEN;
    private boolean isSackPermitted;

    SideAnalysis(SentSegments sent) {
        this.sent = sent;
    }

    /** Notes what a SYN says; its repetitions say the same. */
    void syn(TcpSegment segment) {
        if (initialWindow == TcpAnalysis.NOT_SEEN) {
            initialWindow = segment.window;
            maxSegmentLength = segment.maxSegmentLength;
            windowScaleShift = (byte) segment.windowScaleShift;
            isSackPermitted = segment.isSackPermitted;
        }
    }

    @Override
    public long retransmittedPackets() {
        return sent.counted().retransmittedPackets;
    }

    @Override
    public long retransmittedBytes() {
        return sent.counted().retransmittedBytes;
    }

    @Override
    public long fastRetransmissions() {
        return sent.counted().fastRetransmissions;
    }

    @Override
    public long spuriousRetransmissions() {
        return sent.counted().spuriousRetransmissions;
    }

    @Override
    public long outOfOrderPackets() {
        return sent.counted().outOfOrderPackets;
    }

    @Override
    public long sequenceGaps() {
        return sent.counted().sequenceGaps;
    }

    @Override
    public long duplicateAcknowledgements() {
        return sent.duplicates();
    }

    @Override
    public long zeroWindowEpisodes() {
        return sent.counted().zeroWindowEpisodes;
    }

    @Override
    public long keepAlives() {
        return sent.counted().keepAlives;
    }

    @Override
    public long congestionEchoes() {
        return sent.counted().congestionEchoes;
    }

    @Override
    public long congestionResponses() {
        return sent.counted().congestionResponses;
    }

    @Override
    public int initialWindow() {
        return initialWindow;
    }

    @Override
    public int windowScaleShift() {
        return windowScaleShift;
    }

    @Override
    public int maxSegmentLength() {
        return maxSegmentLength;
    }

    @Override
    public boolean isSackPermitted() {
        return isSackPermitted;
    }

    @Override
    public long rttSamples() {
        return sent.roundTrips().samples();
    }

    @Override
    public long smoothedRttNanos() {
        return sent.roundTrips().smoothedNanos();
    }

    @Override
    public long rttVariationNanos() {
        return sent.roundTrips().variationNanos();
    }

    @Override
    public long minRttNanos() {
        return sent.roundTrips().minNanos();
    }
}
