package io.flowtrack.features;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.LinkType;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.PacketView;
import java.util.concurrent.TimeUnit;

/**
 * As CICFlowMeter counts: in whole microseconds, backwards where captured times run so; forward is who sent the first
 * packet. It compares addresses by identity when it looks for bulks, so that every packet counts as backward there.
 */
final class LegacyCicFeatures extends CicFeatures {
    private static final long serialVersionUID = 1;
    private static final long PER_SECOND = TimeUnit.SECONDS.toMicros(1);
    private static final long NANOS_PER_MICRO = 1000;
    private static final int TYPE_OFFSET = 12;
    private static final int TYPE_END = 14;
    private static final int VLAN_TYPE = 0x8100;

    LegacyCicFeatures(long activityTimeoutMicros) {
        super(new ActivePeriods(activityTimeoutMicros, false));
    }

    @Override
    long time(long nanos, long last, boolean isFirst) {
        return Math.floorDiv(nanos, NANOS_PER_MICRO);
    }

    @Override
    long perSecond() {
        return PER_SECOND;
    }

    /** What was captured of it, and behind a VLAN tag whatever else the frame has. */
    @Override
    int payloadLength(FlowPacket packet) {
        PacketView frame = packet.frame();
        return hasVlanTag(frame) ? frame.capturedLength() - packet.payloadOffset() : packet.payloadCapturedLength();
    }

    private static boolean hasVlanTag(PacketView frame) {
        return frame.linkType().equals(LinkType.ETHERNET)
                && frame.capturedLength() >= TYPE_END
                && frame.u16(TYPE_OFFSET) == VLAN_TYPE;
    }

    @Override
    void addToBulks(Orientation from, long now, int length) {
        BulkRuns bulks = side(firstOrientation().opposite()).bulks();
        // To the tool, time 0 is that of a run that has not begun.
        if (bulks.runStart() == 0) {
            bulks.interrupt();
        }
        bulks.add(now, length, PER_SECOND);
    }

    @Override
    void write(Object key, Orientation initiator, FeatureSink sink) {
        LegacyCicColumns.LEGACY.write(view(key), sink);
    }

    private CicView view(Object key) {
        CicSide first = side(firstOrientation());
        CicSide other = side(firstOrientation().opposite());
        FlowEnds ends = FlowEnds.of(key, firstOrientation());
        // The tool knows sides by their addresses alone.
        return key instanceof FiveTuple tuple && tuple.addressA().equals(tuple.addressB())
                ? new CicView(this, CicSide.ofBoth(first, other, gaps()), new CicSide(), ends)
                : new CicView(this, first, other, ends);
    }
}
