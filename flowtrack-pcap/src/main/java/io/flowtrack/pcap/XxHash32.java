package io.flowtrack.pcap;

/**
 * XXH32 with seed 0, the checksum of LZ4 frames: four lanes take four bytes each in turn, and the rest is mixed in at the
 * end. Bytes may come in pieces.
 */
final class XxHash32 {
    private static final int PRIME_1 = 0x9E3779B1;
    private static final int PRIME_2 = 0x85EBCA77;
    private static final int PRIME_3 = 0xC2B2AE3D;
    private static final int PRIME_4 = 0x27D4EB2F;
    private static final int PRIME_5 = 0x165667B1;

    private static final int STRIPE_LENGTH = 16;

    private final byte[] pending = new byte[STRIPE_LENGTH];
    private int pendingLength;
    private long totalLength;
    /** Prime 1 and prime 2, added. */
    private int lane1 = 0x24234428;

    private int lane2 = PRIME_2;
    private int lane3;
    private int lane4 = -PRIME_1;

    /** The checksum of these bytes alone. */
    static int of(byte[] bytes, int offset, int length) {
        XxHash32 hash = new XxHash32();
        hash.update(bytes, offset, length);
        return hash.value();
    }

    void update(byte[] bytes, int offset, int length) {
        totalLength += length;
        int index = offset;
        int end = offset + length;
        if (pendingLength > 0) {
            int count = Math.min(length, STRIPE_LENGTH - pendingLength);
            System.arraycopy(bytes, index, pending, pendingLength, count);
            pendingLength += count;
            index += count;
            if (pendingLength == STRIPE_LENGTH) {
                stripe(pending, 0);
                pendingLength = 0;
            }
        }
        while (end - index >= STRIPE_LENGTH) {
            stripe(bytes, index);
            index += STRIPE_LENGTH;
        }
        if (index < end) {
            System.arraycopy(bytes, index, pending, 0, end - index);
            pendingLength = end - index;
        }
    }

    private void stripe(byte[] bytes, int index) {
        lane1 = round(lane1, i32(bytes, index));
        lane2 = round(lane2, i32(bytes, index + 4));
        lane3 = round(lane3, i32(bytes, index + 8));
        lane4 = round(lane4, i32(bytes, index + 12));
    }

    private static int round(int lane, int input) {
        return Integer.rotateLeft(lane + input * PRIME_2, 13) * PRIME_1;
    }

    /** The checksum of all bytes so far. */
    int value() {
        int hash = totalLength < STRIPE_LENGTH
                ? PRIME_5
                : Integer.rotateLeft(lane1, 1)
                        + Integer.rotateLeft(lane2, 7)
                        + Integer.rotateLeft(lane3, 12)
                        + Integer.rotateLeft(lane4, 18);
        hash += (int) totalLength;
        int index = 0;
        for (; index + Integer.BYTES <= pendingLength; index += Integer.BYTES) {
            hash = Integer.rotateLeft(hash + i32(pending, index) * PRIME_3, 17) * PRIME_4;
        }
        for (; index < pendingLength; index++) {
            hash = Integer.rotateLeft(hash + (pending[index] & 0xFF) * PRIME_5, 11) * PRIME_1;
        }
        hash = (hash ^ (hash >>> 15)) * PRIME_2;
        hash = (hash ^ (hash >>> 13)) * PRIME_3;
        return hash ^ (hash >>> 16);
    }

    /** Four bytes of an array, the lowest first. */
    static int i32(byte[] bytes, int index) {
        return (bytes[index] & 0xFF)
                | ((bytes[index + 1] & 0xFF) << 8)
                | ((bytes[index + 2] & 0xFF) << 16)
                | (bytes[index + 3] << 24);
    }
}
