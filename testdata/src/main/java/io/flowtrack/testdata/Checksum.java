package io.flowtrack.testdata;

import io.flowtrack.api.IpAddress;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The checksums of IP and its transports: the Internet checksum (RFC 1071) with the pseudo-headers of RFC 9293,
 * section 3.1, and RFC 8200, section 8.1; and the CRC32c of SCTP.
 */
final class Checksum {
    private static final int IPV4_PSEUDO_HEADER_LENGTH = 12;
    private static final int IPV6_PSEUDO_HEADER_LENGTH = 40;

    private Checksum() {}

    /** The Internet checksum of these bytes, 0 to 65535. Over bytes that hold a correct checksum it is 0. */
    static int internet(byte[]... parts) {
        long sum = 0;
        for (byte[] part : parts) {
            sum += sum(part);
        }
        while (sum >>> Short.SIZE != 0) {
            sum = (sum & 0xFFFF) + (sum >>> Short.SIZE);
        }
        return (int) ~sum & 0xFFFF;
    }

    /** Every part but the last has an even number of bytes; a missing last byte counts as 0. */
    private static long sum(byte[] part) {
        long sum = 0;
        for (int i = 0; i < part.length; i++) {
            sum += (part[i] & 0xFFL) << (i % 2 == 0 ? Byte.SIZE : 0);
        }
        return sum;
    }

    /** The bytes that a transport sums in front of its own. */
    static byte[] pseudoHeader(IpAddress source, IpAddress destination, int protocol, int length) {
        if (source.version() == IpAddress.IPV4) {
            return ByteBuffer.allocate(IPV4_PSEUDO_HEADER_LENGTH)
                    .putInt((int) source.low())
                    .putInt((int) destination.low())
                    .putShort((short) protocol)
                    .putShort((short) length)
                    .array();
        }
        return ByteBuffer.allocate(IPV6_PSEUDO_HEADER_LENGTH)
                .putLong(source.high())
                .putLong(source.low())
                .putLong(destination.high())
                .putLong(destination.low())
                .putInt(length)
                .putInt(protocol)
                .array();
    }

    /** The CRC32c in the byte order in which SCTP sends it (RFC 9260, appendix A). */
    static int crc32c(byte[] packet) {
        CRC32C crc = new CRC32C();
        crc.update(packet);
        return Integer.reverseBytes((int) crc.getValue());
    }
}
