package io.flowtrack.core.extract;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowIdentity;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.Transport;
import io.flowtrack.core.dissect.Ipv4Header;
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
    private static final int ADDRESSES_OFFSET = 26;
    private static final int IP_OFFSET = 14;
    private static final int IP_LENGTH = 20;
    private static final int TCP_OFFSET = IP_OFFSET + IP_LENGTH;
    private static final int ACKNOWLEDGEMENT_OFFSET = TCP_OFFSET + Long.BYTES;

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
     * Fills in what is found, if this is such a packet. Each part of the headers is read once: a read is checked against
     * both the frame and the buffer, which costs more than what is done with it.
     *
     * @param into what it was is cleared, unless this is no such packet: then it is left as it is
     */
    static boolean extract(PacketView packet, boolean isBidirectional, Extraction into) {
        if (!hasRoom(packet)) {
            return false;
        }
        long head = packet.i64(HEAD_OFFSET);
        long acknowledgementAndControl = packet.i64(ACKNOWLEDGEMENT_OFFSET);
        int control = (int) acknowledgementAndControl;
        if (!isPlain(head, packet.i32(FRAGMENT_OFFSET), control)) {
            return false;
        }
        long addresses = packet.i64(ADDRESSES_OFFSET);
        long portsAndSequence = packet.i64(TCP_OFFSET);
        int flags = TcpHeader.flags(control);
        into.resetRareFacts()
                .transport(Transport.TCP)
                .tcp(
                        flags,
                        (int) portsAndSequence,
                        (int) (acknowledgementAndControl >>> Integer.SIZE),
                        TcpHeader.window(control));
        identify(addresses, (int) (portsAndSequence >>> Integer.SIZE), isBidirectional, into);
        int ipLength = ipLength(head);
        int end = TCP_OFFSET + TcpHeader.headerLength(control);
        into.headers(IP_OFFSET, ipLength, TCP_OFFSET);
        PacketFacts.tcpOptions(packet, TCP_OFFSET, end, flags, into);
        PacketFacts.payload(packet, end, Math.max(0, Math.min(IP_OFFSET + ipLength, packet.wireLength()) - end), into);
        return true;
    }

    /** Whether this is such a packet. */
    static boolean isPlain(PacketView packet) {
        return hasRoom(packet)
                && isPlain(packet.i64(HEAD_OFFSET), packet.i32(FRAGMENT_OFFSET), TcpHeader.control(packet, TCP_OFFSET));
    }

    private static boolean hasRoom(PacketView packet) {
        return packet.capturedLength() >= TCP_OFFSET + TcpHeader.MIN_LENGTH
                && packet.linkType().number() == ETHERNET;
    }

    private static boolean isPlain(long head, int fragmentAndProtocol, int control) {
        int headerLength = TcpHeader.headerLength(control);
        return head >>> IPV4_SHIFT == IPV4_WITHOUT_OPTIONS
                && (fragmentAndProtocol & FRAGMENT_AND_PROTOCOL_MASK) == PROTOCOL
                && headerLength >= TcpHeader.MIN_LENGTH
                && ipLength(head) >= IP_LENGTH + headerLength;
    }

    private static int ipLength(long head) {
        return (int) (head >>> LENGTH_SHIFT) & 0xFFFF;
    }

    /** Puts the words of such a packet, the smaller endpoint first if both directions are one flow. */
    static void words(PacketView packet, boolean isBidirectional, FlowIdentity into) {
        TupleWords.ipv4(PROTOCOL, packet.i64(ADDRESSES_OFFSET), packet.i32(TCP_OFFSET), isBidirectional, into);
    }

    private static void identify(long addresses, int ports, boolean isBidirectional, Extraction into) {
        boolean isReverse = TupleWords.ipv4(PROTOCOL, addresses, ports, isBidirectional, into.identity());
        into.orientation(isReverse ? Orientation.REVERSE : Orientation.FORWARD);
        into.ports(ports >>> Short.SIZE, ports & 0xFFFF);
        if (Ipv4Header.destination(addresses) == LIMITED_BROADCAST) {
            into.limitedBroadcast(true);
        }
    }
}
