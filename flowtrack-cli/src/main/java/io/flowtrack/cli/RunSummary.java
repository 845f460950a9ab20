package io.flowtrack.cli;

import io.flowtrack.api.EmergencyStats;
import io.flowtrack.api.FragmentStats;
import io.flowtrack.api.InnerStats;
import io.flowtrack.api.LinkType;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.pcap.LiveStats;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of the packets, in one line whose numbers add up. */
final class RunSummary {
    private RunSummary() {}

    /**
     * {@code 12 packets: 10 in 3 flows (1 fin, 2 idle_timeout), 2 passed over (2 not_ip)}; behind it how many
     * datagrams were put together from fragments and how many not, the same of packets inside of these that have flows of
     * their own, and which link types were not read.
     */
    static String of(TrackerStats stats, Collection<LinkType> unreadLinks) {
        return count(stats.packets(), "packet") + ": "
                + stats.packetsInFlows() + " in " + count(stats.flowsStarted(), "flow") + byReason(stats.flowsEnded())
                + ", " + stats.passedOverTotal() + " passed over" + byReason(stats.passedOver())
                + fragments(stats.fragments())
                + emergencies(stats.emergency())
                + inner(stats.inner())
                + unread(unreadLinks);
    }

    /** The same, and behind it what else is to be said, a line for each thing. */
    static List<String> lines(TrackerStats stats, UnreadLinks links, List<String> notes, FlowSelection selection) {
        List<String> lines = new ArrayList<>();
        lines.add(of(stats, links.unread()));
        lines.addAll(notes);
        lines.addAll(selection.notes());
        return lines;
    }

    private static String inner(InnerStats inner) {
        return inner.packets() == 0
                ? ""
                : "; inside of these " + count(inner.packets(), "packet") + ": " + inner.packetsInFlows()
                        + " in flows, " + inner.passedOverTotal() + " passed over" + byReason(inner.passedOver())
                        + fragments(inner.fragments());
    }

    private static String unread(Collection<LinkType> links) {
        return links.isEmpty()
                ? ""
                : "; not read: " + links.stream().map(LinkType::toString).collect(Collectors.joining(", "));
    }

    /** {@code eth0: 12 packets received, 0 dropped by the kernel, 0 by the interface}. */
    static String of(String interfaceName, LiveStats stats) {
        return interfaceName + ": " + count(stats.receivedCount(), "packet") + " received, " + stats.droppedCount()
                + " dropped by the kernel, " + stats.interfaceDroppedCount() + " by the interface";
    }

    /** {@code 12 packets did not match the filter}. */
    static String ofFilteredOut(long packetCount) {
        return count(packetCount, "packet") + " did not match the filter";
    }

    /** {@code 12 records did not match --where}. */
    static String ofLeftOut(long flowCount) {
        return count(flowCount, "record") + " did not match --where";
    }

    private static String fragments(FragmentStats fragments) {
        long unfinished = fragments.datagramsUnfinishedTotal();
        if (fragments.datagramsRebuilt() + unfinished == 0) {
            return "";
        }
        return ", " + count(fragments.datagramsRebuilt(), "datagram") + " rebuilt, " + unfinished + " not"
                + byReason(fragments.datagramsUnfinished());
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
