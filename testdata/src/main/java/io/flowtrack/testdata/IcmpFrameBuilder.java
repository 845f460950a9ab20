package io.flowtrack.testdata;

import java.nio.ByteBuffer;

/** Builds an ICMP message (RFC 792) or an ICMPv6 one (RFC 4443); its payload is what lies behind its 8-byte header. */
public final class IcmpFrameBuilder extends IpFrameBuilder<IcmpFrameBuilder> {
    private static final int PROTOCOL_ICMP = 1;
    private static final int PROTOCOL_ICMPV6 = 58;
    private static final int HEADER_LENGTH = 8;
    private static final int CHECKSUM_OFFSET = 2;
    private static final int ECHO_REQUEST = 8;
    private static final int ECHO_REPLY = 0;
    private static final int ECHO_REQUEST_V6 = 128;
    private static final int ECHO_REPLY_V6 = 129;

    private int type;
    private int code;
    private int identifier;
    private int sequence;

    IcmpFrameBuilder(Endpoint source, Endpoint destination) {
        super(source, destination);
        echoRequest();
    }

    /** The type: 0 to 255. */
    public IcmpFrameBuilder type(int type) {
        this.type = type;
        return this;
    }

    /** The code: 0 to 255. */
    public IcmpFrameBuilder code(int code) {
        this.code = code;
        return this;
    }

    /** The type of an echo request: 8, or 128 in ICMPv6. */
    public IcmpFrameBuilder echoRequest() {
        return type(source().isIpv6() ? ECHO_REQUEST_V6 : ECHO_REQUEST);
    }

    /** The type of an echo reply: 0, or 129 in ICMPv6. */
    public IcmpFrameBuilder echoReply() {
        return type(source().isIpv6() ? ECHO_REPLY_V6 : ECHO_REPLY);
    }

    /** The first two of the four bytes behind the checksum: 0 to 65535. */
    public IcmpFrameBuilder identifier(int identifier) {
        this.identifier = identifier;
        return this;
    }

    /** The last two of the four bytes behind the checksum: 0 to 65535. */
    public IcmpFrameBuilder sequence(int sequence) {
        this.sequence = sequence;
        return this;
    }

    @Override
    IcmpFrameBuilder self() {
        return this;
    }

    @Override
    int protocol() {
        return source().isIpv6() ? PROTOCOL_ICMPV6 : PROTOCOL_ICMP;
    }

    @Override
    byte[] segment() {
        ByteBuffer message = ByteBuffer.allocate(HEADER_LENGTH + payload().length)
                .put((byte) type)
                .put((byte) code)
                .putShort((short) 0)
                .putShort((short) identifier)
                .putShort((short) sequence)
                .put(payload());
        byte[] bytes = message.array();
        int checksum = source().isIpv6() ? transportChecksum(bytes) : masked(Checksum.internet(bytes));
        return message.putShort(CHECKSUM_OFFSET, (short) checksum).array();
    }
}
