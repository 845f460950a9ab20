package io.flowtrack.core.dissect;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TunnelType;

/**
 * The service tag of provider backbone bridging (IEEE 802.1ah, I-TAG), with the customer's whole frame behind it.
 *
 * <pre>
 *   0              1         4
 *   | flags        | service | Ethernet
 * </pre>
 */
final class BackboneTag {
    private static final int LENGTH = 4;
    private static final int SERVICE_MASK = 0xFF_FFFF;

    private BackboneTag() {}

    static boolean step(PacketView packet, Dissection into) {
        if (!LinkHeaders.has(LENGTH, packet, into)) {
            return false;
        }
        int offset = into.networkOffset;
        into.tunnels.add(TunnelType.PBB, Extraction.NO_OFFSET, packet.i32(offset) & SERVICE_MASK);
        return into.next(EtherType.ETHERNET, offset + LENGTH);
    }
}
