package io.flowtrack.core;

import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.Transport;

/**
 * How much memory the flows of a table take, counted by a few constants instead of measured: every flow with the most
 * that hostile traffic can make of it. A test holds the constants against the objects.
 */
final class FlowMemory {
    /** A TCP flow: key, connection with its analysis, a full history and all pieces of both streams. */
    static final int TCP_FLOW_BYTES = 4_096;
    /** Any other flow: key, counters and, by Zeek's rules, a full history. */
    static final int OTHER_FLOW_BYTES = 1_024;
    /** What index, lists and numbers take for one flow when they have just grown. They do not shrink. */
    static final int TABLE_BYTES_PER_FLOW = 48;

    private int tcpFlows;
    private int otherFlows;
    private int mostFlows;

    /** No flows yet, in a table with room for that many. */
    FlowMemory(int capacity) {
        mostFlows = capacity;
    }

    /** How many flows a table is to have room for at the beginning. */
    static int capacity(TrackerConfig config) {
        int wanted = Math.min(config.initialCapacity(), config.maxFlows());
        return config.memoryBudget().isEmpty()
                ? wanted
                : (int) Math.min(wanted, config.memoryBudget().get().bytes() / (2 * TCP_FLOW_BYTES));
    }

    void began(Transport transport) {
        if (transport == Transport.TCP) {
            tcpFlows++;
        } else {
            otherFlows++;
        }
        mostFlows = Math.max(mostFlows, tcpFlows + otherFlows);
    }

    void ended(Transport transport) {
        if (transport == Transport.TCP) {
            tcpFlows--;
        } else {
            otherFlows--;
        }
    }

    /** Bytes of all flows and of the table they are in, if each flow has that many bytes of its user's own. */
    long bytes(int userBytesPerFlow) {
        return flowBytes(userBytesPerFlow) + (long) mostFlows * TABLE_BYTES_PER_FLOW;
    }

    /** Bytes of all flows, without the table. */
    long flowBytes(int userBytesPerFlow) {
        return (long) tcpFlows * TCP_FLOW_BYTES
                + (long) otherFlows * OTHER_FLOW_BYTES
                + ((long) tcpFlows + otherFlows) * userBytesPerFlow;
    }

    /** Bytes that one more flow may take, its place in the table included. */
    static long bytesOfOneMore(Transport transport, int userBytesPerFlow) {
        int flowBytes = transport == Transport.TCP ? TCP_FLOW_BYTES : OTHER_FLOW_BYTES;
        return (long) flowBytes + userBytesPerFlow + TABLE_BYTES_PER_FLOW;
    }
}
