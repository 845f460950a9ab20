package io.flowtrack.core;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.core.fragment.FragmentCounters;
import io.flowtrack.core.fragment.Rebuilt;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a tracker has counted. */
@SuppressWarnings("EnumOrdinal") // the ordinals never leave this class, and counting must not box
final class TrackerCounters {
    private final long[] passedOver = new long[PassReason.values().length];
    private final long[] flowsEnded = new long[EndReason.values().length];
    private long packetsInFlows;
    private long flowsStarted;
    private long flowsLive;

    /** Counts the packets in which a datagram's fragments came, or a single one where there is no such datagram. */
    void packetsInFlow(@Nullable Rebuilt datagram) {
        packetsInFlows += datagram == null ? 1 : datagram.frameCount();
    }

    void packetsPassedOver(PassReason reason, @Nullable Rebuilt datagram) {
        passedOver[reason.ordinal()] += datagram == null ? 1 : datagram.frameCount();
    }

    void flowStarted() {
        flowsStarted++;
        flowsLive++;
    }

    void flowEnded(EndReason reason) {
        flowsLive--;
        flowsEnded[reason.ordinal()]++;
    }

    long flowsLive() {
        return flowsLive;
    }

    TrackerStats snapshot(FragmentCounters fragments) {
        Map<PassReason, Long> reasons = map(PassReason.class, passedOver);
        fragments.fragmentsPassedOver().forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
        long total = reasons.values().stream().mapToLong(Long::longValue).sum();
        return new TrackerStats(
                packetsInFlows + total + fragments.fragmentsHeld(),
                packetsInFlows,
                reasons,
                flowsStarted,
                map(EndReason.class, flowsEnded),
                flowsLive,
                fragments.snapshot());
    }

    private static <E extends Enum<E>> Map<E, Long> map(Class<E> reasons, long[] counts) {
        Map<E, Long> map = new EnumMap<>(reasons);
        for (E reason : reasons.getEnumConstants()) {
            if (counts[reason.ordinal()] != 0) {
                map.put(reason, counts[reason.ordinal()]);
            }
        }
        return map;
    }
}
