package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;

/**
 * The extension headers between an IPv6 header and its transport header (RFC 8200, section 4; authentication: RFC 4302).
 * All begin alike, and count their length in other units.
 *
 * <pre>
 *   0             1        2          4
 *   | next header | length | ...                                hop-by-hop, routing, destination options: 8 + 8 x length
 *   | next header | length | ...                                authentication: 8 + 4 x length
 *   | next header | 0      | offset   | identification          fragment: 8
 * </pre>
 */
final class Ipv6Extensions {
    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int AUTHENTICATION = 51;
    private static final int DESTINATION_OPTIONS = 60;

    private static final int MIN_LENGTH = 8;
    private static final int FRAGMENT_OFFSET = 2;
    private static final int MAX_HEADERS = 8;

    private Ipv6Extensions() {}

    /** Steps over the headers from {@code transportOffset} on, while {@code protocol} announces one. */
    static boolean dissect(PacketView packet, Dissection into) {
        for (int count = 0; isExtension(into.protocol) && !into.isLaterFragment; count++) {
            if (count == MAX_HEADERS) {
                return into.fail(PassReason.TOO_MANY_IP_EXTENSIONS);
            }
            if (!step(packet, into)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isExtension(int protocol) {
        return switch (protocol) {
            case HOP_BY_HOP, ROUTING, FRAGMENT, AUTHENTICATION, DESTINATION_OPTIONS -> true;
            default -> false;
        };
    }

    private static boolean step(PacketView packet, Dissection into) {
        int offset = into.transportOffset;
        int end = Math.min(packet.capturedLength(), into.ipEnd);
        if (end - offset < MIN_LENGTH) {
            return into.fail(PassReason.TRUNCATED_IP_EXTENSION);
        }
        int length = length(into.protocol, packet.u8(offset + 1));
        if (end - offset < length) {
            return into.fail(PassReason.TRUNCATED_IP_EXTENSION);
        }
        if (into.protocol == FRAGMENT) {
            int field = packet.u16(offset + FRAGMENT_OFFSET);
            into.isLaterFragment = field >> 3 != 0;
            into.isFragment = into.isLaterFragment || (field & 1) != 0;
        }
        into.protocol = packet.u8(offset);
        into.transportOffset = offset + length;
        return true;
    }

    private static int length(int protocol, int lengthField) {
        return switch (protocol) {
            case FRAGMENT -> MIN_LENGTH;
            case AUTHENTICATION -> MIN_LENGTH + (lengthField << 2);
            default -> MIN_LENGTH + (lengthField << 3);
        };
    }
}
