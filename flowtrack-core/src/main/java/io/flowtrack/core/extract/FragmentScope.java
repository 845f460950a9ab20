package io.flowtrack.core.extract;

import io.flowtrack.api.PacketView;
import io.flowtrack.core.dissect.Dissection;

/** What the fragments of one datagram have in common beside what their own headers say. */
final class FragmentScope {
    /** Bits of a tunnel's type and id; VLAN ids have room above. */
    private static final int TUNNEL_BITS = 36;

    private FragmentScope() {}

    /**
     * A number for the VLANs, if they are in the key, and the tunnels of a fragment; these are then kept for its datagram.
     * Zeek tells no tunnels apart, so by its rules they count only if they are in the key.
     */
    static long of(PacketView packet, Dissection found, TupleOptions options) {
        long vlans = options.hasVlanIds() ? TupleWords.scope(found.outerVlanId(), found.innerVlanId()) : 0;
        return Long.rotateLeft(vlans, TUNNEL_BITS)
                ^ (found.tunnels().count() == 0 ? 0 : tunnels(packet, found, options));
    }

    private static long tunnels(PacketView packet, Dissection found, TupleOptions options) {
        found.tunnels().keep(packet);
        if (options.isZeek()) {
            return options.hasTunnelIds() ? found.tunnels().idWord() : 0;
        }
        return found.tunnels().keptScope();
    }
}
