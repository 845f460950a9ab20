package io.flowtrack.core;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowState;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.tcp.TcpConnection;
import org.jspecify.annotations.Nullable;

/** Whether a packet goes on with the flow of its identity, comes too late for it, or begins another in its place. */
final class Succession<K, S extends @Nullable Object> {
    private final Endings<K, S> endings;
    private FlowRules rules = FlowRules.of(TrackerConfig.defaults());

    Succession(Endings<K, S> endings) {
        this.endings = endings;
    }

    void reconfigure(FlowRules newRules) {
        rules = newRules;
    }

    /** Whether the packet comes behind the end of a connection that was told. */
    boolean isLate(TrackedFlow<K, S> flow, Extraction found, long nowNanos) {
        return flow.isEndTold() && !endings.isOver(flow, nowNanos) && !isReplaced(flow, found);
    }

    /** Whether a flow that was found still stands; if not, it has ended by this call or by the sweep before it. */
    boolean goesOn(TrackedFlow<K, S> flow, Extraction found, long nowNanos, FlowListener<K, S> listener) {
        if (!flow.isInTable()) {
            return false;
        }
        if (endings.isOver(flow, nowNanos)) {
            endings.end(flow, EndReason.IDLE_TIMEOUT, listener);
            return false;
        }
        if (rules.isZeek()) {
            flow.restart(endings.restart(flow, nowNanos));
        }
        TcpConnection connection = flow.connection();
        if (connection == null || !isReplaced(flow, found)) {
            return true;
        }
        FlowState before = connection.state();
        if (!before.isFinal() && flow.closeReason() == null) {
            connection.abort();
            listener.onStateChange(flow, before, FlowState.ABORTED);
        }
        endings.end(flow, EndReason.REUSED, listener);
        return false;
    }

    private static boolean isReplaced(TrackedFlow<?, ?> flow, Extraction found) {
        TcpConnection connection = flow.connection();
        return connection != null
                && connection.isReplacedBy(flow.side(found.orientation()), found.tcpFlags(), found.sequenceNumber());
    }
}
