package io.flowtrack.core.fragment;

import java.nio.ByteBuffer;

/** Makes the headers of a datagram from those of its first fragment. */
final class DatagramHeader {
    private static final int IPV4 = 4;
    private static final int IPV4_LENGTH_OFFSET = 2;
    private static final int IPV4_FRAGMENT_OFFSET = 6;
    private static final int IPV4_CHECKSUM_OFFSET = 10;

    private static final int IPV6_LENGTH = 40;
    private static final int IPV6_LENGTH_OFFSET = 4;
    private static final int IPV6_NEXT_HEADER_OFFSET = 6;
    private static final int FRAGMENT = 44;
    private static final int AUTHENTICATION = 51;

    private DatagramHeader() {}

    /** Makes the last header of an IPv6 packet announce that protocol, in place of a fragment header that is taken out. */
    static void announce(int protocol, byte[] header) {
        int field = IPV6_NEXT_HEADER_OFFSET;
        int offset = IPV6_LENGTH;
        while (offset < header.length) {
            int kind = header[field] & 0xFF;
            int units = header[offset + 1] & 0xFF;
            field = offset;
            offset += switch (kind) {
                case FRAGMENT -> 8;
                case AUTHENTICATION -> 8 + (units << 2);
                default -> 8 + (units << 3);
            };
        }
        header[field] = (byte) protocol;
    }

    /** Whether a datagram of that many bytes behind that header is not too long. */
    static boolean fits(byte[] header, int length) {
        int counted = isIpv4(header) ? header.length : header.length - IPV6_LENGTH;
        return counted + length <= 0xFFFF;
    }

    /** Writes the header of a whole datagram of that many bytes: its length, and for IPv4 a right checksum. */
    static void write(byte[] header, int length, ByteBuffer into) {
        into.put(0, header);
        if (isIpv4(header)) {
            into.putShort(IPV4_LENGTH_OFFSET, (short) (header.length + length))
                    .putShort(IPV4_FRAGMENT_OFFSET, (short) 0)
                    .putShort(IPV4_CHECKSUM_OFFSET, (short) 0);
            into.putShort(IPV4_CHECKSUM_OFFSET, (short) checksum(into, header.length));
        } else {
            into.putShort(IPV6_LENGTH_OFFSET, (short) (header.length - IPV6_LENGTH + length));
        }
    }

    static boolean isIpv4(byte[] header) {
        return header[0] >> 4 == IPV4;
    }

    private static int checksum(ByteBuffer bytes, int length) {
        int sum = 0;
        for (int i = 0; i < length; i += Short.BYTES) {
            sum += bytes.getShort(i) & 0xFFFF;
        }
        sum = (sum & 0xFFFF) + (sum >>> Short.SIZE);
        sum = (sum & 0xFFFF) + (sum >>> Short.SIZE);
        return ~sum;
    }
}
