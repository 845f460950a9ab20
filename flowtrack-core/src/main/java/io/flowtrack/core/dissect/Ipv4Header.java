package io.flowtrack.core.dissect;

import io.flowtrack.api.IpAddress;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;

/**
 * IPv4 (RFC 791, section 3.1).
 *
 * <pre>
 *   0               1     2              4      6                       8     9          10         12       16            20
 *   | version, IHL | DSCP | total length | id   | flags, fragment offset | TTL | protocol | checksum | source | destination | options
 * </pre>
 */
public final class Ipv4Header {
    private static final int TOTAL_LENGTH_OFFSET = 2;
    private static final int FRAGMENT_OFFSET = 6;
    private static final int PROTOCOL_OFFSET = 9;
    static final int SOURCE_OFFSET = 12;
    private static final int DESTINATION_OFFSET = 16;
    private static final int MIN_LENGTH = 20;
    private static final int FRAGMENT_OFFSET_MASK = 0x1FFF;
    private static final int OFFSET_AND_MORE_MASK = 0x3FFF;

    private Ipv4Header() {}

    /** Source address of the header at {@code offset}, raw bits. */
    public static int source(PacketView packet, int offset) {
        return packet.i32(offset + SOURCE_OFFSET);
    }

    /** Destination address of the header at {@code offset}, raw bits. */
    public static int destination(PacketView packet, int offset) {
        return packet.i32(offset + DESTINATION_OFFSET);
    }

    static boolean dissect(PacketView packet, Dissection into) {
        int offset = into.networkOffset;
        int captured = packet.capturedLength() - offset;
        if (captured < MIN_LENGTH) {
            return into.fail(PassReason.TRUNCATED_IP_HEADER);
        }
        int versionAndLength = packet.u8(offset);
        int headerLength = headerLength(versionAndLength);
        int length = totalLength(packet, offset);
        boolean isPlausible =
                versionAndLength >> 4 == IpAddress.IPV4 && headerLength >= MIN_LENGTH && length >= headerLength;
        if (!isPlausible) {
            return into.fail(PassReason.MALFORMED_IP_HEADER);
        }
        if (captured < headerLength) {
            return into.fail(PassReason.TRUNCATED_IP_HEADER);
        }
        int fragment = packet.u16(offset + FRAGMENT_OFFSET);
        into.ipVersion = IpAddress.IPV4;
        into.ipLength = length;
        into.ipEnd = offset + length;
        into.isFragment = (fragment & OFFSET_AND_MORE_MASK) != 0;
        into.isLaterFragment = (fragment & FRAGMENT_OFFSET_MASK) != 0;
        into.protocol = packet.u8(offset + PROTOCOL_OFFSET);
        into.transportOffset = offset + headerLength;
        return IpExtensions.dissect(packet, into);
    }

    private static int headerLength(int versionAndLength) {
        return (versionAndLength & 0xF) << 2;
    }

    /** Whether the header at {@code offset}, which was dissected, says how long the packet is. */
    public static boolean saysLength(PacketView packet, int offset) {
        return packet.u16(offset + TOTAL_LENGTH_OFFSET) != 0;
    }

    /** Whether the checksum of the header at {@code offset}, which was dissected, is right. */
    static boolean isChecksumRight(PacketView packet, int offset) {
        return InternetChecksum.isRight(InternetChecksum.sum(packet, offset, headerLength(packet.u8(offset))));
    }

    /** A length of 0 is what segmentation offload leaves in captured packets: they reach to the end of the frame. */
    private static int totalLength(PacketView packet, int offset) {
        int length = packet.u16(offset + TOTAL_LENGTH_OFFSET);
        return length == 0 ? packet.wireLength() - offset : length;
    }
}
