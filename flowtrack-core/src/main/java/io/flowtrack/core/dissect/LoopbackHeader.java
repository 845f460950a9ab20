package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;

/**
 * BSD loopback: a four-byte address family, in the capturing machine's byte order (LINKTYPE_NULL) or network byte order
 * (LINKTYPE_LOOP). Families are small numbers, so both orders can be told apart.
 */
final class LoopbackHeader {
    private static final int LENGTH = 4;
    private static final int AF_INET = 2;
    private static final int AF_INET6_LINUX = 10;
    private static final int AF_INET6_BSD = 24;
    private static final int AF_INET6_FREEBSD = 28;
    private static final int AF_INET6_DARWIN = 30;

    private LoopbackHeader() {}

    static boolean dissect(PacketView packet, Dissection into) {
        if (packet.capturedLength() < LENGTH) {
            return into.fail(PassReason.TRUNCATED_LINK_HEADER);
        }
        int family = packet.i32(0);
        into.networkOffset = LENGTH;
        into.etherType = etherType((family & 0xFFFF) == 0 ? Integer.reverseBytes(family) : family);
        return true;
    }

    private static int etherType(int family) {
        return switch (family) {
            case AF_INET -> EtherType.IPV4;
            case AF_INET6_LINUX, AF_INET6_BSD, AF_INET6_FREEBSD, AF_INET6_DARWIN -> EtherType.IPV6;
            default -> EtherType.NONE;
        };
    }
}
