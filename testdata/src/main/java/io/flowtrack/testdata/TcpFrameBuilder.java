package io.flowtrack.testdata;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Builds a TCP segment. Without further words: no flags, numbers 0, window 65535, no options. */
public final class TcpFrameBuilder extends IpFrameBuilder<TcpFrameBuilder> {
    private static final int PROTOCOL = 6;
    private static final int HEADER_LENGTH = 20;
    private static final int CHECKSUM_OFFSET = 16;
    private static final int WORD = 4;
    private static final int MOST_OPTIONS = 40;
    private static final int NO_OPERATION = 1;
    private static final int MSS = 2;
    private static final int WINDOW_SCALE = 3;
    private static final int SACK_PERMITTED = 4;
    private static final int SACK = 5;
    private static final int TIMESTAMPS = 8;

    private final ByteArrayOutputStream options = new ByteArrayOutputStream();
    private int flags;
    private int sequence;
    private int acknowledgement;
    private int window = 0xFFFF;
    private int urgentPointer;
    private int claimedDataOffsetWords = -1;

    TcpFrameBuilder(Endpoint source, Endpoint destination) {
        super(source, destination);
    }

    /** The flags, as {@link io.flowtrack.api.TcpFlags} names them. */
    public TcpFrameBuilder flags(int flags) {
        this.flags = flags;
        return this;
    }

    /** The sequence number: 32 bits, raw. */
    public TcpFrameBuilder sequence(int sequence) {
        this.sequence = sequence;
        return this;
    }

    /** The acknowledgement number: 32 bits, raw. */
    public TcpFrameBuilder acknowledgement(int acknowledgement) {
        this.acknowledgement = acknowledgement;
        return this;
    }

    /** The window, before scaling: 0 to 65535. */
    public TcpFrameBuilder window(int window) {
        this.window = window;
        return this;
    }

    /** The urgent pointer: 0 to 65535. */
    public TcpFrameBuilder urgentPointer(int urgentPointer) {
        this.urgentPointer = urgentPointer;
        return this;
    }

    /** The option of the largest segment the sender takes: 0 to 65535 bytes. */
    public TcpFrameBuilder mss(int length) {
        return options(MSS, 4, length >>> Byte.SIZE, length);
    }

    /** The window scale option: by how many bits later windows are shifted, 0 to 14. */
    public TcpFrameBuilder windowScale(int shift) {
        return options(WINDOW_SCALE, 3, shift);
    }

    /** The option that allows selective acknowledgements. */
    public TcpFrameBuilder sackPermitted() {
        return options(SACK_PERMITTED, 2);
    }

    /** The option that acknowledges one block: from its first byte to the one behind its last. */
    public TcpFrameBuilder sack(int left, int right) {
        byte[] block = ByteBuffer.allocate(12)
                .put(new byte[] {NO_OPERATION, NO_OPERATION, SACK, 10})
                .putInt(left)
                .putInt(right)
                .array();
        return options(block);
    }

    /** The timestamps option (RFC 7323): the sender's clock, and the last one it saw of the other's. */
    public TcpFrameBuilder timestamps(int value, int echo) {
        byte[] option = ByteBuffer.allocate(12)
                .put(new byte[] {NO_OPERATION, NO_OPERATION, TIMESTAMPS, 10})
                .putInt(value)
                .putInt(echo)
                .array();
        return options(option);
    }

    /** Any bytes behind the options it has: legal ones or not, 40 bytes in all at most. */
    public TcpFrameBuilder options(byte[] bytes) {
        if (options.size() + bytes.length > MOST_OPTIONS) {
            throw new IllegalStateException("more than 40 bytes of TCP options");
        }
        options.writeBytes(bytes);
        return this;
    }

    private TcpFrameBuilder options(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return options(bytes);
    }

    /** A data offset that need not be true, in 32-bit words: 0 to 15. */
    public TcpFrameBuilder claimedDataOffsetWords(int words) {
        this.claimedDataOffsetWords = words;
        return this;
    }

    @Override
    TcpFrameBuilder self() {
        return this;
    }

    @Override
    int protocol() {
        return PROTOCOL;
    }

    @Override
    byte[] segment() {
        int headerLength = HEADER_LENGTH + (options.size() + WORD - 1) / WORD * WORD;
        int words = claimedDataOffsetWords < 0 ? headerLength / WORD : claimedDataOffsetWords;
        ByteBuffer segment = ByteBuffer.allocate(headerLength + payload().length)
                .putShort((short) source().port())
                .putShort((short) destination().port())
                .putInt(sequence)
                .putInt(acknowledgement)
                .putShort((short) (words << 12 | flags))
                .putShort((short) window)
                .putShort((short) 0)
                .putShort((short) urgentPointer)
                .put(options.toByteArray())
                .position(headerLength)
                .put(payload());
        segment.putShort(CHECKSUM_OFFSET, (short) transportChecksum(segment.array()));
        return segment.array();
    }
}
