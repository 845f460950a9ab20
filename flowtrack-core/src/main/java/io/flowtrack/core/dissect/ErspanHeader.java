package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;
import io.flowtrack.api.Tunnel;
import io.flowtrack.api.TunnelType;

/**
 * What a switch mirrors through GRE (draft-foschiano-erspan-03): in type I the frame alone, in types II and III a header in
 * front of it. Type II is told from type I by GRE's sequence number.
 *
 * <pre>
 *   0               2                4                8             12
 *   | version, VLAN | class, session | index          |                        II
 *   | version, VLAN | class, session | timestamp      | ...     O |  8 more     III: the last bit says whether there are more
 * </pre>
 */
final class ErspanHeader {
    private static final int SESSION_OFFSET = 2;
    private static final int SESSION_MASK = 0x03FF;
    private static final int LENGTH_2 = 8;
    private static final int LENGTH_3 = 12;
    private static final int FLAGS_OFFSET_3 = 11;
    private static final int MORE = 1;
    private static final int MORE_LENGTH = 8;

    private ErspanHeader() {}

    static boolean open(PacketView packet, Dissection outer, Dissection inner, int offset, boolean isVersion2) {
        if (!isVersion2) {
            inner.tunnels.add(TunnelType.ERSPAN, outer.networkOffset, Tunnel.NO_ID);
            return inner.next(EtherType.ETHERNET, offset);
        }
        return outer.payloadEnd(packet) - offset >= LENGTH_2 && frame(packet, outer, inner, offset, LENGTH_2);
    }

    static boolean openVersion3(PacketView packet, Dissection outer, Dissection inner, int offset) {
        if (outer.payloadEnd(packet) - offset < LENGTH_3) {
            return false;
        }
        boolean hasMore = (packet.u8(offset + FLAGS_OFFSET_3) & MORE) != 0;
        return frame(packet, outer, inner, offset, LENGTH_3 + (hasMore ? MORE_LENGTH : 0));
    }

    private static boolean frame(PacketView packet, Dissection outer, Dissection inner, int offset, int length) {
        int session = packet.u16(offset + SESSION_OFFSET) & SESSION_MASK;
        inner.tunnels.add(TunnelType.ERSPAN, outer.networkOffset, session);
        return inner.next(EtherType.ETHERNET, offset + length);
    }
}
