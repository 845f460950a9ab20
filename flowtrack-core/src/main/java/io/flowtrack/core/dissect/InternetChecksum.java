package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;

/**
 * The Internet checksum (RFC 1071): the ones' complement sum of 16-bit words. Such a sum may be taken of wider words and
 * folded at the end; here it grows by 32 bits at a time in a long, which no packet fills.
 */
final class InternetChecksum {
    private static final long LOW_HALF = 0xFFFF_FFFFL;
    private static final int ALL_ONES = 0xFFFF;

    private InternetChecksum() {}

    /** The sum, not folded, of bytes that are in hand. A missing last byte counts as 0. */
    static long sum(PacketView packet, int offset, int length) {
        int end = offset + length;
        int at = offset;
        long sum = 0;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long word = packet.i64(at);
            sum += (word >>> Integer.SIZE) + (word & LOW_HALF);
        }
        return at == end ? sum : sum + rest(packet, at, end);
    }

    private static long rest(PacketView packet, int offset, int end) {
        int at = offset;
        long sum = 0;
        for (; at <= end - Short.BYTES; at += Short.BYTES) {
            sum += packet.u16(at);
        }
        return at == end ? sum : sum + ((long) packet.u8(at) << Byte.SIZE);
    }

    /** Whether that sum, of bytes with their checksum among them, is that of a right one. */
    static boolean isRight(long sum) {
        long folded = (sum >>> Integer.SIZE) + (sum & LOW_HALF);
        folded = (folded >>> Short.SIZE) + (folded & ALL_ONES);
        folded = (folded >>> Short.SIZE) + (folded & ALL_ONES);
        folded = (folded >>> Short.SIZE) + (folded & ALL_ONES);
        return folded == ALL_ONES;
    }
}
