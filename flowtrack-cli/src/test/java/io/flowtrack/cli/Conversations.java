package io.flowtrack.cli;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.Side;
import io.flowtrack.api.SideStats;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Flows added up for each protocol and unordered pair of endpoints: how many, and packets, IP bytes and payload bytes from
 * the lower endpoint and from the higher one.
 */
final class Conversations {
    private static final class Totals {
        private int flows;
        private final long[] fromLower = new long[3];
        private final long[] fromHigher = new long[3];

        void add(boolean isLower, long packets, long ipBytes, long payloadBytes) {
            long[] sums = isLower ? fromLower : fromHigher;
            sums[0] += packets;
            sums[1] += ipBytes;
            sums[2] += payloadBytes;
        }

        String withoutPayload() {
            return flows + " flows, " + fromLower[0] + " " + fromLower[1] + " " + fromHigher[0] + " " + fromHigher[1];
        }

        @Override
        public String toString() {
            return flows + " flows, " + Arrays.toString(fromLower) + " " + Arrays.toString(fromHigher);
        }
    }

    private final Map<String, Totals> byEndpoints = new TreeMap<>();

    private Totals totals(String protocol, String a, String b) {
        String key = protocol + " " + (a.compareTo(b) <= 0 ? a + " " + b : b + " " + a);
        Totals totals = byEndpoints.computeIfAbsent(key, name -> new Totals());
        totals.flows++;
        return totals;
    }

    /** Adds a row of tshark's. */
    void add(TsvTable.Row row) {
        String a = row.text("a_addr") + " " + row.text("a_port");
        String b = row.text("b_addr") + " " + row.text("b_port");
        Totals totals = totals(row.text("proto"), a, b);
        boolean isALower = a.compareTo(b) <= 0;
        totals.add(isALower, row.number("pkts_ab"), row.number("ip_bytes_ab"), row.number("pay_bytes_ab"));
        totals.add(!isALower, row.number("pkts_ba"), row.number("ip_bytes_ba"), row.number("pay_bytes_ba"));
    }

    /** Adds a flow of ours. */
    void add(Flow<FiveTuple, ?> flow) {
        FiveTuple tuple = flow.key();
        Orientation initiating = flow.initiatorOrientation();
        String initiator = tuple.source(initiating) + " " + tuple.sourcePort(initiating);
        String responder = tuple.source(initiating.opposite()) + " " + tuple.sourcePort(initiating.opposite());
        Totals totals = totals(tuple.transport().name().toLowerCase(Locale.ROOT), initiator, responder);
        boolean isInitiatorLower = initiator.compareTo(responder) <= 0;
        for (Side side : Side.values()) {
            SideStats stats = flow.stats(side);
            boolean isLower = isInitiatorLower == (side == Side.INITIATOR);
            totals.add(isLower, stats.packets(), stats.ipBytes(), stats.payloadBytes());
        }
    }

    @Override
    public String toString() {
        return byEndpoints.toString();
    }

    /** The same without payload bytes, a line for each pair of endpoints. */
    List<String> withoutPayload() {
        return byEndpoints.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().withoutPayload())
                .toList();
    }
}
