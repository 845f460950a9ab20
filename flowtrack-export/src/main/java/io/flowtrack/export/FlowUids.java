package io.flowtrack.export;

import io.flowtrack.api.FlowRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Names flows as Zeek does: C and 17 letters and digits. The name is made of the flow's key, start and number, if it
 * has one, so the same input gives the same names.
 */
final class FlowUids {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final long RADIX = 62;
    private static final int FIRST_DIGITS = 9;
    private static final int SECOND_DIGITS = 8;
    private static final int NUMBER_BITS = 51;

    private final MessageDigest digest;

    FlowUids() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** The name of a flow. */
    String uid(FlowRecord<?> flow) {
        return uid(identity(flow));
    }

    private static String identity(FlowRecord<?> flow) {
        return flow.userState() instanceof FlowNumbered numbered
                ? identity(numbered.flowNumber(), flow.key(), flow.firstNanos())
                : flow.key() + " " + flow.firstNanos();
    }

    private static String identity(long flowNumber, Object key, long firstNanos) {
        return key + " " + firstNanos + " " + flowNumber;
    }

    /** The name of the flow of that number, key and time of its first packet. */
    String uid(long flowNumber, Object key, long firstNanos) {
        return uid(identity(flowNumber, key, firstNanos));
    }

    /** A number from 0 to 2^51 - 1, made of the same: as large as numbers in JSON may be for those who read them as doubles. */
    long number(FlowRecord<?> flow) {
        return hash(identity(flow)).getLong() >>> (Long.SIZE - NUMBER_BITS);
    }

    /** A name of the same kind for something else. */
    String uid(String text) {
        ByteBuffer hash = hash(text);
        byte[] uid = new byte[1 + FIRST_DIGITS + SECOND_DIGITS];
        uid[0] = 'C';
        put(uid, 1, FIRST_DIGITS, hash.getLong());
        put(uid, 1 + FIRST_DIGITS, SECOND_DIGITS, hash.getLong());
        return new String(uid, StandardCharsets.ISO_8859_1);
    }

    private ByteBuffer hash(String text) {
        return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Writes the last digits of an unsigned number, the last one first. */
    private static void put(byte[] target, int position, int digitCount, long bits) {
        long rest = Long.divideUnsigned(bits, RADIX);
        target[position] = (byte) DIGITS.charAt((int) (bits - rest * RADIX));
        for (int i = 1; i < digitCount; i++) {
            target[position + i] = (byte) DIGITS.charAt((int) (rest % RADIX));
            rest /= RADIX;
        }
    }
}
