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

    /** Of a frame whose link layer was found. */
    static void vlanIds(Dissection from, Extraction into) {
        if ((from.outerVlanId() | from.innerVlanId()) != 0) {
            into.vlanIds(from.outerVlanId(), from.innerVlanId());
        }
    }

    /** Of a frame whose transport layer was found. */
    static void transport(PacketView packet, Dissection from, Extraction into) {
        into.headers(from.networkOffset(), from.ipLength(), from.transportOffset());
        payload(packet, from.payloadOffset(), from.payloadLength(), into);
    }

    /** Of payload that begins there and has that many bytes, whatever the capture kept of it. */
    static void payload(PacketView packet, int offset, int length, Extraction into) {
        int captured = packet.capturedLength();
        into.payload(Math.min(offset, captured), Math.max(0, Math.min(length, captured - offset)), length);
    }

    /** Of a frame that carries TCP, from the header at {@code offset} to the payload. */
    static void tcp(PacketView packet, int offset, int payloadOffset, Extraction into) {
        int control = TcpHeader.control(packet, offset);
        int flags = TcpHeader.flags(control);
        long numbers = TcpHeader.numbers(packet, offset);
        into.transport(Transport.TCP)
                .tcp(flags, TcpHeader.sequence(numbers), TcpHeader.acknowledgement(numbers), TcpHeader.window(control));
        tcpOptions(packet, offset, payloadOffset, flags, into);
    }

    /** Of the options between the fixed part of the TCP header at {@code offset} and the payload. */
    static void tcpOptions(PacketView packet, int offset, int payloadOffset, int flags, Extraction into) {
        int options = offset + TcpHeader.MIN_LENGTH;
        if (payloadOffset > options) {
            int end = Math.min(payloadOffset, packet.capturedLength());
            TcpOptions.read(packet, options, end, (flags & TcpFlags.SYN) != 0, into);
        }
    }
}
