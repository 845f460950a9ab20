package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;
import io.flowtrack.api.TunnelType;

/**
 * User data of GTP version 1 (3GPP TS 29.281, section 5). The inner IP packet must fit exactly, as other messages on these
 * ports may look alike.
 *
 * <pre>
 *   0                1      2        4     8          10      11
 *   | version, flags | type | length | TEID | sequence | N-PDU | next extension |       the last 4 bytes if any flag is set
 *   | length | ...                              | next extension |                      extension: length in words of 4 bytes
 * </pre>
 */
final class GtpHeader {
    private static final int VERSION_AND_PROTOCOL_MASK = 0xF0;
    private static final int VERSION_1_GTP = 0x30;
    private static final int FLAGS_MASK = 0x07;
    private static final int HAS_EXTENSION = 0x04;
    private static final int TYPE_OFFSET = 1;
    private static final int USER_DATA = 255;
    private static final int ENDPOINT_OFFSET = 4;
    private static final int LENGTH = 8;
    private static final int OPTIONAL_LENGTH = 4;
    private static final int WORD_SHIFT = 2;
    private static final int MAX_EXTENSIONS = 8;

    private GtpHeader() {}

    static boolean open(PacketView packet, Dissection outer, Dissection inner) {
        int offset = outer.payloadOffset;
        if (outer.payloadEnd(packet) - offset < LENGTH) {
            return false;
        }
        int first = packet.u8(offset);
        boolean isUserData =
                (first & VERSION_AND_PROTOCOL_MASK) == VERSION_1_GTP && packet.u8(offset + TYPE_OFFSET) == USER_DATA;
        int payload = isUserData ? payloadOffset(packet, outer, first & FLAGS_MASK) : 0;
        if (payload == 0 || !fits(packet, payload, outer)) {
            return false;
        }
        inner.tunnels.add(TunnelType.GTP_U, outer.networkOffset, packet.u32(offset + ENDPOINT_OFFSET));
        return inner.next(EtherType.byVersion(packet, payload), payload);
    }

    /** Steps over the extension headers; 0 if they are cut, empty or too many. */
    private static int payloadOffset(PacketView packet, Dissection outer, int flags) {
        int end = outer.payloadEnd(packet);
        int offset = outer.payloadOffset + LENGTH + (flags == 0 ? 0 : OPTIONAL_LENGTH);
        if (offset >= end) {
            return 0;
        }
        int next = (flags & HAS_EXTENSION) == 0 ? 0 : packet.u8(offset - 1);
        for (int count = 0; next != 0; count++) {
            int length = packet.u8(offset) << WORD_SHIFT;
            offset += length;
            if (length == 0 || offset >= end || count == MAX_EXTENSIONS) {
                return 0;
            }
            next = packet.u8(offset - 1);
        }
        return offset;
    }

    private static boolean fits(PacketView packet, int offset, Dissection outer) {
        if (packet.capturedLength() - offset < Ipv4Header.MIN_LENGTH) {
            return false;
        }
        int length = outer.payloadOffset + outer.payloadLength - offset;
        return switch (EtherType.byVersion(packet, offset)) {
            case EtherType.IPV4 -> Ipv4Header.saidLength(packet, offset) == length || outer.isFragment;
            case EtherType.IPV6 -> Ipv6Header.saidLength(packet, offset) == length || outer.isFragment;
            default -> false;
        };
    }
}
