package io.flowtrack.testdata;

import java.nio.ByteBuffer;

/**
 * Where frames begin: one method per protocol, each with a builder that writes real bytes with correct lengths and
 * checksums. The first endpoint is the sender. Whether it is IPv4 or IPv6 is told by the addresses.
 *
 * <pre>{@code
 * Frame syn = Frames.tcp(client, server).flags(TcpFlags.SYN).sequence(1000).build();
 * }</pre>
 */
public final class Frames {
    /** When frames are captured that say nothing else: 2026-01-01T00:00Z. */
    public static final long START_NANOS = 1_767_225_600_000_000_000L;
    /** The tag of a customer VLAN. */
    public static final int TPID_8021Q = 0x8100;
    /** The tag of a service VLAN. */
    public static final int TPID_8021AD = 0x88A8;

    private static final int PROTOCOL_UDP = 17;
    private static final int PROTOCOL_UDP_LITE = 136;
    private static final int ETHERTYPE_ARP = 0x0806;
    private static final int ARP_LENGTH = 28;
    private static final int ARP_ETHERNET = 1;
    private static final int ARP_IPV4 = 0x0800;
    private static final short ARP_ADDRESS_LENGTHS = 0x0604;
    private static final int ARP_REQUEST = 1;

    private Frames() {}

    /** A TCP segment (RFC 9293). */
    public static TcpFrameBuilder tcp(Endpoint source, Endpoint destination) {
        return new TcpFrameBuilder(source, destination);
    }

    /** A UDP datagram (RFC 768). */
    public static UdpFrameBuilder udp(Endpoint source, Endpoint destination) {
        return new UdpFrameBuilder(source, destination, PROTOCOL_UDP);
    }

    /** A UDP-Lite datagram (RFC 3828) whose checksum covers all of it. */
    public static UdpFrameBuilder udpLite(Endpoint source, Endpoint destination) {
        return new UdpFrameBuilder(source, destination, PROTOCOL_UDP_LITE);
    }

    /** An SCTP packet (RFC 9260) with one DATA chunk. */
    public static SctpFrameBuilder sctp(Endpoint source, Endpoint destination) {
        return new SctpFrameBuilder(source, destination);
    }

    /** An ICMP message, or an ICMPv6 one between IPv6 addresses; an echo request unless it says otherwise. */
    public static IcmpFrameBuilder icmp(Endpoint source, Endpoint destination) {
        return new IcmpFrameBuilder(source, destination);
    }

    /**
     * An IP packet of any protocol, with the payload right behind the IP header.
     *
     * @param protocol 0 to 255
     */
    public static IpPayloadFrameBuilder ip(int protocol, Endpoint source, Endpoint destination) {
        return new IpPayloadFrameBuilder(source, destination, protocol);
    }

    /**
     * A frame of any EtherType, with the payload right behind the link header.
     *
     * @param etherType 0 to 65535
     */
    public static EthernetFrameBuilder ethernet(int etherType, Endpoint source, Endpoint destination) {
        return new EthernetFrameBuilder(source, destination, etherType);
    }

    /** An ARP request (RFC 826): who has the second address. */
    public static EthernetFrameBuilder arp(Endpoint source, Endpoint destination) {
        byte[] request = ByteBuffer.allocate(ARP_LENGTH)
                .putShort((short) ARP_ETHERNET)
                .putShort((short) ARP_IPV4)
                .putShort(ARP_ADDRESS_LENGTHS)
                .putShort((short) ARP_REQUEST)
                .putShort((short) (source.mac().bits() >>> Integer.SIZE))
                .putInt((int) source.mac().bits())
                .putInt((int) source.address().low())
                .putShort((short) 0)
                .putInt(0)
                .putInt((int) destination.address().low())
                .array();
        return ethernet(ETHERTYPE_ARP, source, destination).payload(request);
    }
}
