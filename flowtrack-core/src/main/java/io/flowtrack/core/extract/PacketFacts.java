package io.flowtrack.core.extract;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TcpFlags;
import io.flowtrack.api.Transport;
import io.flowtrack.core.dissect.Checksums;
import io.flowtrack.core.dissect.Dissection;
import io.flowtrack.core.dissect.Dissector;
import io.flowtrack.core.dissect.TcpHeader;
import io.flowtrack.core.dissect.TcpOptions;

/** Carries what the tracker follows from a dissection into an extraction. */
final class PacketFacts {
    private PacketFacts() {}

    /** Of a frame whose network layer was found, for flows that do not care whether there is a transport layer. */
    static void networkOrTransport(PacketView packet, Checksums checksums, Dissection found, Extraction into) {
        if (Dissector.transport(packet, found)) {
            transport(packet, found, into);
            into.badChecksum(checksums.isTransportWrong(packet, found));
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
        int control = TcpHeader.control(packet, offset);
        int flags = TcpHeader.flags(control);
        long numbers = TcpHeader.numbers(packet, offset);
        into.transport(Transport.TCP)
                .tcp(flags, TcpHeader.sequence(numbers), TcpHeader.acknowledgement(numbers), TcpHeader.window(control));
        int options = offset + TcpHeader.MIN_LENGTH;
        if (from.payloadOffset() > options) {
            int end = Math.min(from.payloadOffset(), packet.capturedLength());
            TcpOptions.read(packet, options, end, (flags & TcpFlags.SYN) != 0, into);
        }
    }
}
