package io.flowtrack.features;

import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.Orientation;

/** What is counted for the columns of nfstream: in whole milliseconds, by a clock that never runs backwards. */
final class NfstreamFeatures extends FlowFeatures {
    private static final long serialVersionUID = 1;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final SizeAccounting accounting;
    private final NfstreamSide forwardOfKey;
    private final NfstreamSide reverseOfKey;
    private final Moments gaps = new Moments();
    private final FirstPackets firstPackets;
    private long firstMillis;

    NfstreamFeatures(NfstreamSettings settings) {
        accounting = settings.accounting();
        forwardOfKey = new NfstreamSide(settings.entropyLength());
        reverseOfKey = new NfstreamSide(settings.entropyLength());
        firstPackets = new FirstPackets(settings.spltLength());
    }

    @Override
    public void add(FlowPacket packet) {
        long millis = Math.floorDiv(packet.timestampNanos(), NANOS_PER_MILLI);
        long gap = 0;
        if (packets() == 0) {
            firstMillis = millis;
        } else {
            long last = lastMillis();
            gap = Math.max(0, millis - last);
            millis = last + gap;
            gaps.add(gap);
        }
        int size = accounting.size(packet);
        firstPackets.add(packet.orientation(), size, gap);
        side(packet.orientation()).add(packet, size, millis);
    }

    private NfstreamSide side(Orientation orientation) {
        return orientation == Orientation.FORWARD ? forwardOfKey : reverseOfKey;
    }

    long packets() {
        return forwardOfKey.sizes().count() + reverseOfKey.sizes().count();
    }

    Moments gaps() {
        return gaps;
    }

    FirstPackets firstPackets() {
        return firstPackets;
    }

    long firstMillis() {
        return firstMillis;
    }

    long lastMillis() {
        return firstMillis + gaps.sum();
    }

    @Override
    void write(Object key, Orientation initiator, FeatureSink sink) {
        NfstreamColumns.ALL.write(
                new NfstreamView(this, side(initiator), side(initiator.opposite()), key, initiator), sink);
    }
}
