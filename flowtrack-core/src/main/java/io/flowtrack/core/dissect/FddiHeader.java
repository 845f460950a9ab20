package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;

/**
 * FDDI (ISO 9314-2): frames of logical link control, and no others, lead on.
 *
 * <pre>
 *   0               1             7        13
 *   | frame control | destination | source | LLC
 * </pre>
 */
final class FddiHeader {
    private static final int DESTINATION_OFFSET = 1;
    private static final int LENGTH = 13;
    private static final int FORMAT_MASK = 0x30;
    private static final int LOGICAL_LINK_CONTROL = 0x10;

    private FddiHeader() {}

    static boolean dissect(PacketView packet, Dissection into) {
        into.networkOffset = 0;
        if (!LinkHeaders.has(LENGTH, packet, into)) {
            return false;
        }
        into.macOffset = DESTINATION_OFFSET;
        into.networkOffset = LENGTH;
        if ((packet.u8(0) & FORMAT_MASK) != LOGICAL_LINK_CONTROL) {
            return into.next(EtherType.NONE, LENGTH);
        }
        return LlcHeader.step(packet, into) && LinkHeaders.dissect(packet, into);
    }
}
