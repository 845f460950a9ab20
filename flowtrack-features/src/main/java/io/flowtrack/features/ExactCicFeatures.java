package io.flowtrack.features;

import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.Orientation;
import java.util.concurrent.TimeUnit;

/** By definition: in nanoseconds, by a clock that never runs backwards. */
final class ExactCicFeatures extends CicFeatures {
    private static final long serialVersionUID = 1;
    private static final long PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    ExactCicFeatures(long activityTimeoutNanos) {
        super(new ActivePeriods(activityTimeoutNanos, true));
    }

    @Override
    long time(long nanos, long last, boolean isFirst) {
        return isFirst ? nanos : Math.max(nanos, last);
    }

    @Override
    long perSecond() {
        return PER_SECOND;
    }

    @Override
    int payloadLength(FlowPacket packet) {
        return packet.payloadLength();
    }

    @Override
    void addToBulks(Orientation from, long now, int length) {
        side(from.opposite()).bulks().interrupt();
        side(from).bulks().add(now, length, PER_SECOND);
    }

    @Override
    void write(Object key, Orientation initiator, FeatureSink sink) {
        CicColumns.EXACT.write(
                new CicView(this, side(initiator), side(initiator.opposite()), FlowEnds.of(key, initiator)), sink);
    }
}
