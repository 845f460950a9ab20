package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;

/**
 * UDP (RFC 768) and UDP-Lite (RFC 3828), whose length field covers only the checksum.
 *
 * <pre>
 *   0             2                  4        6          8
 *   | source port | destination port | length | checksum |
 * </pre>
 */
final class UdpHeader {
    private static final int LENGTH_OFFSET = 4;
    private static final int LENGTH = 8;

    private UdpHeader() {}

    /**
     * The payload ends where UDP's length says, if that is within the IP packet. A length of 0 is that of a jumbogram (RFC
     * 2675) or of segmentation offload; the length of a first fragment reaches beyond it.
     */
    static boolean dissect(PacketView packet, Dissection into) {
        if (!dissectLite(packet, into)) {
            return false;
        }
        int length = packet.u16(into.transportOffset + LENGTH_OFFSET);
        if (length != 0) {
            if (length < LENGTH) {
                return into.fail(PassReason.MALFORMED_TRANSPORT_HEADER);
            }
            into.payloadLength = Math.min(into.payloadLength, length - LENGTH);
        }
        return true;
    }

    /** Bytes of payload by the length of a header that was dissected, whatever the IP packet holds. */
    static int saidPayloadLength(PacketView packet, Dissection found) {
        return Math.max(0, packet.u16(found.transportOffset + LENGTH_OFFSET) - LENGTH);
    }

    static boolean dissectLite(PacketView packet, Dissection into) {
        if (!TransportLayer.has(LENGTH, packet, into)) {
            return false;
        }
        TransportLayer.ports(packet, into);
        TransportLayer.payload(packet, into, into.transportOffset + LENGTH);
        return true;
    }
}
