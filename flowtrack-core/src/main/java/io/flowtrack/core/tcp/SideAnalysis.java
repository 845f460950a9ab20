package io.flowtrack.core.tcp;

import io.flowtrack.api.TcpAnalysis;
import io.flowtrack.api.TcpSideAnalysis;

/** What was found of one side: what its SYN said, and what its segments showed. */
abstract sealed class SideAnalysis extends SentSegments implements TcpSideAnalysis permits TcpSide {
    /** Of the SYN, if {@link #SYN_LEARNT}. */
    private char initialWindow;

    /** Of the SYN, if {@link #SEGMENT_LENGTH_KNOWN}. */
    private char maxSegmentLength;

    private byte windowScaleShift = TcpAnalysis.NOT_SEEN;

    /** Notes what a SYN's options say; its repetitions say the same. */
    final void learn(TcpSegment segment) {
        if (!is(SYN_LEARNT)) {
            set(SYN_LEARNT);
            initialWindow = (char) segment.window();
            maxSegmentLength = (char) segment.maxSegmentLength();
            set(SEGMENT_LENGTH_KNOWN, segment.maxSegmentLength() >= 0);
            windowScaleShift = (byte) segment.windowScaleShift();
            set(SACK_PERMITTED, segment.isSackPermitted());
        }
    }

    @Override
    public long retransmittedPackets() {
        return counted().retransmittedPackets;
    }

    @Override
    public long retransmittedBytes() {
        return counted().retransmittedBytes;
    }

    @Override
    public long fastRetransmissions() {
        return counted().fastRetransmissions;
    }

    @Override
    public long spuriousRetransmissions() {
        return counted().spuriousRetransmissions;
    }

    @Override
    public long outOfOrderPackets() {
        return counted().outOfOrderPackets;
    }

    @Override
    public long sequenceGaps() {
        return counted().sequenceGaps;
    }

    @Override
    public long zeroWindowEpisodes() {
        return counted().zeroWindowEpisodes;
    }

    @Override
    public long keepAlives() {
        return counted().keepAlives;
    }

    @Override
    public long congestionEchoes() {
        return counted().congestionEchoes;
    }

    @Override
    public long congestionResponses() {
        return counted().congestionResponses;
    }

    @Override
    public long resetsOutOfWindow() {
        return counted().resetsOutOfWindow;
    }

    @Override
    int scaleShift() {
        return windowScaleShift;
    }

    @Override
    public int initialWindow() {
        return is(SYN_LEARNT) ? initialWindow : TcpAnalysis.NOT_SEEN;
    }

    @Override
    public int windowScaleShift() {
        return windowScaleShift;
    }

    @Override
    public int maxSegmentLength() {
        return is(SEGMENT_LENGTH_KNOWN) ? maxSegmentLength : TcpAnalysis.NOT_SEEN;
    }

    @Override
    public boolean isSackPermitted() {
        return is(SACK_PERMITTED);
    }
}
