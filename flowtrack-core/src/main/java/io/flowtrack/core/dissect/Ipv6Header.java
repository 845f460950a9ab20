package io.flowtrack.core.dissect;

import io.flowtrack.api.IpAddress;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;

/**
 * IPv6 (RFC 8200, section 3).
 *
 * <pre>
 *   0                            4                6             7           8        24            40
 *   | version, class, flow label | payload length | next header | hop limit | source | destination |
 * </pre>
 */
public final class Ipv6Header {
    /** Bytes of the header without its extensions. */
    public static final int LENGTH = 40;

    private static final int NO_NEXT_HEADER = 59;
    private static final int PAYLOAD_LENGTH_OFFSET = 4;
    static final int NEXT_HEADER_OFFSET = 6;
    static final int SOURCE_OFFSET = 8;
    static final int DESTINATION_OFFSET = 24;

    private Ipv6Header() {}

    /** First half of the source address of the header at {@code offset}. */
    public static long sourceHigh(PacketView packet, int offset) {
        return packet.i64(offset + SOURCE_OFFSET);
    }

    /** Second half of the source address of the header at {@code offset}. */
    public static long sourceLow(PacketView packet, int offset) {
        return packet.i64(offset + SOURCE_OFFSET + Long.BYTES);
    }

    /** First half of the destination address of the header at {@code offset}. */
    public static long destinationHigh(PacketView packet, int offset) {
        return packet.i64(offset + DESTINATION_OFFSET);
    }

    /** Second half of the destination address of the header at {@code offset}. */
    public static long destinationLow(PacketView packet, int offset) {
        return packet.i64(offset + DESTINATION_OFFSET + Long.BYTES);
    }

    static boolean dissect(PacketView packet, Dissection into) {
        int offset = into.networkOffset;
        if (packet.capturedLength() - offset < LENGTH) {
            return into.fail(PassReason.TRUNCATED_IP_HEADER);
        }
        int length = length(packet, offset);
        if (packet.u8(offset) >> 4 != IpAddress.IPV6) {
            return into.fail(PassReason.MALFORMED_IP_HEADER);
        }
        into.ipVersion = IpAddress.IPV6;
        into.ipLength = length;
        into.ipEnd = offset + length;
        into.isFragment = false;
        into.isLaterFragment = false;
        into.protocol = packet.u8(offset + NEXT_HEADER_OFFSET);
        into.transportOffset = offset + LENGTH;
        return IpExtensions.dissect(packet, into);
    }

    /** Whether the header at {@code offset}, which was dissected, says how long the packet is. */
    public static boolean saysLength(PacketView packet, int offset) {
        return packet.u16(offset + PAYLOAD_LENGTH_OFFSET) != 0;
    }

    /** Bytes of the packet by its header at {@code offset}, of which those up to the length are in hand. */
    static int saidLength(PacketView packet, int offset) {
        return LENGTH + packet.u16(offset + PAYLOAD_LENGTH_OFFSET);
    }

    /**
     * A payload length of 0 is that of a jumbogram (RFC 2675) or of segmentation offload, which reach to the end of the
     * frame; but that of a packet without any next header is true.
     */
    private static int length(PacketView packet, int offset) {
        int payloadLength = packet.u16(offset + PAYLOAD_LENGTH_OFFSET);
        boolean isUnsaid = payloadLength == 0 && packet.u8(offset + NEXT_HEADER_OFFSET) != NO_NEXT_HEADER;
        return isUnsaid ? packet.wireLength() - offset : LENGTH + payloadLength;
    }
}
