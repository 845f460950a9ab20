package io.flowtrack.core;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.Side;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.table.FlowTable;
import org.jspecify.annotations.Nullable;

/** What a packet that is not TCP does to its flow: it moves the flow's place among the waiting, and may be an ICMP error. */
final class DatagramFollower<K, S extends @Nullable Object> {
    private final FlowTable<TrackedFlow<K, S>> table;
    private final IcmpErrors<K, S> icmpErrors;
    private FlowRules rules = FlowRules.of(TrackerConfig.defaults());

    DatagramFollower(FlowTable<TrackedFlow<K, S>> table, IcmpErrors<K, S> icmpErrors) {
        this.table = table;
        this.icmpErrors = icmpErrors;
    }

    void reconfigure(FlowRules newRules) {
        rules = newRules;
    }

    /** Follows a packet that is counted already. */
    void follow(TrackedFlow<K, S> flow, Arrival arrival, long nowNanos, FlowListener<K, S> listener) {
        Extraction found = arrival.facts();
        Side side = flow.side(found.orientation());
        long since = nowNanos;
        if (rules.isZeek()) {
            flow.lastSeen(rules.time(arrival.packet().timestampNanos()));
            flow.noteDatagram(side);
            since = flow.touchedNanos();
        }
        if (Timeouts.isHalfOpen(flow.list()) && !flow.isHalfOpen()) {
            table.move(flow, Timeouts.listOf(flow.transport()), since);
        } else {
            table.touch(flow, since);
        }
        listener.onPacket(flow, arrival.view().wrap(arrival.packet(), found, side));
        if (flow.transport().isIcmp()) {
            icmpErrors.tell(arrival.packet(), found.transportOffset(), nowNanos, listener);
        }
    }
}
