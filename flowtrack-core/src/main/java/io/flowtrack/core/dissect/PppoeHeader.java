package io.flowtrack.core.dissect;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TunnelType;

/**
 * The session stage of PPPoE (RFC 2516, section 4).
 *
 * <pre>
 *   0               1      2         4        6
 *   | version, type | code | session | length | PPP
 * </pre>
 */
final class PppoeHeader {
    private static final int VERSION_1_TYPE_1_DATA = 0x1100;
    private static final int SESSION_OFFSET = 2;
    private static final int LENGTH = 6;

    private PppoeHeader() {}

    static boolean step(PacketView packet, Dissection into) {
        if (!LinkHeaders.has(LENGTH, packet, into)) {
            return false;
        }
        int offset = into.networkOffset;
        if (packet.u16(offset) != VERSION_1_TYPE_1_DATA) {
            return into.next(EtherType.NONE, offset);
        }
        into.tunnels.add(TunnelType.PPPOE, Extraction.NO_OFFSET, packet.u16(offset + SESSION_OFFSET));
        return into.next(EtherType.PPP, offset + LENGTH);
    }
}
