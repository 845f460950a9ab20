package io.flowtrack.core;

import io.flowtrack.api.DirectionPolicy;
import io.flowtrack.api.PortSet;
import io.flowtrack.api.TcpTimeouts;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackingRules;
import io.flowtrack.core.tcp.ConnectionRules;

/**
 * What the configuration says of how flows are followed, worked out once.
 *
 * @param isZeek whether flows are those of Zeek
 * @param hasTcpPhases whether timeouts of TCP flows depend on how far the connection has come
 * @param direction who is taken for the initiator
 * @param connections how connections are followed
 * @param interactivePorts ports whose flows may be silent for longer
 */
record FlowRules(
        boolean isZeek,
        boolean hasTcpPhases,
        DirectionPolicy direction,
        ConnectionRules connections,
        PortSet interactivePorts) {
    private static final long NANOS_PER_MICRO = 1_000;

    static FlowRules of(TrackerConfig config) {
        boolean isZeek = config.rules() == TrackingRules.ZEEK;
        ConnectionRules connections = new ConnectionRules(
                config.direction().flipsRoles(), isZeek, config.countsPartialGaps(), config.ignoresResetsOutOfWindow());
        return new FlowRules(
                isZeek,
                isZeek || !config.tcpTimeouts().equals(TcpTimeouts.NONE),
                config.direction(),
                connections.equals(ConnectionRules.STANDARD) ? ConnectionRules.STANDARD : connections,
                config.tcpTimeouts().interactivePorts());
    }

    /** A packet's time as these rules count it. */
    long time(long timestampNanos) {
        return isZeek ? timestampNanos - Math.floorMod(timestampNanos, NANOS_PER_MICRO) : timestampNanos;
    }
}
