package io.flowtrack.features;

import io.flowtrack.api.Orientation;
import java.util.concurrent.TimeUnit;

/**
 * As CICFlowMeter counts: in whole microseconds, backwards where captured times run so; forward is who sent the first
 * packet. It compares addresses by identity when it looks for bulks, so that every packet counts as backward there.
 */
final class LegacyCicFeatures extends CicFeatures {
    private static final long serialVersionUID = 1;
    private static final long PER_SECOND = TimeUnit.SECONDS.toMicros(1);
    private static final long NANOS_PER_MICRO = 1000;

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

    @Override
    void addToBulks(Orientation from, long now, int length) {
        side(firstOrientation().opposite()).bulks().add(now, length, PER_SECOND);
    }

    @Override
    void write(Object key, Orientation initiator, FeatureSink sink) {
        Orientation forward = firstOrientation();
        LegacyCicColumns.LEGACY.write(
                new CicView(this, side(forward), side(forward.opposite()), FlowEnds.of(key, forward)), sink);
    }
}
