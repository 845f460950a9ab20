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
    static final int MIN_LENGTH = 20;
    private static final int FRAGMENT_OFFSET_MASK = 0x1FFF;
    private static final int OFFSET_AND_MORE_MASK = 0x3FFF;

    private Ipv4Header() {}

    /** Both addresses of the header at {@code offset}, raw bits: {@link #source} and {@link #destination} take them apart. */
    public static long addresses(PacketView packet, int offset) {
        return packet.i64(offset + SOURCE_OFFSET);
    }

    /** The source of both addresses. */
    public static int source(long addresses) {
        return (int) (addresses >>> Integer.SIZE);
    }

    /** The destination of both addresses. */
    public static int destination(long addresses) {
        return (int) addresses;
    }

    static boolean dissect(PacketView packet, Dissection into) {
        int offset = into.networkOffset;
        int captured = packet.capturedLength() - offset;
        if (captured < MIN_LENGTH) {
            return into.fail(PassReason.TRUNCATED_IP_HEADER);
        }
        int first = packet.i32(offset);
        int versionAndLength = first >>> 24;
        int headerLength = headerLength(versionAndLength);
        int length = totalLength(first & 0xFFFF, packet, offset);
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
        into.fragmentHeaderOffset = offset;
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

    /** Bytes of the packet by its header at {@code offset}, of which those of the fixed part are in hand; 0 if unsaid. */
    static int saidLength(PacketView packet, int offset) {
        return packet.u16(offset + TOTAL_LENGTH_OFFSET);
    }

    /** Whether the checksum of the header at {@code offset}, which was dissected, is right. */
    static boolean isChecksumRight(PacketView packet, int offset) {
        return InternetChecksum.isRight(InternetChecksum.sum(packet, offset, headerLength(packet.u8(offset))));
    }

    /** A length of 0 is what segmentation offload leaves in captured packets: they reach to the end of the frame. */
    private static int totalLength(int said, PacketView packet, int offset) {
        return said == 0 ? packet.wireLength() - offset : said;
    }
}
