package io.flowtrack.pcap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A pcapng file put together by hand, block by block. */
final class PcapNgBytes {
    static final int COMMENT = 1;
    static final int IF_TSRESOL = 9;
    static final int IF_TSOFFSET = 14;

    private static final int BLOCK_FRAME_LENGTH = 12;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    /** A little-endian section with one Ethernet interface, snap length 262144, microseconds. */
    static PcapNgBytes ethernet() {
        return new PcapNgBytes().section(ByteOrder.LITTLE_ENDIAN).device(1, 262_144);
    }

    /** A section header; what follows is in its byte order. */
    PcapNgBytes section(ByteOrder newOrder, byte[]... options) {
        order = newOrder;
        return block(0x0A0D0D0A, join(numbers(16).putInt(0x1A2B3C4D).putShort((short) 1), list(options)));
    }

    /** An interface description. */
    PcapNgBytes device(int linkType, int snapLength, byte[]... options) {
        return block(
                1,
                join(numbers(8).putShort((short) linkType).putShort((short) 0).putInt(snapLength), list(options)));
    }

    /** An enhanced packet block that is whole. */
    PcapNgBytes packet(int device, long ticks, byte[] body, byte[]... options) {
        return packet(device, ticks, body.length, body.length, body, list(options));
    }

    /** An enhanced packet block with any lengths. */
    PcapNgBytes packet(int device, long ticks, int captured, int original, byte[] body, byte[] options) {
        return block(
                6,
                join(
                        numbers(20)
                                .putInt(device)
                                .putInt((int) (ticks >>> 32))
                                .putInt((int) ticks)
                                .putInt(captured)
                                .putInt(original),
                        padded(body),
                        options));
    }

    /** The old packet block. */
    PcapNgBytes oldPacket(int device, int dropped, long ticks, byte[] body, byte[]... options) {
        return block(
                2,
                join(
                        numbers(20)
                                .putShort((short) device)
                                .putShort((short) dropped)
                                .putInt((int) (ticks >>> 32))
                                .putInt((int) ticks)
                                .putInt(body.length)
                                .putInt(body.length),
                        padded(body),
                        list(options)));
    }

    /** A simple packet block. */
    PcapNgBytes simplePacket(int original, byte[] body) {
        return block(3, join(numbers(4).putInt(original), padded(body)));
    }

    /** Any block, framed by its type and its lengths. */
    PcapNgBytes block(int type, byte[] body) {
        return block(type, BLOCK_FRAME_LENGTH + body.length, body, BLOCK_FRAME_LENGTH + body.length);
    }

    /** Any block with any two lengths. */
    PcapNgBytes block(int type, int length, byte[] body, int trailer) {
        return raw(join(
                numbers(8).putInt(type).putInt(length), body, join(numbers(4).putInt(trailer))));
    }

    /** Bytes as they are. */
    PcapNgBytes raw(byte... bytes) {
        file.writeBytes(bytes);
        return this;
    }

    /** An option in the byte order of the section. */
    byte[] option(int code, byte... value) {
        return join(numbers(4).putShort((short) code).putShort((short) value.length), padded(value));
    }

    byte[] comment(String text) {
        return option(COMMENT, text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] resolution(int code) {
        return option(IF_TSRESOL, (byte) code);
    }

    byte[] timeOffset(long seconds) {
        return option(IF_TSOFFSET, join(numbers(8).putLong(seconds)));
    }

    int length() {
        return file.size();
    }

    byte[] toArray() {
        return file.toByteArray();
    }

    private ByteBuffer numbers(int length) {
        return ByteBuffer.allocate(length).order(order);
    }

    /** The options and, if there are any, their end. */
    private static byte[] list(byte[]... options) {
        byte[] all = join(ByteBuffer.allocate(0), options);
        return all.length == 0 ? all : Arrays.copyOf(all, all.length + 4);
    }

    private static byte[] padded(byte[] value) {
        return Arrays.copyOf(value, (value.length + 3) & ~3);
    }

    private static byte[] join(ByteBuffer first, byte[]... rest) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(bytes(first));
        for (byte[] part : rest) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.rewind().get(bytes);
        return bytes;
    }
}
