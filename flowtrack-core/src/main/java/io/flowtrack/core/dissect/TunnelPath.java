package io.flowtrack.core.dissect;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.Tunnel;
import io.flowtrack.api.TunnelType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the packet that was found in a frame is carried in, outermost first; refilled for every frame. */
public final class TunnelPath {
    /** More than the limits of depth and of link headers let in, but for frames that are made to be odd. */
    private static final int MOST = 32;

    private static final int TYPE_SHIFT = 32;

    /** In place of an offset: the packet is gone, and what is known of it was kept. */
    private static final int KEPT = -2;

    private static final Tunnel NOTHING_KEPT = new Tunnel(TunnelType.IP_IN_IP, null, null, Tunnel.NO_ID);

    private final TunnelType[] types = new TunnelType[MOST];
    private final int[] outerOffsets = new int[MOST];
    private final long[] ids = new long[MOST];
    private final Tunnel[] kept = new Tunnel[MOST];
    private int count;
    private int depth;
    private long hash;

    TunnelPath() {
        Arrays.fill(types, TunnelType.IP_IN_IP);
        Arrays.fill(kept, NOTHING_KEPT);
    }

    void clear() {
        count = 0;
        depth = 0;
        hash = 0;
    }

    /** Adds one inside of those that are there; beyond the limit it is only counted as depth. */
    void add(TunnelType type, int outerOffset, long id) {
        if (outerOffset != Extraction.NO_OFFSET) {
            depth++;
        }
        if (count < MOST) {
            types[count] = type;
            outerOffsets[count] = outerOffset;
            ids[count] = id;
            count++;
        }
    }

    /** Adds all of another path inside of those that are there, and takes its hash into account. */
    void addAll(TunnelPath inner, long outerHash) {
        for (int i = 0; i < inner.count; i++) {
            add(inner.types[i], inner.outerOffsets[i], inner.ids[i]);
        }
        hash = (hash ^ outerHash) * 0x9E37_79B9_7F4A_7C15L;
    }

    /** Keeps all that is known of it beyond the packet: a datagram put together from this one and others goes on from there. */
    public void keep(PacketView packet) {
        for (int i = 0; i < count; i++) {
            if (outerOffsets[i] != KEPT) {
                kept[i] = tunnel(i, packet);
                outerOffsets[i] = KEPT;
            }
        }
    }

    /** Begins that of such a datagram: what was kept, or nothing. */
    void beginRebuilt() {
        if (count > 0 && outerOffsets[count - 1] != KEPT) {
            clear();
        }
    }

    /**
     * After {@link #keep}, a number for what the fragments of one datagram have in common: types, outer addresses as they
     * run, and ids. Labels of MPLS and ports of UDP do not count: both may be chosen by what a fragment carries, to spread
     * load, and only the first one has ports. 0 for none.
     */
    @SuppressWarnings("EnumOrdinal") // of meaning within one run of the program
    public long keptScope() {
        long scope = 0;
        for (int i = 0; i < count; i++) {
            Tunnel tunnel = kept[i];
            if (tunnel.type() != TunnelType.MPLS) {
                scope = IpTunnels.mixed(scope + tunnel.type().ordinal());
                scope = mixed(mixed(IpTunnels.mixed(scope ^ tunnel.id()), tunnel.source()), tunnel.destination());
            }
        }
        return scope;
    }

    private static long mixed(long scope, @Nullable IpAddress address) {
        return address == null ? scope : IpTunnels.mixed(IpTunnels.mixed(scope ^ address.high()) ^ address.low());
    }

    /** How many things the packet is carried in. */
    public int count() {
        return count;
    }

    /** How many of them are over IP. */
    int depth() {
        return depth;
    }

    /** A number for this way through tunnels over IP, the same in both directions; 0 for none. */
    public long hash() {
        return hash;
    }

    boolean has(TunnelType type) {
        for (int i = 0; i < count; i++) {
            if (types[i] == type) {
                return true;
            }
        }
        return false;
    }

    /**
     * Type and id of the innermost that has an id, as one number; 0 for none. Labels of MPLS do not count: each direction has
     * its own, and they change on the way.
     */
    @SuppressWarnings("EnumOrdinal") // taken apart by the same run of the same program
    public long idWord() {
        for (int i = count - 1; i >= 0; i--) {
            if (ids[i] != Tunnel.NO_ID && types[i] != TunnelType.MPLS) {
                return (types[i].ordinal() + 1L) << TYPE_SHIFT | ids[i];
            }
        }
        return 0;
    }

    /** All of them, to be kept. */
    public List<Tunnel> tunnels(PacketView packet) {
        List<Tunnel> tunnels = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tunnels.add(tunnel(i, packet));
        }
        return List.copyOf(tunnels);
    }

    private Tunnel tunnel(int index, PacketView packet) {
        int offset = outerOffsets[index];
        if (offset == KEPT) {
            return kept[index];
        }
        return offset == Extraction.NO_OFFSET
                ? new Tunnel(types[index], null, null, ids[index])
                : new Tunnel(types[index], address(packet, offset, true), address(packet, offset, false), ids[index]);
    }

    private static IpAddress address(PacketView packet, int offset, boolean isSource) {
        if (packet.u8(offset) >> 4 == IpAddress.IPV4) {
            long both = Ipv4Header.addresses(packet, offset);
            return IpAddress.ofIpv4(isSource ? Ipv4Header.source(both) : Ipv4Header.destination(both));
        }
        return isSource
                ? IpAddress.ofIpv6(Ipv6Header.sourceHigh(packet, offset), Ipv6Header.sourceLow(packet, offset))
                : IpAddress.ofIpv6(
                        Ipv6Header.destinationHigh(packet, offset), Ipv6Header.destinationLow(packet, offset));
    }
}
