package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;

/**
 * What Linux's packet filter logs (LINKTYPE_NFLOG): fields of type, length and value, the packet among them. Fields begin at
 * multiples of four bytes. Their numbers are in the byte order of the capturing machine, nearly always little-endian.
 *
 * <pre>
 *   0        1         2          4
 *   | family | version | resource | fields
 *   0        2      4
 *   | length | type | value                       length includes these four bytes; type 9 is the packet
 * </pre>
 */
final class NflogHeader {
    private static final int LENGTH = 4;
    private static final int FIELD_HEADER_LENGTH = 4;
    private static final int PAYLOAD = 9;
    private static final int TYPE_MASK = 0x7FFF;
    private static final int MAX_FIELDS = 64;

    private NflogHeader() {}

    static boolean dissect(PacketView packet, Dissection into) {
        int captured = packet.capturedLength();
        if (captured < LENGTH) {
            return into.fail(PassReason.TRUNCATED_LINK_HEADER);
        }
        int offset = LENGTH;
        for (int count = 0; count < MAX_FIELDS; count++) {
            if (captured - offset < FIELD_HEADER_LENGTH) {
                return into.fail(PassReason.TRUNCATED_LINK_HEADER);
            }
            int length = u16(packet, offset);
            if ((u16(packet, offset + Short.BYTES) & TYPE_MASK) == PAYLOAD) {
                int payload = offset + FIELD_HEADER_LENGTH;
                return into.next(EtherType.byVersion(packet, payload), payload);
            }
            if (length < FIELD_HEADER_LENGTH) {
                return into.next(EtherType.NONE, offset);
            }
            offset += (length + 3) / 4 * 4;
        }
        return into.fail(PassReason.TOO_MANY_LINK_HEADERS);
    }

    private static int u16(PacketView packet, int offset) {
        return packet.u8(offset) | packet.u8(offset + 1) << Byte.SIZE;
    }
}
