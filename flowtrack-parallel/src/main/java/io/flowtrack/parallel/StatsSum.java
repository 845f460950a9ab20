package io.flowtrack.parallel;

import io.flowtrack.api.EmergencyStats;
import io.flowtrack.api.EndReason;
import io.flowtrack.api.FragmentStats;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.TrackerStats;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What several trackers have counted together. */
final class StatsSum {
    private StatsSum() {}

    static TrackerStats of(List<TrackerStats> parts) {
        Map<PassReason, Long> passedOver = new EnumMap<>(PassReason.class);
        Map<EndReason, Long> ended = new EnumMap<>(EndReason.class);
        Map<PassReason, Long> unfinished = new EnumMap<>(PassReason.class);
        for (TrackerStats part : parts) {
            add(part.passedOver(), passedOver);
            add(part.flowsEnded(), ended);
            add(part.fragments().datagramsUnfinished(), unfinished);
        }
        return new TrackerStats(
                sum(parts, TrackerStats::packets),
                sum(parts, TrackerStats::packetsInFlows),
                passedOver,
                sum(parts, TrackerStats::innerPacketsInFlows),
                sum(parts, TrackerStats::innerPacketsPassedOver),
                sum(parts, TrackerStats::flowsStarted),
                ended,
                sum(parts, TrackerStats::flowsLive),
                new FragmentStats(
                        sum(parts, part -> part.fragments().fragmentsHeld()),
                        sum(parts, part -> part.fragments().datagramsRebuilt()),
                        unfinished),
                new EmergencyStats(
                        parts.stream().anyMatch(part -> part.emergency().isActive()),
                        sum(parts, part -> part.emergency().entered()),
                        sum(parts, part -> part.emergency().flowsEvicted()),
                        sum(parts, part -> part.emergency().halfOpenFlowsEvicted())));
    }

    private static long sum(List<TrackerStats> parts, ToLongFunction<TrackerStats> count) {
        return parts.stream().mapToLong(count).sum();
    }

    private static <E extends Enum<E>> void add(Map<E, Long> counts, Map<E, Long> into) {
        counts.forEach((reason, count) -> into.merge(reason, count, Long::sum));
    }
}
