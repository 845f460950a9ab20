package io.flowtrack.export;

import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.Tunnel;
import io.flowtrack.api.TunnelFacts;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What carried the packets of each flow, as Zeek's tunnel_parents names it: the flow of the datagrams around them; or, for
 * tunnels that are no flows, a name made of the addresses. There is one name for each change of the way, up to a limit.
 *
 * <p>It is to hear of every packet, from the tracker whose records the writer is given that asks it.
 */
public final class TunnelParents {
    /** The first way, and as many changes as Zeek records. */
    private static final int MOST_NAMES = 6;

    private static final class Trail {
        private final Set<String> names = new LinkedHashSet<>();
        private long path;
    }

    private record Carrier(long flowNumber, Object key, long firstNanos) {}

    private final FlowUids uids = new FlowUids();
    private final Map<Long, Trail> trails = new HashMap<>();
    private @Nullable Carrier carrier;
    private long carrierNanos;

    /** Nothing heard yet. */
    public TunnelParents() {
        // for Javadoc
    }

    /** Hears of a packet of a flow; one that carries another comes right before it. */
    public void onPacket(Flow<?, ? extends FlowNumbered> flow, FlowPacket packet) {
        TunnelFacts facts = packet.tunnels();
        long number = flow.userState().flowNumber();
        if (facts.path() != 0) {
            Trail trail = trails.computeIfAbsent(number, none -> new Trail());
            if (trail.path != facts.path() && trail.names.size() < MOST_NAMES) {
                trail.names.add(name(flow, facts.path(), packet.timestampNanos()));
            }
            trail.path = facts.path();
        } else {
            Trail trail = trails.get(number);
            if (trail != null) {
                trail.path = 0;
            }
        }
        carrier = facts.hasInner() ? new Carrier(number, flow.key(), flow.firstNanos()) : null;
        carrierNanos = packet.timestampNanos();
    }

    private String name(Flow<?, ?> flow, long path, long nanos) {
        Carrier around = carrier;
        return around == null || carrierNanos != nanos || isInTunnelWithoutFlow(flow)
                ? uids.uid("tunnel " + path)
                : uids.uid(around.flowNumber(), around.key(), around.firstNanos());
    }

    /** Whether the innermost tunnel is IP in IP or GRE: over UDP, too, GRE is named by its addresses alone. */
    private static boolean isInTunnelWithoutFlow(Flow<?, ?> flow) {
        boolean isWithoutFlow = false;
        for (Tunnel tunnel : flow.tunnels()) {
            isWithoutFlow = tunnel.type().isOverIp() ? !tunnel.type().isOverUdp() : isWithoutFlow;
        }
        return isWithoutFlow;
    }

    /** The names of what carried a flow that ended; empty if nothing did. Then forgotten. */
    List<String> take(FlowRecord<?> flow) {
        Trail trail = flow.userState() instanceof FlowNumbered numbered ? trails.remove(numbered.flowNumber()) : null;
        if (trail != null) {
            return List.copyOf(trail.names);
        }
        boolean isCarried =
                flow.tunnels().stream().anyMatch(tunnel -> tunnel.type().isOverIp());
        return isCarried ? List.of(uids.uid("tunnels " + flow.tunnels())) : List.of();
    }
}
