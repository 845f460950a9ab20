package io.flowtrack.cli;

import io.flowtrack.api.ConnState;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.Side;
import io.flowtrack.api.TcpAnalysis;
import io.flowtrack.api.Transport;
import io.flowtrack.export.FlowColumn;
import io.flowtrack.export.FlowColumns;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What {@code flowtrack stats} shows, summed up flow by flow; its memory is bounded. */
final class StatsTotals {
    /** Hosts that are counted exactly. */
    static final int MOST_HOSTS = 1 << 16;

    /** Ports of all protocols that have any: there cannot be more. */
    private static final int MOST_PORTS = 4 << 16;

    private static final FlowColumn PROTO = column("proto");
    private static final FlowColumn PORT = column("responder_port");

    private final Map<Transport, Tally> protocols = new EnumMap<>(Transport.class);
    private final Map<ConnState, Tally> states = new EnumMap<>(ConnState.class);
    private final HeavyHitters<String> talkers = new HeavyHitters<>(MOST_HOSTS);
    private final HeavyHitters<StatsPort> ports = new HeavyHitters<>(MOST_PORTS);
    private final StatsLosses losses = new StatsLosses();
    private final Map<StatsMeasure, StatsDistribution> distributions = new TreeMap<>();
    private final Tally all = new Tally();

    StatsTotals() {
        for (StatsMeasure measure : StatsMeasure.values()) {
            distributions.put(measure, measure.newDistribution());
        }
    }

    private static FlowColumn column(String name) {
        return FlowColumns.named(name).orElseThrow();
    }

    /** Takes a flow in that has ended. */
    void add(StatsFlow counted) {
        FlowRecord<?> flow = counted.flow();
        long packets = flow.initiator().packets() + flow.responder().packets();
        long bytes = flow.initiator().wireBytes() + flow.responder().wireBytes();
        all.add(packets, bytes);
        protocols.computeIfAbsent(flow.transport(), none -> new Tally()).add(packets, bytes);
        states.computeIfAbsent(flow.connState(), none -> new Tally()).add(packets, bytes);
        talkers.add(counted.initiator(), packets, bytes);
        if (!counted.responder().equals(counted.initiator())) {
            talkers.add(counted.responder(), packets, bytes);
        }
        long port = PORT.number(flow);
        if (!PORT.isNone(port)) {
            ports.add(new StatsPort(Objects.requireNonNull(PROTO.text(flow)), port), packets, bytes);
        }
        losses.add(flow);
        measure(flow, bytes);
    }

    private void measure(FlowRecord<?> flow, long bytes) {
        distribution(StatsMeasure.DURATION).add(Math.max(0, flow.lastNanos() - flow.firstNanos()));
        distribution(StatsMeasure.SIZE).add(bytes);
        TcpAnalysis analysis = flow.tcpAnalysis();
        if (analysis != null) {
            distribution(StatsMeasure.HANDSHAKE).add(analysis.handshakeNanos());
            distribution(StatsMeasure.RTT_TO_RESPONDER)
                    .add(analysis.side(Side.INITIATOR).smoothedRttNanos());
            distribution(StatsMeasure.RTT_TO_INITIATOR)
                    .add(analysis.side(Side.RESPONDER).smoothedRttNanos());
        }
    }

    /** All flows together. */
    Tally all() {
        return all;
    }

    /** The flows of each protocol that has any. */
    Map<Transport, Tally> protocols() {
        return protocols;
    }

    /** The flows of each state that has any. */
    Map<ConnState, Tally> states() {
        return states;
    }

    /** Hosts, with what they sent and received. */
    HeavyHitters<String> talkers() {
        return talkers;
    }

    /** Responders' ports, with what went both ways. */
    HeavyHitters<StatsPort> ports() {
        return ports;
    }

    StatsLosses losses() {
        return losses;
    }

    StatsDistribution distribution(StatsMeasure measure) {
        return Objects.requireNonNull(distributions.get(measure));
    }
}
