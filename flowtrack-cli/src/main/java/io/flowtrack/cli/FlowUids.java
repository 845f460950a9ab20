package io.flowtrack.cli;

import io.flowtrack.api.FlowRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Names flows as Zeek does: C and 17 letters and digits. The name is made of the flow's key, start and number, so the same
 * input gives the same names.
 */
final class FlowUids {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int FIRST_DIGITS = 9;
    private static final int SECOND_DIGITS = 8;

    private final MessageDigest digest;

    FlowUids() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** The name of a flow; the flow's number is that in order of beginning. */
    String uid(long flowNumber, FlowRecord<?> flow) {
        return uid(flowNumber, flow.key(), flow.firstNanos());
    }

    /** The name of the flow of that number, key and time of its first packet. */
    String uid(long flowNumber, Object key, long firstNanos) {
        return uid(key + " " + firstNanos + " " + flowNumber);
    }

    /** A name of the same kind for something else. */
    String uid(String text) {
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        StringBuilder uid = new StringBuilder("C");
        append(uid, hash.getLong(), FIRST_DIGITS);
        append(uid, hash.getLong(), SECOND_DIGITS);
        return uid.toString();
    }

    private static void append(StringBuilder target, long bits, int digitCount) {
        long rest = bits;
        for (int i = 0; i < digitCount; i++) {
            target.append(DIGITS.charAt((int) Long.remainderUnsigned(rest, DIGITS.length())));
            rest = Long.divideUnsigned(rest, DIGITS.length());
        }
    }
}
