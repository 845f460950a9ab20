package io.flowtrack.cli;

import io.flowtrack.api.FragmentStats;
import io.flowtrack.api.TrackerStats;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of the packets, in one line whose numbers add up. */
final class RunSummary {
    private RunSummary() {}

    /**
     * {@code 12 packets: 10 in 3 flows (1 fin, 2 idle_timeout), 2 passed over (2 not_ip)}; and if there were fragments {@code ,
     * 2 datagrams rebuilt, 1 not (1 datagram_timed_out)}.
     */
    static String of(TrackerStats stats) {
        return count(stats.packets(), "packet") + ": "
                + stats.packetsInFlows() + " in " + count(stats.flowsStarted(), "flow") + byReason(stats.flowsEnded())
                + ", " + stats.passedOverTotal() + " passed over" + byReason(stats.passedOver())
                + fragments(stats.fragments());
    }

    private static String fragments(FragmentStats fragments) {
        long unfinished = fragments.datagramsUnfinishedTotal();
        if (fragments.datagramsRebuilt() + unfinished == 0) {
            return "";
        }
        return ", " + count(fragments.datagramsRebuilt(), "datagram") + " rebuilt, " + unfinished + " not"
                + byReason(fragments.datagramsUnfinished());
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
