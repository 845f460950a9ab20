package io.flowtrack.core.dissect;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.PacketView;

/**
 * Where in a frame the addresses lie between which an IPv6 packet really runs, which are those that its transport's
 * checksum covers (RFC 8200, section 8.1). A mobile host's home address is in a destination option (RFC 6275, section
 * 6.3); the last destination of a packet that is still on its route is in a routing header: the last of the addresses of
 * type 0 (RFC 5095) and type 2 (RFC 6275, section 6.4), the first of those of segment routing (RFC 8754, section 2).
 *
 * <pre>
 *   0             1        2      3               4              8           24
 *   | next header | length | type | segments left | type's own   | address | address ...     routing
 *   | next header | length | option | its length | its data | option ...                     destination options
 * </pre>
 *
 * <p>Zeek does not know segment routing, and believes the others only if their length is right: whole addresses, one of type 2.
 */
final class Ipv6Route {
    private static final int ADDRESS_LENGTH = 16;

    private static final int TYPE_OFFSET = 2;
    private static final int SEGMENTS_LEFT_OFFSET = 3;
    private static final int FIRST_ADDRESS_OFFSET = 8;
    private static final int SOURCE_ROUTE = 0;
    private static final int HOME_ADDRESS_ROUTE = 2;
    private static final int SEGMENT_ROUTE = 4;

    private static final int OPTIONS_OFFSET = 2;
    private static final int PADDING_OF_ONE = 0;
    private static final int HOME_ADDRESS = 0xC9;

    private Ipv6Route() {}

    /** Offset of the address of who sent the packet, whose extension headers were walked. */
    static int sourceOffset(PacketView packet, Dissection found) {
        int protocol = packet.u8(found.networkOffset + Ipv6Header.NEXT_HEADER_OFFSET);
        int offset = found.networkOffset + Ipv6Header.LENGTH;
        while (offset < found.transportOffset) {
            int length = IpExtensions.length(protocol, packet.u8(offset + 1));
            if (protocol == IpExtensions.DESTINATION_OPTIONS) {
                int address = homeAddressOffset(packet, offset + OPTIONS_OFFSET, offset + length);
                if (address != Extraction.NO_OFFSET) {
                    return address;
                }
            }
            protocol = packet.u8(offset);
            offset += length;
        }
        return found.networkOffset + Ipv6Header.SOURCE_OFFSET;
    }

    private static int homeAddressOffset(PacketView packet, int optionsOffset, int end) {
        int offset = optionsOffset;
        while (offset < end - 1) {
            int option = packet.u8(offset);
            int length = packet.u8(offset + 1);
            if (option == HOME_ADDRESS && length == ADDRESS_LENGTH && offset + 2 + length <= end) {
                return offset + 2;
            }
            offset += option == PADDING_OF_ONE ? 1 : 2 + length;
        }
        return Extraction.NO_OFFSET;
    }

    /** Offset of the address where the packet, whose extension headers were walked, is to arrive at last. */
    static int destinationOffset(PacketView packet, Dissection found) {
        int protocol = packet.u8(found.networkOffset + Ipv6Header.NEXT_HEADER_OFFSET);
        int offset = found.networkOffset + Ipv6Header.LENGTH;
        while (offset < found.transportOffset) {
            int length = IpExtensions.length(protocol, packet.u8(offset + 1));
            if (protocol == IpExtensions.ROUTING) {
                int address = found.isZeek && !isRouteOfZeek(packet, offset, length)
                        ? Extraction.NO_OFFSET
                        : lastAddressOffset(packet, offset, length);
                if (address != Extraction.NO_OFFSET) {
                    return address;
                }
            }
            protocol = packet.u8(offset);
            offset += length;
        }
        return found.networkOffset + Ipv6Header.DESTINATION_OFFSET;
    }

    private static boolean isRouteOfZeek(PacketView packet, int offset, int length) {
        return switch (packet.u8(offset + TYPE_OFFSET)) {
            case SOURCE_ROUTE -> (length - FIRST_ADDRESS_OFFSET) % ADDRESS_LENGTH == 0;
            case HOME_ADDRESS_ROUTE -> length == FIRST_ADDRESS_OFFSET + ADDRESS_LENGTH;
            default -> false;
        };
    }

    private static int lastAddressOffset(PacketView packet, int offset, int length) {
        int addressCount = (length - FIRST_ADDRESS_OFFSET) / ADDRESS_LENGTH;
        if (packet.u8(offset + SEGMENTS_LEFT_OFFSET) == 0 || addressCount == 0) {
            return Extraction.NO_OFFSET;
        }
        int first = offset + FIRST_ADDRESS_OFFSET;
        return switch (packet.u8(offset + TYPE_OFFSET)) {
            case SOURCE_ROUTE, HOME_ADDRESS_ROUTE -> first + (addressCount - 1) * ADDRESS_LENGTH;
            case SEGMENT_ROUTE -> first;
            default -> Extraction.NO_OFFSET;
        };
    }
}
