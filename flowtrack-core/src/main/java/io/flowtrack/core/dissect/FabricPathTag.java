package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;

/**
 * Cisco FabricPath: an outer Ethernet header whose type announces a tag, and the whole frame behind it.
 *
 * <pre>
 *   0           2
 *   | tree, TTL | Ethernet
 * </pre>
 */
final class FabricPathTag {
    private static final int LENGTH = 2;

    private FabricPathTag() {}

    static boolean step(PacketView packet, Dissection into) {
        return LinkHeaders.has(LENGTH, packet, into) && into.next(EtherType.ETHERNET, into.networkOffset + LENGTH);
    }
}
