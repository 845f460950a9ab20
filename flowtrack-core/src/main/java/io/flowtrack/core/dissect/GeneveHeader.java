package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;
import io.flowtrack.api.TunnelType;

/**
 * GENEVE (RFC 8926, section 3.4).
 *
 * <pre>
 *   0                         1       2      4         7          8
 *   | version, options length | flags | type | network | reserved | options      options: in words of 4 bytes
 * </pre>
 */
final class GeneveHeader {
    private static final int VERSION_SHIFT = 6;
    private static final int OPTIONS_MASK = 0x3F;
    private static final int OPTIONS_SHIFT = 2;
    private static final int TYPE_OFFSET = 2;
    private static final int NETWORK_OFFSET = 4;
    private static final int LENGTH = 8;

    private GeneveHeader() {}

    static boolean open(PacketView packet, Dissection outer, Dissection inner) {
        int offset = outer.payloadOffset;
        int inHand = outer.payloadEnd(packet) - offset;
        if (inHand < LENGTH) {
            return false;
        }
        int first = packet.u8(offset);
        int length = LENGTH + ((first & OPTIONS_MASK) << OPTIONS_SHIFT);
        int type = packet.u16(offset + TYPE_OFFSET);
        if (first >> VERSION_SHIFT != 0 || inHand < length || type < EtherType.LOWEST) {
            return false;
        }
        inner.tunnels.add(TunnelType.GENEVE, outer.networkOffset, packet.u32(offset + NETWORK_OFFSET) >>> Byte.SIZE);
        return inner.next(type, offset + length);
    }
}
