package io.flowtrack.cli;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.FlowScope;
import io.flowtrack.api.HostPair;
import io.flowtrack.api.MacPair;
import io.flowtrack.api.Side;
import io.flowtrack.features.FlowFeatures;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record to be written, and when its flow was found to be over, or was reported: the tracker's time.
 *
 * <p>Records are written in the order of that time; those of the same time, which a sweep tells at once, by the time of their
 * last packet, then by the flow's key: protocol, addresses, ports, VLANs, tunnel. So the order says nothing of how many
 * threads there were.
 */
final class ToldRecord {
    /** How many to {@link #touch} before they are written. */
    private static final int TOGETHER = 32;

    /** Keeps the compiler from leaving out reads that nothing is done with; any thread writes it, and nobody reads it. */
    @SuppressWarnings("unused")
    private static int forgotten;

    /**
     * Takes records.
     *
     * @param <X> what it throws
     */
    interface Taker<X extends Exception> {
        void take(FlowRecord<?> flow) throws X;
    }

    static final Comparator<ToldRecord> ORDER = Comparator.comparingLong(ToldRecord::toldNanos)
            .thenComparingLong(told -> told.lastNanos)
            .thenComparing(told -> told.flow.key(), ToldRecord::compareKeys);

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

    private final long toldNanos;
    private final long lastNanos;
    private final Flow<?, ?> flow;
    private final EndReason reason;
    private final @Nullable FlowRecord<?> snapshot;

    private ToldRecord(long toldNanos, Flow<?, ?> flow, EndReason reason, @Nullable FlowRecord<?> snapshot) {
        this.toldNanos = toldNanos;
        this.lastNanos = flow.lastNanos();
        this.flow = flow;
        this.reason = reason;
        this.snapshot = snapshot;
    }

    /** Of a flow that has ended, which changes no more: as it is, to be made a record of when it is written. */
    static ToldRecord ofEnded(long toldNanos, Flow<?, ?> flow, EndReason reason) {
        return new ToldRecord(toldNanos, flow, reason, null);
    }

    /** Of a flow that goes on. */
    static ToldRecord ofReported(long toldNanos, Flow<?, ?> flow) {
        FlowRecord<?> now = flow.snapshot(EndReason.ACTIVE_TIMEOUT);
        return new ToldRecord(toldNanos, flow, EndReason.ACTIVE_TIMEOUT, withStatistics(flow, now));
    }

    /** The record with what the statistics are now: they go on while it waits to be written. */
    private static FlowRecord<?> withStatistics(Flow<?, ?> flow, FlowRecord<?> now) {
        if (flow.userState() instanceof RecordState state) {
            FlowFeatures features = state.features();
            if (features != null) {
                return now.withUserState(new ReportedState(state, features.values(now)));
            }
        }
        return now;
    }

    long toldNanos() {
        return toldNanos;
    }

    /**
     * Makes records, one after another. Flows that end together lie all over the memory, and so some are waited for together,
     * not each when it is its turn.
     */
    static <X extends Exception> void forEach(List<ToldRecord> records, Taker<X> taker) throws X {
        for (int i = 0; i < records.size(); i++) {
            if (i % TOGETHER == 0) {
                forgotten = touch(records.subList(i, Math.min(i + TOGETHER, records.size())));
            }
            taker.take(records.get(i).flow());
        }
    }

    /** Reads what records are made of, and forgets it. */
    private static int touch(List<ToldRecord> records) {
        long sum = 0;
        for (ToldRecord record : records) {
            sum += record.flow.stats(Side.INITIATOR).packets()
                    + record.flow.stats(Side.RESPONDER).packets();
        }
        return (int) sum;
    }

    FlowRecord<?> flow() {
        return snapshot == null ? flow.snapshot(reason) : snapshot;
    }

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
