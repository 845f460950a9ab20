package io.flowtrack.parallel;

import io.flowtrack.api.EmergencyStats;
import io.flowtrack.api.EndReason;
import io.flowtrack.api.FragmentStats;
import io.flowtrack.api.InnerStats;
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
        for (TrackerStats part : parts) {
            add(part.passedOver(), passedOver);
            add(part.flowsEnded(), ended);
        }
        return new TrackerStats(
                sum(parts, TrackerStats::packets),
                sum(parts, TrackerStats::packetsInFlows),
                passedOver,
                inner(parts.stream().map(TrackerStats::inner).toList()),
                sum(parts, TrackerStats::flowsStarted),
                ended,
                sum(parts, TrackerStats::flowsLive),
                fragments(parts.stream().map(TrackerStats::fragments).toList()),
                new EmergencyStats(
                        parts.stream().anyMatch(part -> part.emergency().isActive()),
                        sum(parts, part -> part.emergency().entered()),
                        sum(parts, part -> part.emergency().flowsEvicted()),
                        sum(parts, part -> part.emergency().halfOpenFlowsEvicted())));
    }

    private static InnerStats inner(List<InnerStats> parts) {
        Map<PassReason, Long> passedOver = new EnumMap<>(PassReason.class);
        parts.forEach(part -> add(part.passedOver(), passedOver));
        return new InnerStats(
                sum(parts, InnerStats::packetsInFlows),
                passedOver,
                fragments(parts.stream().map(InnerStats::fragments).toList()));
    }

    private static FragmentStats fragments(List<FragmentStats> parts) {
        Map<PassReason, Long> unfinished = new EnumMap<>(PassReason.class);
        parts.forEach(part -> add(part.datagramsUnfinished(), unfinished));
        return new FragmentStats(
                sum(parts, FragmentStats::fragmentsHeld), sum(parts, FragmentStats::datagramsRebuilt), unfinished);
    }

    private static <P> long sum(List<P> parts, ToLongFunction<P> count) {
        return parts.stream().mapToLong(count).sum();
    }

    private static <E extends Enum<E>> void add(Map<E, Long> counts, Map<E, Long> into) {
        counts.forEach((reason, count) -> into.merge(reason, count, Long::sum));
    }
}
