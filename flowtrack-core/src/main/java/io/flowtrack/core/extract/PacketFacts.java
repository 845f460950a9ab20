package io.flowtrack.core.extract;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.Transport;
import io.flowtrack.core.dissect.Dissection;
import io.flowtrack.core.dissect.Dissector;
import io.flowtrack.core.dissect.TcpHeader;

/** Carries what the tracker follows from a dissection into an extraction. */
final class PacketFacts {
    private PacketFacts() {}

    /** Of a frame whose network layer was found, for flows that do not care whether there is a transport layer. */
    static void networkOrTransport(PacketView packet, Dissection found, Extraction into) {
        if (Dissector.transport(packet, found)) {
            transport(packet, found, into);
        } else {
            into.headers(found.networkOffset(), found.ipLength(), Extraction.NO_OFFSET);
        }
    }

    /** Of a frame whose transport layer was found. */
    static void transport(PacketView packet, Dissection from, Extraction into) {
        into.headers(from.networkOffset(), from.ipLength(), from.transportOffset());
        int length = from.payloadLength();
        int inHand = packet.capturedLength() - from.payloadOffset();
        into.payload(
                Math.min(from.payloadOffset(), packet.capturedLength()), Math.max(0, Math.min(length, inHand)), length);
    }

    /** Of a frame that carries TCP. */
    static void tcp(PacketView packet, Dissection from, Extraction into) {
        int offset = from.transportOffset();
        into.transport(Transport.TCP)
                .tcp(
                        TcpHeader.flags(packet, offset),
                        TcpHeader.sequence(packet, offset),
                        TcpHeader.acknowledgement(packet, offset),
                        TcpHeader.window(packet, offset));
    }
}
