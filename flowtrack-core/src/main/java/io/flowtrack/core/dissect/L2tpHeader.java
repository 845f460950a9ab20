package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;
import io.flowtrack.api.TunnelType;

/**
 * Data messages of L2TP: version 2 over UDP with PPP (RFC 2661, section 3.1), version 3 over UDP or IP with Ethernet (RFC
 * 3931, section 4.1). Nothing in a message of version 3 says how long its cookie is, nor whether a word of its own follows;
 * the first place where an Ethernet frame is likely is taken.
 *
 * <pre>
 *   version 2   | flags, version | length | tunnel | session | sent, expected | padding length, padding | PPP     2 bytes each
 *   version 3   | flags, version | reserved | session (4) | cookie (0, 4, 8) | word (0, 4) | Ethernet             over UDP
 *                                           | session (4) | cookie (0, 4, 8) | word (0, 4) | Ethernet             over IP
 * </pre>
 */
final class L2tpHeader {
    private static final int CONTROL = 0x8000;
    private static final int HAS_LENGTH = 0x4000;
    private static final int HAS_SEQUENCE = 0x0800;
    private static final int HAS_PADDING = 0x0200;
    private static final int VERSION_MASK = 0xF;
    private static final int VERSION_2 = 2;
    private static final int VERSION_3 = 3;
    private static final int FLAGS_LENGTH = 2;
    private static final int FLAGS_LENGTH_3 = 4;
    private static final int IDS_LENGTH = 4;
    private static final int LONGEST_BEFORE_PADDING = 14;
    private static final int LONGEST_COOKIE_AND_WORD = 12;

    private L2tpHeader() {}

    static boolean open(PacketView packet, Dissection outer, Dissection inner) {
        int offset = outer.payloadOffset;
        if (outer.payloadEnd(packet) - offset < LONGEST_BEFORE_PADDING) {
            return false;
        }
        int flags = packet.u16(offset);
        if ((flags & CONTROL) != 0) {
            return false;
        }
        return switch (flags & VERSION_MASK) {
            case VERSION_2 -> openVersion2(packet, outer, inner, flags);
            case VERSION_3 -> openSession(packet, outer, inner, offset + FLAGS_LENGTH_3);
            default -> false;
        };
    }

    private static boolean openVersion2(PacketView packet, Dissection outer, Dissection inner, int flags) {
        int ids = outer.payloadOffset + FLAGS_LENGTH + ((flags & HAS_LENGTH) != 0 ? Short.BYTES : 0);
        int offset = ids + IDS_LENGTH + ((flags & HAS_SEQUENCE) != 0 ? 2 * Short.BYTES : 0);
        if ((flags & HAS_PADDING) != 0) {
            offset += Short.BYTES + packet.u16(offset);
        }
        inner.tunnels.add(TunnelType.L2TP, outer.networkOffset, packet.u32(ids));
        return inner.next(EtherType.PPP, offset);
    }

    static boolean openOverIp(PacketView packet, Dissection outer, Dissection inner) {
        return openSession(packet, outer, inner, outer.payloadOffset);
    }

    /** A session of 0 is that of control messages. */
    private static boolean openSession(PacketView packet, Dissection outer, Dissection inner, int offset) {
        int end = outer.payloadEnd(packet);
        if (end - offset < IDS_LENGTH || packet.i32(offset) == 0) {
            return false;
        }
        int first = offset + IDS_LENGTH;
        for (int frame = first; frame <= first + LONGEST_COOKIE_AND_WORD; frame += Integer.BYTES) {
            if (EthernetHeader.isLikely(packet, frame, end)) {
                inner.tunnels.add(TunnelType.L2TPV3, outer.networkOffset, packet.u32(offset));
                return inner.next(EtherType.ETHERNET, frame);
            }
        }
        return false;
    }
}
