package io.flowtrack.core.extract;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowIdentity;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.PacketView;
import io.flowtrack.core.dissect.TcpHeader;

/**
 * The packets that most packets are: TCP in IPv4 without options, in one piece, in Ethernet without tags. All their fields lie
 * at known places, and are read at once. What is found is what the dissector finds step by step, and whatever is not
 * as expected is left to it.
 *
 * <pre>
 *   12 │ EtherType │ version, length │ TOS │ total length │ id │   20 │ fragment │ TTL │ protocol │ checksum │
 *   26 │ source │ destination │                              34 │ ports │ sequence │ acknowledgement │ control │
 * </pre>
 */
final class PlainTcp {
    /** Number of the link type. */
    private static final int ETHERNET = 1;

    private static final int HEAD_OFFSET = 12;
    private static final int FRAGMENT_OFFSET = 20;
    private static final int LENGTH_OFFSET = 16;
    private static final int ADDRESSES_OFFSET = 26;
    private static final int DESTINATION_OFFSET = 30;
    private static final int IP_OFFSET = 14;
    private static final int IP_LENGTH = 20;
    private static final int TCP_OFFSET = IP_OFFSET + IP_LENGTH;

    /** EtherType of IPv4, version 4, a header of five words. */
    private static final int IPV4_WITHOUT_OPTIONS = 0x080045;

    private static final int IPV4_SHIFT = 40;
    private static final int LENGTH_SHIFT = 16;
    /** More fragments, fragment offset and protocol; what lies between is the time to live. */
    private static final int FRAGMENT_AND_PROTOCOL_MASK = 0x3FFF_00FF;

    private static final int PROTOCOL = 6;
    private static final int LIMITED_BROADCAST = -1;

    private PlainTcp() {}

    /**
     * Fills in what is found, if this is such a packet.
     *
     * @param into as {@link Extraction#reset} leaves it, and still so if this is no such packet
     */
    static boolean extract(PacketView packet, boolean isBidirectional, Extraction into) {
        if (!isPlain(packet)) {
            return false;
        }
        int ipLength = packet.u16(LENGTH_OFFSET);
        int end = TCP_OFFSET + TcpHeader.headerLength(TcpHeader.control(packet, TCP_OFFSET));
        into.headers(IP_OFFSET, ipLength, TCP_OFFSET);
        PacketFacts.tcp(packet, TCP_OFFSET, end, into);
        PacketFacts.payload(packet, end, Math.max(0, Math.min(IP_OFFSET + ipLength, packet.wireLength()) - end), into);
        identify(packet, isBidirectional, into);
        return true;
    }

    /** Whether this is such a packet. */
    static boolean isPlain(PacketView packet) {
        if (packet.capturedLength() < TCP_OFFSET + TcpHeader.MIN_LENGTH
                || packet.linkType().number() != ETHERNET) {
            return false;
        }
        long head = packet.i64(HEAD_OFFSET);
        int ipLength = (int) (head >>> LENGTH_SHIFT) & 0xFFFF;
        int headerLength = TcpHeader.headerLength(TcpHeader.control(packet, TCP_OFFSET));
        return head >>> IPV4_SHIFT == IPV4_WITHOUT_OPTIONS
                && (packet.i32(FRAGMENT_OFFSET) & FRAGMENT_AND_PROTOCOL_MASK) == PROTOCOL
                && headerLength >= TcpHeader.MIN_LENGTH
                && ipLength >= IP_LENGTH + headerLength;
    }

    /**
     * Puts the words of such a packet, the smaller endpoint first if both directions are one flow.
     *
     * @return whether the destination comes first
     */
    static boolean words(PacketView packet, boolean isBidirectional, FlowIdentity into) {
        long addresses = packet.i64(ADDRESSES_OFFSET);
        return TupleWords.ipv4(PROTOCOL, addresses, packet.i32(TCP_OFFSET), isBidirectional, into);
    }

    private static void identify(PacketView packet, boolean isBidirectional, Extraction into) {
        if (words(packet, isBidirectional, into.identity())) {
            into.orientation(Orientation.REVERSE);
        }
        int ports = packet.i32(TCP_OFFSET);
        into.ports(ports >>> Short.SIZE, ports & 0xFFFF);
        if (packet.i32(DESTINATION_OFFSET) == LIMITED_BROADCAST) {
            into.limitedBroadcast(true);
        }
    }
}
