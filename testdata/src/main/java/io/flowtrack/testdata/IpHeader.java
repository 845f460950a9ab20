package io.flowtrack.testdata;

import io.flowtrack.api.IpAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes an IPv4 header (RFC 791) or an IPv6 header (RFC 8200) with its extension headers. */
final class IpHeader {
    /** The fragment position of a packet that is no fragment. */
    static final int WHOLE = -1;

    private static final int TRUE_VALUE = -1;
    private static final int IPV4_LENGTH = 20;
    private static final int IPV4_CHECKSUM_OFFSET = 10;
    private static final int IPV6_LENGTH = 40;
    private static final int WORD = 4;
    private static final int NO_OPERATION = 1;
    private static final int DONT_FRAGMENT = 0x4000;
    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int FRAGMENT_UNIT = 8;

    int ttl = 64;
    int trafficClass;
    int identification;
    int optionWords;
    int fragmentPosition = WHOLE;
    int fragmentOffset;
    boolean moreFragments;
    int claimedLength = TRUE_VALUE;
    int claimedHeaderWords = TRUE_VALUE;
    int checksumMask;
    final List<Ipv6Extension> extensions = new ArrayList<>();

    private final IpAddress source;
    private final IpAddress destination;

    IpHeader(IpAddress source, IpAddress destination) {
        this.source = source;
        this.destination = destination;
    }

    byte[] packet(int protocol, byte[] payload) {
        boolean ipv6 = source.version() == IpAddress.IPV6;
        List<Ipv6Extension> chain = new ArrayList<>(extensions);
        if (ipv6 && fragmentPosition != WHOLE) {
            chain.add(fragmentPosition, Ipv6Extension.fragment(fragmentOffset, moreFragments, identification));
        }
        byte[] content = payload;
        int next = protocol;
        for (int i = chain.size() - 1; i >= 0; i--) {
            content = Bytes.joined(chain.get(i).bytes(next), content);
            next = chain.get(i).protocol();
        }
        return Bytes.joined(ipv6 ? ipv6(next, content.length) : ipv4(next, content.length), content);
    }

    private byte[] ipv4(int protocol, int contentLength) {
        int headerLength = IPV4_LENGTH + optionWords * WORD;
        int words = claimedHeaderWords == TRUE_VALUE ? headerLength / WORD : claimedHeaderWords;
        ByteBuffer header = ByteBuffer.allocate(headerLength)
                .put((byte) (IpAddress.IPV4 << 4 | words))
                .put((byte) trafficClass)
                .putShort((short) length(headerLength + contentLength))
                .putShort((short) identification)
                .putShort((short) fragmentField())
                .put((byte) ttl)
                .put((byte) protocol)
                .putShort((short) 0)
                .putInt((int) source.low())
                .putInt((int) destination.low());
        byte[] bytes = header.array();
        Arrays.fill(bytes, IPV4_LENGTH, headerLength, (byte) NO_OPERATION);
        header.putShort(IPV4_CHECKSUM_OFFSET, (short) (Checksum.internet(bytes) ^ checksumMask));
        return bytes;
    }

    private int length(int trueLength) {
        if (claimedLength == TRUE_VALUE && trueLength > 0xFFFF) {
            throw new IllegalStateException(trueLength + " bytes are too long for an IP packet that tells the truth");
        }
        return claimedLength == TRUE_VALUE ? trueLength : claimedLength;
    }

    private int fragmentField() {
        if (fragmentPosition == WHOLE) {
            return DONT_FRAGMENT;
        }
        return (moreFragments ? MORE_FRAGMENTS : 0) | fragmentOffset / FRAGMENT_UNIT;
    }

    private byte[] ipv6(int protocol, int contentLength) {
        return ByteBuffer.allocate(IPV6_LENGTH)
                .putInt(IpAddress.IPV6 << 28 | trafficClass << 20)
                .putShort((short) length(contentLength))
                .put((byte) protocol)
                .put((byte) ttl)
                .putLong(source.high())
                .putLong(source.low())
                .putLong(destination.high())
                .putLong(destination.low())
                .array();
    }
}
