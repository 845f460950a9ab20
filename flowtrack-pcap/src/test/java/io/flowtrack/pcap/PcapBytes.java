package io.flowtrack.pcap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A classic pcap file put together by hand, field by field, so that reading is not tested with our own writer. */
final class PcapBytes {
    static final int MICROS = 0xA1B2C3D4;
    static final int NANOS = 0xA1B23C4D;
    static final int FILE_HEADER_LENGTH = 24;
    static final int PACKET_HEADER_LENGTH = 16;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final List<Integer> ends = new ArrayList<>();
    private final ByteOrder order;

    private PcapBytes(ByteOrder order) {
        this.order = order;
    }

    /** Version 2.4, Ethernet, little-endian, microseconds, snap length 65535. */
    static PcapBytes ethernet() {
        return of(ByteOrder.LITTLE_ENDIAN, MICROS, 2, 4, 1);
    }

    static PcapBytes of(ByteOrder order, int magic, int major, int minor, int linkField) {
        PcapBytes bytes = new PcapBytes(order);
        bytes.append(FILE_HEADER_LENGTH)
                .putInt(0, magic)
                .putShort(4, (short) major)
                .putShort(6, (short) minor)
                .putInt(16, 65535)
                .putInt(20, linkField);
        bytes.flush();
        return bytes;
    }

    private ByteBuffer pending = ByteBuffer.allocate(0);

    private ByteBuffer append(int length) {
        pending = ByteBuffer.allocate(length).order(order);
        return pending;
    }

    private void flush() {
        file.writeBytes(pending.array());
    }

    /** A packet that is whole: both lengths are that of the body. */
    PcapBytes packet(long seconds, long fraction, byte[] body) {
        return packet(seconds, fraction, body.length, body.length, body);
    }

    /** A packet with both lengths, in the order of the file, whatever the body is. */
    PcapBytes packet(long seconds, long fraction, long firstLength, long secondLength, byte[] body) {
        append(PACKET_HEADER_LENGTH)
                .putInt(0, (int) seconds)
                .putInt(4, (int) fraction)
                .putInt(8, (int) firstLength)
                .putInt(12, (int) secondLength);
        flush();
        return raw(body);
    }

    /** Bytes as they are. */
    PcapBytes raw(byte... bytes) {
        file.writeBytes(bytes);
        ends.add(file.size());
        return this;
    }

    /** Packets of random bytes, lengths 0 to {@code maxLength}. */
    PcapBytes randomPackets(Random random, int count, int maxLength) {
        for (int i = 0; i < count; i++) {
            byte[] body = new byte[random.nextInt(maxLength + 1)];
            random.nextBytes(body);
            packet(1_700_000_000L + i, random.nextInt(1_000_000), body.length, body.length + random.nextInt(9), body);
        }
        return this;
    }

    /** Where each packet ends, bytes from the start. */
    List<Integer> ends() {
        return List.copyOf(ends);
    }

    byte[] toArray() {
        return file.toByteArray();
    }

    /** A body of that length, each byte its index. */
    static byte[] body(int length) {
        byte[] body = new byte[length];
        for (int i = 0; i < length; i++) {
            body[i] = (byte) i;
        }
        return body;
    }
}
