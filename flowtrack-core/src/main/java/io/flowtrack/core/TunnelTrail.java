package io.flowtrack.core;

import io.flowtrack.api.Tunnel;
import io.flowtrack.api.TunnelFacts;
import java.util.List;

/** Through which tunnels the packets of one flow came. */
final class TunnelTrail {
    /** How often Zeek lets a flow change its way through tunnels before it says so. */
    private static final int MAX_CHANGES = 5;

    private final List<Tunnel> first;
    private long path;
    private int changes;

    /** Of a flow whose first packet came through these, and this way, which is 0 for none. */
    TunnelTrail(List<Tunnel> first, long path) {
        this.first = first;
        this.path = path;
    }

    /** Those of the first packet. */
    List<Tunnel> first() {
        return first;
    }

    /** Notes the way of the next packet, and tells whether a limit was met: of depth, or of changes of the way. */
    boolean meetsLimit(TunnelFacts next) {
        if (next.path() != path) {
            path = next.path();
            changes++;
        }
        return next.isLimitMet() || changes > MAX_CHANGES;
    }
}
