package io.flowtrack.core.dissect;

import io.flowtrack.api.IpAddress;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;

/**
 * The headers between an IP header and its transport header: IPv6 extension headers (RFC 8200, section 4), and the
 * authentication header of either version (RFC 4302). All begin alike, and count their length in other units.
 *
 * <pre>
 *   0             1          2                 4                8
 *   | next header | length   | ...                                hop-by-hop, routing, destination options: 8 + 8 x length
 *   | next header | length   | ...                                authentication: 8 + 4 x length
 *   | next header | reserved | fragment offset | identification | fragment
 * </pre>
 *
 * <p>Zeek knows the authentication header only in IPv6, walks any number of headers, and stops at one that the capture cut:
 * that one's number is then the protocol, and what is left of it the payload.
 */
final class IpExtensions {
    private static final int HOP_BY_HOP = 0;
    static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int ENCRYPTED = 50;
    private static final int AUTHENTICATION = 51;
    static final int DESTINATION_OPTIONS = 60;

    private static final int MIN_LENGTH = 8;
    private static final int FRAGMENT_OFFSET = 2;
    private static final int OFFSET_AND_MORE_MASK = 0xFFF9;
    private static final int MAX_HEADERS = 8;

    private IpExtensions() {}

    /** Steps over the headers from {@code transportOffset} on, while {@code protocol} announces one. */
    static boolean dissect(PacketView packet, Dissection into) {
        for (int count = 0; isExtension(into) && !into.isLaterFragment; count++) {
            if (count == MAX_HEADERS && !into.isZeek) {
                return into.fail(PassReason.TOO_MANY_IP_EXTENSIONS);
            }
            if (into.isZeek && !isWhole(into.protocol, packet, into)) {
                return true;
            }
            if (!step(packet, into)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the capture has all of a header of that protocol that begins at {@code transportOffset}. */
    static boolean isWhole(int protocol, PacketView packet, Dissection found) {
        int inHand = packet.capturedLength() - found.transportOffset;
        return inHand >= MIN_LENGTH && inHand >= length(protocol, packet.u8(found.transportOffset + 1));
    }

    private static boolean isExtension(Dissection of) {
        return switch (of.protocol) {
            case AUTHENTICATION -> !of.isZeek || of.ipVersion == IpAddress.IPV6;
            case HOP_BY_HOP, ROUTING, FRAGMENT, DESTINATION_OPTIONS -> of.ipVersion == IpAddress.IPV6;
            default -> false;
        };
    }

    private static boolean step(PacketView packet, Dissection into) {
        int offset = into.transportOffset;
        int inHand = Math.min(packet.capturedLength(), end(packet, into)) - offset;
        if (inHand < MIN_LENGTH) {
            return into.fail(PassReason.TRUNCATED_IP_EXTENSION);
        }
        int length = length(into.protocol, packet.u8(offset + 1));
        if (inHand < length) {
            return into.fail(PassReason.TRUNCATED_IP_EXTENSION);
        }
        if (into.protocol == FRAGMENT) {
            int fragment = packet.u16(offset + FRAGMENT_OFFSET);
            into.isLaterFragment = fragment >> 3 != 0;
            if (!into.isFragment) {
                into.isFragment = (fragment & OFFSET_AND_MORE_MASK) != 0;
                into.fragmentHeaderOffset = offset;
            }
        }
        into.protocol = packet.u8(offset);
        into.transportOffset = offset + length;
        return true;
    }

    /** End of the packet; for Zeek that of one without a length is its IPv6 header's. */
    private static int end(PacketView packet, Dissection found) {
        return found.isZeek ? found.networkOffset + Ipv6Header.saidLength(packet, found.networkOffset) : found.ipEnd;
    }

    /** Bytes of such a header, by its second byte. */
    static int length(int protocol, int lengthField) {
        return switch (protocol) {
            case FRAGMENT, ENCRYPTED -> MIN_LENGTH;
            case AUTHENTICATION -> MIN_LENGTH + (lengthField << 2);
            default -> MIN_LENGTH + (lengthField << 3);
        };
    }
}
