package io.flowtrack.core.dissect;

import io.flowtrack.api.IcmpTypes;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.Transport;

/**
 * ICMP (RFC 792) and ICMPv6 (RFC 4443). The type takes the place of the source port; the type that answers it that of the
 * destination port, so that request and reply are one flow; a message that has no answer has its code there, as in Zeek's
 * conn.log.
 *
 * <pre>
 *   0      1      2          4                  8
 *   | type | code | checksum | rest of header   |
 * </pre>
 */
final class IcmpHeader {
    private static final int CODE_OFFSET = 1;
    private static final int LENGTH = 8;

    private IcmpHeader() {}

    static boolean dissectVersion4(PacketView packet, Dissection into) {
        return TransportLayer.has(LENGTH, packet, into)
                && dissect(packet, into, IcmpTypes.answerTo(Transport.ICMP, packet.u8(into.transportOffset)));
    }

    static boolean dissectVersion6(PacketView packet, Dissection into) {
        return TransportLayer.has(LENGTH, packet, into)
                && dissect(packet, into, IcmpTypes.answerTo(Transport.ICMPV6, packet.u8(into.transportOffset)));
    }

    private static boolean dissect(PacketView packet, Dissection into, int answer) {
        types(packet, answer, into);
        TransportLayer.payload(packet, into, into.transportOffset + LENGTH);
        return true;
    }

    /** Puts the message's type and the type of its answer, or its code, in the places of ports. */
    static void types(PacketView packet, int answer, Dissection into) {
        into.isOneWay = answer == IcmpTypes.NO_ANSWER;
        into.sourcePort = packet.u8(into.transportOffset);
        into.destinationPort = into.isOneWay ? packet.u8(into.transportOffset + CODE_OFFSET) : answer;
    }
}
