package io.flowtrack.cli;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.FlowScope;
import io.flowtrack.api.HostPair;
import io.flowtrack.api.MacPair;
import java.util.Comparator;

/**
 * A record to be written, and when its flow was found to be over, or was reported: the tracker's time.
 *
 * <p>Records are written in the order of that time; those of the same time, which a sweep tells at once, by the time of their
 * last packet, then by the flow's key: protocol, addresses, ports, VLANs, tunnel. So the order says nothing of how many
 * threads there were.
 */
record ToldRecord(long toldNanos, FlowNumber number, FlowRecord<?> flow) {
    static final Comparator<ToldRecord> ORDER = Comparator.comparingLong(ToldRecord::toldNanos)
            .thenComparingLong(told -> told.flow().lastNanos())
            .thenComparing(told -> told.flow().key(), ToldRecord::compareKeys);

    private static final Comparator<FlowScope> SCOPES = Comparator.comparingInt(FlowScope::outerVlanId)
            .thenComparingInt(FlowScope::innerVlanId)
            .thenComparing(scope -> String.valueOf(scope.tunnelType()))
            .thenComparingLong(FlowScope::tunnelId);

    private static final Comparator<FiveTuple> TUPLES = Comparator.comparingInt(FiveTuple::protocol)
            .thenComparing(FiveTuple::addressA)
            .thenComparingInt(FiveTuple::portA)
            .thenComparing(FiveTuple::addressB)
            .thenComparingInt(FiveTuple::portB)
            .thenComparing(FiveTuple::scope, SCOPES);

    private static int compareKeys(Object one, Object other) {
        if (one instanceof FiveTuple a && other instanceof FiveTuple b) {
            return TUPLES.compare(a, b);
        }
        if (one instanceof HostPair a && other instanceof HostPair b) {
            int order = a.a().compareTo(b.a());
            return order == 0 ? a.b().compareTo(b.b()) : order;
        }
        if (one instanceof MacPair a && other instanceof MacPair b) {
            int order = a.a().compareTo(b.a());
            return order == 0 ? a.b().compareTo(b.b()) : order;
        }
        return one.toString().compareTo(other.toString());
    }
}
