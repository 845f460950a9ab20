package io.flowtrack.core.tcp;

import static io.flowtrack.api.TcpFlags.SYN;

import io.flowtrack.api.TcpAnalysis;
import io.flowtrack.api.TcpSideAnalysis;

/** What was found of one side: what its SYN said, and what its segments showed. */
final class SideAnalysis implements TcpSideAnalysis {
    private final SentSegments sent = new SentSegments();
    private int initialWindow = TcpAnalysis.NOT_SEEN;
    private int maxSegmentLength = TcpAnalysis.NOT_SEEN;
    private byte windowScaleShift = TcpAnalysis.NOT_SEEN;
    private boolean isSackPermitted;

    /** Follows a segment of this side. */
    void send(TcpSegment segment, SideAnalysis peer, long reorderingNanos) {
        if (segment.has(SYN) && initialWindow == TcpAnalysis.NOT_SEEN) {
            initialWindow = segment.window;
            maxSegmentLength = segment.maxSegmentLength;
            windowScaleShift = (byte) segment.windowScaleShift;
            isSackPermitted = segment.isSackPermitted;
        }
        sent.send(segment, peer.sent, reorderingNanos);
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
        return sent.counted().duplicateAcknowledgements;
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
