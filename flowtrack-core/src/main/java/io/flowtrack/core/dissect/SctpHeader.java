package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;

/**
 * The common header of SCTP (RFC 9260, section 3.1). Its chunks are the payload here.
 *
 * <pre>
 *   0             2                  4                  8          12
 *   | source port | destination port | verification tag | checksum |
 * </pre>
 */
final class SctpHeader {
    private static final int LENGTH = 12;

    private SctpHeader() {}

    static boolean dissect(PacketView packet, Dissection into) {
        if (!TransportLayer.has(LENGTH, packet, into)) {
            return false;
        }
        TransportLayer.ports(packet, into);
        TransportLayer.payload(packet, into, into.transportOffset + LENGTH);
        return true;
    }
}
