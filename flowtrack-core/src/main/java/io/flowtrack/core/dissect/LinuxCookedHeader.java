package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;

/**
 * Linux cooked capture, as of the {@code any} device (LINKTYPE_LINUX_SLL, LINKTYPE_LINUX_SLL2).
 *
 * <pre>
 *   version 1   0             2          4                4+2       14         16
 *               | packet type | ARPHRD   | address length | address | protocol |
 *   version 2   0          2          4                 8        10            11               12        20
 *               | protocol | reserved | interface index | ARPHRD | packet type | address length | address |
 * </pre>
 */
final class LinuxCookedHeader {
    private static final int PROTOCOL_OFFSET_1 = 14;
    private static final int LENGTH_1 = 16;
    private static final int PROTOCOL_OFFSET_2 = 0;
    private static final int LENGTH_2 = 20;

    private LinuxCookedHeader() {}

    static boolean dissectVersion1(PacketView packet, Dissection into) {
        return dissect(packet, into, PROTOCOL_OFFSET_1, LENGTH_1);
    }

    static boolean dissectVersion2(PacketView packet, Dissection into) {
        return dissect(packet, into, PROTOCOL_OFFSET_2, LENGTH_2);
    }

    private static boolean dissect(PacketView packet, Dissection into, int protocolOffset, int length) {
        if (packet.capturedLength() < length) {
            return into.fail(PassReason.TRUNCATED_LINK_HEADER);
        }
        into.networkOffset = length;
        into.etherType = packet.u16(protocolOffset);
        return LinkHeaders.dissect(packet, into);
    }
}
