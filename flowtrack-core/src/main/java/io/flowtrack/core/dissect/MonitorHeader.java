package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;

/**
 * What a wireless card says of a frame of 802.11, in front of it: only its length is of interest here.
 *
 * <pre>
 *   radiotap   0         1     2        4                  length is little-endian
 *              | version | pad | length | ...
 *   AVS        0         4        8                        version is 80 21 10 01 or 02
 *              | version | length | ...
 *   Prism      0         4        8                        in the byte order of the capturing machine
 *              | message | length | ...
 * </pre>
 */
final class MonitorHeader {
    private static final int RADIOTAP_LENGTH_OFFSET = 2;
    private static final int SHORTEST = 8;
    private static final int AVS_VERSION = 0x8021_1000;
    private static final int AVS_VERSION_MASK = 0xFFFF_F000;
    private static final int LONGEST = 0xFFFF;

    private MonitorHeader() {}

    static boolean dissectRadiotap(PacketView packet, Dissection into) {
        into.networkOffset = 0;
        if (!LinkHeaders.has(SHORTEST, packet, into)) {
            return false;
        }
        if (packet.u8(0) != 0) {
            return into.next(EtherType.NONE, 0);
        }
        int length = packet.u8(RADIOTAP_LENGTH_OFFSET) | packet.u8(RADIOTAP_LENGTH_OFFSET + 1) << Byte.SIZE;
        return frame(packet, into, length);
    }

    /** Prism's, or AVS, which took its place: the version tells. */
    static boolean dissectPrism(PacketView packet, Dissection into) {
        into.networkOffset = 0;
        if (!LinkHeaders.has(SHORTEST, packet, into)) {
            return false;
        }
        int length = packet.i32(Integer.BYTES);
        boolean isReversed =
                (packet.i32(0) & AVS_VERSION_MASK) != AVS_VERSION && Integer.compareUnsigned(length, LONGEST) > 0;
        return frame(packet, into, isReversed ? Integer.reverseBytes(length) : length);
    }

    private static boolean frame(PacketView packet, Dissection into, int headerLength) {
        if (headerLength < SHORTEST || headerLength > LONGEST) {
            return into.next(EtherType.NONE, 0);
        }
        return WirelessHeader.dissect(packet, into, headerLength);
    }
}
