package io.flowtrack.api;

/** What kind of conversation a flow is. It decides the idle timeout and whether a TCP connection is followed. */
public enum Transport {
    /** Transmission Control Protocol, RFC 9293. */
    TCP,
    /** User Datagram Protocol, RFC 768. */
    UDP,
    /** Lightweight User Datagram Protocol, RFC 3828. */
    UDP_LITE,
    /** Stream Control Transmission Protocol, RFC 9260. */
    SCTP,
    /** Internet Control Message Protocol for IPv4, RFC 792. */
    ICMP,
    /** Internet Control Message Protocol for IPv6, RFC 4443. */
    ICMPV6,
    /** Any other IP protocol, and flows that are wider than one conversation, such as a pair of hosts. */
    OTHER;

    private static final int PROTOCOL_ICMP = 1;
    private static final int PROTOCOL_TCP = 6;
    private static final int PROTOCOL_UDP = 17;
    private static final int PROTOCOL_ICMPV6 = 58;
    private static final int PROTOCOL_SCTP = 132;
    private static final int PROTOCOL_UDP_LITE = 136;

    /**
     * The transport of an IP protocol number.
     *
     * @param protocol IANA assigned number, 0 to 255; any that has no constant of its own is {@link #OTHER}
     */
    public static Transport ofProtocol(int protocol) {
        return switch (protocol) {
            case PROTOCOL_TCP -> TCP;
            case PROTOCOL_UDP -> UDP;
            case PROTOCOL_ICMP -> ICMP;
            case PROTOCOL_ICMPV6 -> ICMPV6;
            case PROTOCOL_SCTP -> SCTP;
            case PROTOCOL_UDP_LITE -> UDP_LITE;
            default -> OTHER;
        };
    }

    /** Whether the two port fields of a key hold ports; for ICMP they hold types and codes, for the rest nothing. */
    public boolean hasPorts() {
        return this == TCP || this == UDP || this == UDP_LITE || this == SCTP;
    }

    /** Whether this is ICMP, for either version of IP. */
    public boolean isIcmp() {
        return this == ICMP || this == ICMPV6;
    }
}
