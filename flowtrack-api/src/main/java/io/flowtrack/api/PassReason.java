package io.flowtrack.api;

/**
 * Why a packet was passed over. Such a packet changes nothing but the counter of its reason. Every packet is either in a
 * flow or counted here, once, or is a fragment that is held until more of its datagram comes.
 */
public enum PassReason {
    /** The frame's link type cannot be read. */
    UNSUPPORTED_LINK_TYPE,
    /** The capture ends within the link header, or a tag or label behind it. */
    TRUNCATED_LINK_HEADER,
    /** More VLAN tags, MPLS labels and the like behind the link header than are followed: sixteen. */
    TOO_MANY_LINK_HEADERS,
    /** Not IP: ARP, LLDP, spanning tree, encrypted or managing frames of 802.11 and so on. */
    NOT_IP,
    /** No pair of MAC addresses, which the key wanted. */
    NO_MAC_ADDRESSES,
    /** The capture ends within the IPv4 or IPv6 header. */
    TRUNCATED_IP_HEADER,
    /**
     * An IP header that contradicts itself: its version, or a header length below the least or above the total length. By
     * Zeek's rules also one that claims more than the frame holds, or no length where checksums are verified.
     */
    MALFORMED_IP_HEADER,
    /** The checksum of the IPv4 header is wrong; only where an extractor verifies checksums. */
    BAD_IP_CHECKSUM,
    /** The capture, or the packet, ends within an IPv6 extension header or an authentication header. */
    TRUNCATED_IP_EXTENSION,
    /** More IPv6 extension headers and authentication headers than are followed: eight. */
    TOO_MANY_IP_EXTENSIONS,
    /** A later fragment of a datagram, where datagrams are not put together ({@link Reassembly#NONE}): it carries no ports. */
    LATER_FRAGMENT,
    /**
     * A fragment that contradicts itself or its datagram: no data, a length that is no multiple of 8 though more follows, an
     * end beyond 65535 bytes or beyond the datagram's end (RFC 791, section 3.2; RFC 8200, section 4.5).
     */
    MALFORMED_FRAGMENT,
    /** A fragment of a datagram whose fragments overlap, where that is not allowed (RFC 5722; {@link OverlapPolicy#DROP}). */
    OVERLAPPING_FRAGMENT,
    /** A fragment of a datagram of more fragments than are held ({@link Reassembly#maxFragments}). */
    TOO_MANY_FRAGMENTS,
    /** A fragment of a datagram whose other fragments did not come in time ({@link Reassembly#timeout}). */
    DATAGRAM_TIMED_OUT,
    /** A fragment of a datagram that made room for others ({@link Reassembly#maxDatagrams}, {@link Reassembly#maxBytes}). */
    DATAGRAM_EVICTED,
    /** A fragment of a datagram that was unfinished when the input was over. */
    DATAGRAM_UNFINISHED,
    /** The capture, or the datagram, ends within the fixed part of the transport header. */
    TRUNCATED_TRANSPORT_HEADER,
    /** A transport header that contradicts itself: TCP's data offset, UDP's length. */
    MALFORMED_TRANSPORT_HEADER,
    /** The checksum of TCP, UDP, UDP-Lite, ICMP or ICMPv6 is wrong; only where an extractor verifies checksums. */
    BAD_TRANSPORT_CHECKSUM,
    /** A packet for a connection that has ended and is still remembered ({@link TrackerConfig#closeLinger}). */
    LATE,
    /** The user's own extractor did not want it. */
    NOT_WANTED
}
