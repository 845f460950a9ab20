package io.flowtrack.core;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.PacketView;
import io.flowtrack.core.fragment.Rebuilt;
import io.flowtrack.core.tcp.TcpSegment;
import org.jspecify.annotations.Nullable;

/**
 * A packet on its way through the loop: its bytes, and what the extractor found in them. Used again for packet after packet;
 * references are written only where they change, because the collector notes each that is.
 */
final class Arrival {
    private final Extraction facts = new Extraction();
    private final TcpSegment segment = new TcpSegment(facts);
    private final FlowPacket view = new FlowPacket();
    private PacketView packet = new PacketView();
    private @Nullable Rebuilt datagram;
    private int hash;

    /** Starts anew with a packet that nothing was found in yet. */
    Arrival of(PacketView newPacket) {
        at(newPacket);
        facts.reset();
        return this;
    }

    /** Starts anew with a packet of which the facts are. */
    @SuppressWarnings("ReferenceEquality") // the same view, wherever it is pointed now
    void at(PacketView newPacket) {
        if (packet != newPacket) {
            packet = newPacket;
        }
        if (datagram != null) {
            datagram = null;
        }
    }

    /** Goes on as the datagram that it made whole, of which the facts are by now. */
    void becomes(Rebuilt whole) {
        packet = whole.packet();
        datagram = whole;
    }

    PacketView packet() {
        return packet;
    }

    /** What this was put together from; null for a packet as it was captured. */
    @Nullable Rebuilt datagram() {
        return datagram;
    }

    /** What the extractor found. */
    Extraction facts() {
        return facts;
    }

    /** The facts, as a connection asks about them. */
    TcpSegment segment() {
        return segment;
    }

    /** The facts, as a listener is shown them. */
    FlowPacket view() {
        return view;
    }

    /** The hash of the flow's identity. */
    int hash() {
        return hash;
    }

    void hash(int newHash) {
        hash = newHash;
    }
}
