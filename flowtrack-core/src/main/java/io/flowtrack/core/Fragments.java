package io.flowtrack.core;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackingRules;
import io.flowtrack.core.fragment.FragmentCounters;
import io.flowtrack.core.fragment.Reassembler;
import io.flowtrack.core.fragment.Rebuilt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a tracker does with packets of which its extractor says that they are fragments. */
final class Fragments {
    /** How many datagrams may come out of one another: fragments of tunnels, and of fragments. */
    private static final int MAX_LAYERS = 8;

    private final FlowExtractor<?> extractor;
    private final Extraction found;
    private final TrackerCounters counters;
    private final Reassembler reassembler;
    private final List<PacketView> pieces = new ArrayList<>();

    /** For packets that {@code extractor} has just put into {@code found}. */
    Fragments(FlowExtractor<?> extractor, Extraction found, TrackerCounters counters, TrackerConfig config) {
        this.extractor = extractor;
        this.found = found;
        this.counters = counters;
        this.reassembler = new Reassembler(config.reassembly(), config.rules() == TrackingRules.ZEEK);
        reconfigure(config);
    }

    void reconfigure(TrackerConfig config) {
        boolean isZeek = config.rules() == TrackingRules.ZEEK;
        announce(config, found);
        reassembler.reconfigure(config.reassembly(), isZeek);
    }

    /** Says in an extraction which fragments are put together. */
    static void announce(TrackerConfig config, Extraction found) {
        found.fragments().reassembling(config.reassembly().isOn(), config.rules() != TrackingRules.ZEEK);
    }

    /**
     * Takes a packet that the extractor did not find a flow of. If it is a fragment and its datagram is whole now, the
     * extractor has put that into {@code found}; otherwise the packet is held, or counted as passed over.
     */
    @Nullable Rebuilt take(PacketView packet, long nowNanos) {
        pieces.clear();
        PacketView piece = packet;
        Rebuilt datagram = null;
        for (int layer = 0; found.fragments().isFragment() && layer < MAX_LAYERS; layer++) {
            datagram = reassembler.take(piece, found, datagram, Math.max(nowNanos, packet.timestampNanos()));
            if (datagram == null) {
                return null;
            }
            piece = datagram.packet();
            pieces.add(piece);
            found.reset();
            if (extractor.extract(piece, found)) {
                return datagram;
            }
        }
        PassReason reason = found.fragments().isFragment() ? PassReason.TOO_MANY_IP_EXTENSIONS : found.passReason();
        counters.straysPassedOver(reason, datagram);
        return null;
    }

    /** The datagrams that came out of one another in the last call of {@link #take}, the outermost first. */
    List<PacketView> pieces() {
        return pieces;
    }

    /** Gives up the datagrams that are out of time by then. */
    void expire(long nowNanos) {
        reassembler.expire(nowNanos);
    }

    /** Gives up all datagrams. */
    void flush() {
        reassembler.flush();
    }

    FragmentCounters counters() {
        return reassembler.counters();
    }
}
