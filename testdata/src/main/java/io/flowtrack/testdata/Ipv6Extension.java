package io.flowtrack.testdata;

import java.nio.ByteBuffer;

/** An extension header, as RFC 8200, section 4, and RFC 4302 lay them out; legal, and without effect. */
public final class Ipv6Extension {
    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int AUTHENTICATION = 51;
    private static final int DESTINATION_OPTIONS = 60;

    private static final int UNIT = 8;
    private static final int PAD_N = 1;
    private static final int PAD_OFFSET = 2;
    private static final int AUTHENTICATION_LENGTH = 24;
    private static final int WORD = 4;

    private final int protocol;
    private final byte[] bytes;

    private Ipv6Extension(int protocol, byte[] bytes) {
        this.protocol = protocol;
        this.bytes = bytes;
    }

    /** Hop-by-hop options, all padding: this many times 8 bytes, 1 to 32. */
    public static Ipv6Extension hopByHop(int units) {
        return new Ipv6Extension(HOP_BY_HOP, padding(units));
    }

    /** Destination options, all padding: this many times 8 bytes, 1 to 32. */
    public static Ipv6Extension destinationOptions(int units) {
        return new Ipv6Extension(DESTINATION_OPTIONS, padding(units));
    }

    /** A routing header with no segments left, so that the destination is the final one: 8 bytes. */
    public static Ipv6Extension routing() {
        return new Ipv6Extension(ROUTING, new byte[UNIT]);
    }

    /**
     * A fragment header: 8 bytes.
     *
     * @param offset bytes in front of it in the whole packet, a multiple of 8
     */
    public static Ipv6Extension fragment(int offset, boolean more, int identification) {
        byte[] bytes = ByteBuffer.allocate(UNIT)
                .putShort((short) 0)
                .putShort((short) (offset | (more ? 1 : 0)))
                .putInt(identification)
                .array();
        return new Ipv6Extension(FRAGMENT, bytes);
    }

    /** An authentication header with a check value of 12 zero bytes: 24 bytes. */
    public static Ipv6Extension authentication() {
        byte[] bytes = ByteBuffer.allocate(AUTHENTICATION_LENGTH)
                .put((byte) 0)
                .put((byte) (AUTHENTICATION_LENGTH / WORD - 2))
                .putShort((short) 0)
                .putInt(1)
                .putInt(1)
                .array();
        return new Ipv6Extension(AUTHENTICATION, bytes);
    }

    int protocol() {
        return protocol;
    }

    /** The header, with what follows it in its first byte. */
    byte[] bytes(int nextProtocol) {
        byte[] header = bytes.clone();
        header[0] = (byte) nextProtocol;
        return header;
    }

    private static byte[] padding(int units) {
        byte[] bytes = new byte[units * UNIT];
        bytes[1] = (byte) (units - 1);
        int offset = PAD_OFFSET;
        while (offset < bytes.length) {
            int length = Math.min(bytes.length - offset, 0xFF);
            bytes[offset] = PAD_N;
            bytes[offset + 1] = (byte) (length - 2);
            offset += length;
        }
        return bytes;
    }
}
