package io.flowtrack.testdata;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What every IP packet has, whatever it carries.
 *
 * @param <B> the kind of builder
 */
public abstract sealed class IpFrameBuilder<B extends IpFrameBuilder<B>> extends FrameBuilder<B>
        permits TcpFrameBuilder, UdpFrameBuilder, SctpFrameBuilder, IcmpFrameBuilder, IpPayloadFrameBuilder {
    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_IPV6 = 0x86DD;
    private static final int FRAGMENT_UNIT = 8;
    private static final int MOST_OPTION_WORDS = 10;
    private static final int WRONG = 0x5555;

    private final Endpoint source;
    private final Endpoint destination;
    private final IpHeader ip;
    private int checksumMask;

    IpFrameBuilder(Endpoint source, Endpoint destination) {
        super(source, destination);
        if (source.isIpv6() != destination.isIpv6()) {
            throw new IllegalArgumentException("an IPv4 and an IPv6 address in one packet");
        }
        this.source = source;
        this.destination = destination;
        this.ip = new IpHeader(source.address(), destination.address());
    }

    abstract int protocol();

    /** The transport header and what it carries. */
    abstract byte[] segment();

    /** Time to live, or hop limit: 0 to 255. Without it, 64. */
    public B ttl(int ttl) {
        ip.ttl = ttl;
        return self();
    }

    /** Type of service, or traffic class: 0 to 255. */
    public B trafficClass(int trafficClass) {
        ip.trafficClass = trafficClass;
        return self();
    }

    /** What the fragments of one packet have in common: 16 bits in IPv4, 32 in IPv6. */
    public B identification(int identification) {
        ip.identification = identification;
        return self();
    }

    /** IPv4 options of this many 32-bit words, 0 to 10, that do nothing. */
    public B ipv4Options(int words) {
        if (words < 0 || words > MOST_OPTION_WORDS) {
            throw new IllegalArgumentException(words + " words of IPv4 options");
        }
        ip.optionWords = words;
        return self();
    }

    /** An IPv6 extension header behind those it has; in IPv4 only an authentication header makes sense. */
    public B extension(Ipv6Extension extension) {
        ip.extensions.add(extension);
        return self();
    }

    /**
     * Marks the packet as a fragment that carries all the builder makes: in IPv6 by a fragment header behind the
     * extension headers it has so far. For pieces of one packet see {@link #fragments}.
     *
     * @param offset bytes in front of it in the whole packet, a multiple of 8
     * @param more whether it is not the last
     */
    public B fragment(int offset, boolean more) {
        if (offset % FRAGMENT_UNIT != 0 || offset < 0 || offset > 0xFFFF) {
            throw new IllegalArgumentException("a fragment cannot begin at " + offset);
        }
        ip.fragmentPosition = ip.extensions.size();
        ip.fragmentOffset = offset;
        ip.moreFragments = more;
        return self();
    }

    /** A total length (IPv4) or payload length (IPv6) that need not be true: 0 to 65535. */
    public B claimedIpLength(int length) {
        ip.claimedLength = length;
        return self();
    }

    /** An IPv4 header length that need not be true, in 32-bit words: 0 to 15. */
    public B claimedHeaderWords(int words) {
        ip.claimedHeaderWords = words;
        return self();
    }

    /** Makes the transport's checksum wrong. */
    public B wrongChecksum() {
        this.checksumMask = WRONG;
        return self();
    }

    /** Makes the checksum of the IPv4 header wrong. */
    public B wrongHeaderChecksum() {
        ip.checksumMask = WRONG;
        return self();
    }

    /**
     * The packet in fragments, all of the same time. Extension headers are repeated in each.
     *
     * @param length bytes of the transport in each fragment but the last; rounded down to a multiple of 8, at least 8
     */
    public List<Frame> fragments(int length) {
        return fragmentPackets(length).stream().map(this::frame).toList();
    }

    /** The same fragments without a link: for tunnels to carry. */
    public List<byte[]> fragmentPackets(int length) {
        byte[] segment = segment();
        int pieceLength = Math.max(FRAGMENT_UNIT, length - length % FRAGMENT_UNIT);
        List<byte[]> packets = new ArrayList<>();
        for (int offset = 0; offset < segment.length; offset += pieceLength) {
            int end = Math.min(offset + pieceLength, segment.length);
            fragment(offset, end < segment.length);
            packets.add(ip.packet(protocol(), Arrays.copyOfRange(segment, offset, end)));
        }
        ip.fragmentPosition = IpHeader.WHOLE;
        return packets;
    }

    /** The IP packet without a link: for a tunnel to carry, or an ICMP error to quote. */
    public byte[] packet() {
        return ip.packet(protocol(), segment());
    }

    @Override
    final int etherType() {
        return source.isIpv6() ? ETHERTYPE_IPV6 : ETHERTYPE_IPV4;
    }

    @Override
    final byte[] content() {
        return packet();
    }

    final Endpoint source() {
        return source;
    }

    final Endpoint destination() {
        return destination;
    }

    /** The transport's checksum over a segment whose own checksum field is 0: right, or wrong if wanted so. */
    final int transportChecksum(byte[] segment) {
        byte[] pseudoHeader =
                Checksum.pseudoHeader(source.address(), destination.address(), protocol(), segment.length);
        return masked(Checksum.internet(pseudoHeader, segment));
    }

    /** That checksum, or a wrong one if wanted so. */
    final int masked(int checksum) {
        return checksum ^ checksumMask;
    }
}
