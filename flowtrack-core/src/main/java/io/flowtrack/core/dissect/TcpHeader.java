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
    private static final int CONTROL_OFFSET = 12;
    private static final int DATA_OFFSET_SHIFT = 28;

    private TcpHeader() {}

    /** Both numbers of the header at {@code offset}: {@link #sequence} and {@link #acknowledgement} take them apart. */
    public static long numbers(PacketView packet, int offset) {
        return packet.i64(offset + SEQUENCE_OFFSET);
    }

    /** The sequence number, raw bits. */
    public static int sequence(long numbers) {
        return (int) (numbers >>> Integer.SIZE);
    }

    /** The acknowledgement number, raw bits. */
    public static int acknowledgement(long numbers) {
        return (int) numbers;
    }

    /** Data offset, flags and window of the header at {@code offset}, as they lie there. */
    public static int control(PacketView packet, int offset) {
        return packet.i32(offset + CONTROL_OFFSET);
    }

    /** The low eight flag bits. */
    public static int flags(int control) {
        return control >>> Short.SIZE & 0xFF;
    }

    /** The window, not scaled. */
    public static int window(int control) {
        return control & 0xFFFF;
    }

    /** Bytes of the header with its options, as it says, 0 to 60. */
    public static int headerLength(int control) {
        return control >>> DATA_OFFSET_SHIFT << 2;
    }

    /** Options may be cut by the capture: only the fixed part must be there. */
    static boolean dissect(PacketView packet, Dissection into) {
        if (!TransportLayer.has(MIN_LENGTH, packet, into)) {
            return false;
        }
        TransportLayer.ports(packet, into);
        int headerLength = headerLength(control(packet, into.transportOffset));
        if (headerLength < MIN_LENGTH || headerLength > into.ipEnd - into.transportOffset) {
            return into.fail(PassReason.MALFORMED_TRANSPORT_HEADER);
        }
        TransportLayer.payload(packet, into, into.transportOffset + headerLength);
        return true;
    }
}
