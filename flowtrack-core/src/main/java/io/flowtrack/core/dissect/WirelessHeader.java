package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;

/**
 * IEEE 802.11 data frames (section 9.3.2.1) that are not encrypted. Of several packets in one frame (A-MSDU) the first is
 * found. Drivers may fill the header up to a multiple of four bytes; what lies behind shows whether they did.
 *
 * <pre>
 *   0               2          4           10          16          22         24            (30)           (32)
 *   | frame control | duration | address 1 | address 2 | address 3 | sequence | (address 4) | (QoS control) | (HT control) | LLC
 * </pre>
 */
final class WirelessHeader {
    private static final int LENGTH = 24;
    private static final int ADDRESS_LENGTH = 6;
    private static final int QOS_LENGTH = 2;
    private static final int HT_LENGTH = 4;
    private static final int SUBFRAME_HEADER_LENGTH = 14;

    private static final int TYPE_MASK = 0x0C;
    private static final int DATA = 0x08;
    private static final int NO_DATA = 0x40;
    private static final int QOS = 0x80;
    private static final int BETWEEN_STATIONS = 0x03;
    private static final int PROTECTED = 0x40;
    private static final int ORDER = 0x80;
    private static final int SEVERAL_PACKETS = 0x80;

    private WirelessHeader() {}

    static boolean dissect(PacketView packet, Dissection into, int offset) {
        into.networkOffset = offset;
        return step(packet, into) && LinkHeaders.dissect(packet, into);
    }

    /** Steps over the headers of 802.11 and LLC. */
    static boolean step(PacketView packet, Dissection into) {
        if (!LinkHeaders.has(LENGTH, packet, into)) {
            return false;
        }
        int offset = into.networkOffset;
        int control = packet.u8(offset);
        int flags = packet.u8(offset + 1);
        boolean carries = (control & TYPE_MASK) == DATA && (control & NO_DATA) == 0 && (flags & PROTECTED) == 0;
        if (!carries) {
            return into.next(EtherType.NONE, offset);
        }
        into.networkOffset += LENGTH + ((flags & BETWEEN_STATIONS) == BETWEEN_STATIONS ? ADDRESS_LENGTH : 0);
        if ((control & QOS) != 0 && !stepOverQos(packet, into, flags)) {
            return false;
        }
        int filled = offset + (into.networkOffset - offset + 3) / 4 * 4;
        if (!LlcHeader.isSnap(packet, into.networkOffset) && LlcHeader.isSnap(packet, filled)) {
            into.networkOffset = filled;
        }
        return LlcHeader.step(packet, into);
    }

    private static boolean stepOverQos(PacketView packet, Dissection into, int flags) {
        if (!LinkHeaders.has(QOS_LENGTH, packet, into)) {
            return false;
        }
        boolean hasSeveral = (packet.u8(into.networkOffset) & SEVERAL_PACKETS) != 0;
        into.networkOffset +=
                QOS_LENGTH + ((flags & ORDER) != 0 ? HT_LENGTH : 0) + (hasSeveral ? SUBFRAME_HEADER_LENGTH : 0);
        return true;
    }
}
