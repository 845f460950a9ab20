package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;

/**
 * The tag by which a switch and its port extenders name virtual interfaces (Cisco VN-Tag).
 *
 * <pre>
 *   0                    2                    4      6
 *   | target interface   | source interface   | type |
 * </pre>
 */
final class VnTag {
    private static final int TYPE_OFFSET = 4;
    private static final int LENGTH = 6;

    private VnTag() {}

    static boolean step(PacketView packet, Dissection into) {
        if (!LinkHeaders.has(LENGTH, packet, into)) {
            return false;
        }
        int offset = into.networkOffset;
        return into.next(packet.u16(offset + TYPE_OFFSET), offset + LENGTH);
    }
}
