package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;

/**
 * TCP (RFC 9293, section 3.1).
 *
 * <pre>
 *   0             2                  4          8                 12            13      14       16         18       20
 *   | source port | destination port | sequence | acknowledgement | data offset | flags | window | checksum | urgent | options
 * </pre>
 */
public final class TcpHeader {
    /** Bytes of the header in front of its options. */
    public static final int MIN_LENGTH = 20;

    private static final int SEQUENCE_OFFSET = 4;
    private static final int ACKNOWLEDGEMENT_OFFSET = 8;
    private static final int DATA_OFFSET = 12;
    private static final int FLAGS_OFFSET = 13;
    private static final int WINDOW_OFFSET = 14;

    private TcpHeader() {}

    /** Sequence number of the header at {@code offset}, raw bits. */
    public static int sequence(PacketView packet, int offset) {
        return packet.i32(offset + SEQUENCE_OFFSET);
    }

    /** Acknowledgement number of the header at {@code offset}, raw bits. */
    public static int acknowledgement(PacketView packet, int offset) {
        return packet.i32(offset + ACKNOWLEDGEMENT_OFFSET);
    }

    /** The low eight flag bits of the header at {@code offset}. */
    public static int flags(PacketView packet, int offset) {
        return packet.u8(offset + FLAGS_OFFSET);
    }

    /** Window of the header at {@code offset}, not scaled. */
    public static int window(PacketView packet, int offset) {
        return packet.u16(offset + WINDOW_OFFSET);
    }

    /** Options may be cut by the capture: only the fixed part must be there. */
    static boolean dissect(PacketView packet, Dissection into) {
        if (!TransportLayer.has(MIN_LENGTH, packet, into)) {
            return false;
        }
        TransportLayer.ports(packet, into);
        int headerLength = packet.u8(into.transportOffset + DATA_OFFSET) >> 4 << 2;
        if (headerLength < MIN_LENGTH || headerLength > into.ipEnd - into.transportOffset) {
            return into.fail(PassReason.MALFORMED_TRANSPORT_HEADER);
        }
        TransportLayer.payload(packet, into, into.transportOffset + headerLength);
        return true;
    }
}
