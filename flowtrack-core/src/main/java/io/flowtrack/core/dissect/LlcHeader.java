package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;

/**
 * Logical link control (IEEE 802.2), and the sub-network access protocol (RFC 1042) in it.
 *
 * <pre>
 *   0      1      2         3              6      8
 *   | DSAP | SSAP | control | organisation | type |
 *   |  AA  |  AA  |    03   |              |      |     SNAP
 *   |  06  |  06  |    03   |                           IPv4 right behind
 * </pre>
 */
final class LlcHeader {
    private static final int LENGTH = 3;
    private static final int SNAP_LENGTH = 8;
    private static final int SNAP = 0xAAAA03;
    private static final int IPV4 = 0x060603;
    private static final int ORGANISATION_OFFSET = 3;
    private static final int TYPE_OFFSET = 6;
    /** Organisation 0 gives an EtherType, and so does that of bridges to Token Ring (IEEE 802.1H). */
    private static final int BRIDGE_TUNNEL = 0x0000F8;

    private LlcHeader() {}

    static boolean step(PacketView packet, Dissection into) {
        if (!LinkHeaders.has(LENGTH, packet, into)) {
            return false;
        }
        int offset = into.networkOffset;
        int header = u24(packet, offset);
        if (header == IPV4) {
            return into.next(EtherType.IPV4, offset + LENGTH);
        }
        if (header != SNAP) {
            return into.next(EtherType.NONE, offset);
        }
        if (!LinkHeaders.has(SNAP_LENGTH, packet, into)) {
            return false;
        }
        int organisation = u24(packet, offset + ORGANISATION_OFFSET);
        int type = packet.u16(offset + TYPE_OFFSET);
        boolean isEtherType = (organisation == 0 || organisation == BRIDGE_TUNNEL) && type >= EtherType.LOWEST;
        return into.next(isEtherType ? type : EtherType.NONE, offset + SNAP_LENGTH);
    }

    /** Whether an LLC header that announces SNAP lies there. */
    static boolean isSnap(PacketView packet, int offset) {
        return packet.capturedLength() - offset >= LENGTH && u24(packet, offset) == SNAP;
    }

    private static int u24(PacketView packet, int offset) {
        return packet.u16(offset) << Byte.SIZE | packet.u8(offset + Short.BYTES);
    }
}
