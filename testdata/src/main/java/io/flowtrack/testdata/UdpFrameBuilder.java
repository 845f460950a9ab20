package io.flowtrack.testdata;

import java.nio.ByteBuffer;

/** Builds a UDP datagram, or a UDP-Lite one, which has the coverage of its checksum in place of the length. */
public final class UdpFrameBuilder extends IpFrameBuilder<UdpFrameBuilder> {
    private static final int HEADER_LENGTH = 8;
    private static final int CHECKSUM_OFFSET = 6;

    private final int protocol;
    private int claimedLength = -1;
    private boolean withChecksum = true;

    UdpFrameBuilder(Endpoint source, Endpoint destination, int protocol) {
        super(source, destination);
        this.protocol = protocol;
    }

    /** A length field that need not be true: 0 to 65535. The checksum is that of the true length. */
    public UdpFrameBuilder claimedLength(int length) {
        this.claimedLength = length;
        return this;
    }

    /** Leaves the checksum 0, which says in UDP over IPv4 that there is none. */
    public UdpFrameBuilder withoutChecksum() {
        this.withChecksum = false;
        return this;
    }

    @Override
    UdpFrameBuilder self() {
        return this;
    }

    @Override
    int protocol() {
        return protocol;
    }

    @Override
    byte[] segment() {
        int length = HEADER_LENGTH + payload().length;
        ByteBuffer segment = ByteBuffer.allocate(length)
                .putShort((short) source().port())
                .putShort((short) destination().port())
                .putShort((short) length)
                .putShort((short) 0)
                .put(payload());
        if (withChecksum) {
            int checksum = transportChecksum(segment.array());
            segment.putShort(CHECKSUM_OFFSET, (short) (checksum == 0 ? 0xFFFF : checksum));
        }
        if (claimedLength >= 0) {
            segment.putShort(Short.BYTES * 2, (short) claimedLength);
        }
        return segment.array();
    }
}
