package io.flowtrack.cli;

import io.flowtrack.api.EmergencyStats;
import io.flowtrack.api.TrackerStats;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of the packets, in one line whose numbers add up. */
final class RunSummary {
    private RunSummary() {}

    /** {@code 12 packets: 10 in 3 flows (1 fin, 2 idle_timeout), 2 passed over (2 not_ip)}. */
    static String of(TrackerStats stats) {
        return count(stats.packets(), "packet") + ": "
                + stats.packetsInFlows() + " in " + count(stats.flowsStarted(), "flow") + byReason(stats.flowsEnded())
                + ", " + stats.passedOverTotal() + " passed over" + byReason(stats.passedOver())
                + emergencies(stats.emergency());
    }

    /** Nothing where the table never was full. */
    private static String emergencies(EmergencyStats stats) {
        if (stats.entered() == 0) {
            return "";
        }
        return "; " + stats.entered() + (stats.entered() == 1 ? " emergency" : " emergencies") + " with "
                + count(stats.flowsEvicted(), "eviction") + ", " + stats.halfOpenFlowsEvicted() + " of half-open flows";
    }

    private static String count(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String byReason(Map<? extends Enum<?>, Long> counts) {
        return counts.isEmpty()
                ? ""
                : counts.entrySet().stream()
                        .map(entry ->
                                entry.getValue() + " " + entry.getKey().name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ", " (", ")"));
    }
}
