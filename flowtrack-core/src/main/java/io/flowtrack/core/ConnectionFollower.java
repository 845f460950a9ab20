package io.flowtrack.core;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowState;
import io.flowtrack.api.Side;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.Transport;
import io.flowtrack.core.table.FlowTable;
import io.flowtrack.core.tcp.TcpConnection;
import io.flowtrack.core.tcp.TcpSegment;
import org.jspecify.annotations.Nullable;

/** What a TCP packet does to its flow: it moves the connection, the flow's place among the waiting, and may close it. */
final class ConnectionFollower<K, S extends @Nullable Object> {
    private final FlowTable<TrackedFlow<K, S>> table;
    private final Endings<K, S> endings;
    private FlowRules rules = FlowRules.of(TrackerConfig.defaults());

    ConnectionFollower(FlowTable<TrackedFlow<K, S>> table, Endings<K, S> endings) {
        this.table = table;
        this.endings = endings;
    }

    void reconfigure(FlowRules newRules) {
        rules = newRules;
    }

    /**
     * Follows a packet that is not counted yet, if it moves nothing but numbers of an open connection.
     *
     * @return whether it did; else nothing is done yet
     */
    boolean exchanges(TrackedFlow<K, S> flow, TcpConnection connection, Arrival arrival) {
        TcpSegment segment = arrival.segment();
        if (rules.hasTcpPhases() || !connection.isExchange(segment)) {
            return false;
        }
        segment.at(arrival.packet().timestampNanos());
        flow.exchange(connection, flow.side(arrival.facts().orientation()), segment);
        return true;
    }

    /** Follows a packet that is counted already. The connection is over when its state is final. */
    void follow(
            TrackedFlow<K, S> flow,
            TcpConnection connection,
            Arrival arrival,
            long nowNanos,
            FlowListener<K, S> listener) {
        Side side = flow.side(arrival.facts().orientation());
        TcpSegment segment = arrival.segment().at(arrival.packet().timestampNanos());
        if (!rules.hasTcpPhases() && connection.isExchange(segment)) {
            flow.exchange(connection, side, segment);
            table.touch(flow, nowNanos);
            listener.onPacket(flow, arrival.view().wrap(arrival.packet(), arrival.facts(), side));
        } else {
            followStates(flow, connection, arrival, nowNanos, listener);
        }
    }

    private void followStates(
            TrackedFlow<K, S> flow,
            TcpConnection connection,
            Arrival arrival,
            long nowNanos,
            FlowListener<K, S> listener) {
        FlowState before = connection.state();
        FlowState after = connection.follow(flow.side(arrival.facts().orientation()), arrival.segment());
        heed(flow, connection.news(), arrival.facts());
        if (!before.isFinal()) {
            place(flow, connection, nowNanos);
        }
        tell(flow, before, arrival, listener);
        if (after.isFinal() && !before.isFinal()) {
            endings.close(flow, reason(after), nowNanos, listener);
        }
    }

    /** Follows a packet that is counted already. The connection is over when Zeek says so. */
    void followAsZeek(
            TrackedFlow<K, S> flow,
            TcpConnection connection,
            Arrival arrival,
            long nowNanos,
            FlowListener<K, S> listener) {
        if (!connection.areBothDone()) {
            flow.lastSeen(rules.time(arrival.packet().timestampNanos()));
        }
        FlowState before = connection.state();
        Side side = flow.side(arrival.facts().orientation());
        FlowState after =
                connection.follow(side, arrival.segment().at(arrival.packet().timestampNanos()));
        heed(flow, connection.news(), arrival.facts());
        boolean isLingering = flow.closeReason() != null;
        if (!isLingering) {
            place(flow, connection, nowNanos);
        }
        tell(flow, before, arrival, listener);
        if ((connection.news() & TcpConnection.CLOSED) != 0) {
            if (isLingering) { // the other side closed, too: the linger begins anew
                table.touch(flow, endings.start(flow, nowNanos));
            } else {
                endings.close(flow, reason(after), nowNanos, listener);
            }
        }
    }

    /** Puts a TCP flow that no valid packet was seen of where it waits for its end. */
    void place(TrackedFlow<K, S> flow, long nowNanos) {
        TcpConnection connection = flow.connection();
        if (connection != null) {
            place(flow, connection, nowNanos);
        }
    }

    private void place(TrackedFlow<K, S> flow, TcpConnection connection, long nowNanos) {
        int list = endings.listOf(flow, connection);
        if (list != flow.list()) {
            boolean isSameTime = rules.isZeek() && Timeouts.areTwins(list, flow.list());
            table.move(flow, list, isSameTime ? flow.touchedNanos() : endings.start(flow, nowNanos));
        } else if (list != Timeouts.ATTEMPT) {
            table.touch(flow, rules.isZeek() ? flow.touchedNanos() : nowNanos);
        }
    }

    private void heed(TrackedFlow<K, S> flow, int news, Extraction found) {
        if ((news & TcpConnection.FLIPPED) != 0) {
            flow.flip();
        }
        if ((news & TcpConnection.ANSWERED) != 0 && isToInteractivePort(flow, found)) {
            flow.interactive();
        }
    }

    private boolean isToInteractivePort(TrackedFlow<K, S> flow, Extraction found) {
        boolean isFromResponder = flow.side(found.orientation()) == Side.RESPONDER;
        int port = isFromResponder ? found.sourcePort() : found.destinationPort();
        return rules.interactivePorts().contains(Transport.TCP, port);
    }

    private void tell(TrackedFlow<K, S> flow, FlowState before, Arrival arrival, FlowListener<K, S> listener) {
        FlowState after = flow.state();
        if (after != before) {
            if (after == FlowState.ESTABLISHED) {
                listener.onEstablished(flow);
            } else {
                listener.onStateChange(flow, before, after);
            }
        }
        Side side = flow.side(arrival.facts().orientation());
        listener.onPacket(flow, arrival.view().wrap(arrival.packet(), arrival.facts(), side));
    }

    private static EndReason reason(FlowState state) {
        return state == FlowState.RESET ? EndReason.RST : EndReason.FIN;
    }
}
