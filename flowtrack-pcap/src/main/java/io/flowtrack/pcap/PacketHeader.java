package io.flowtrack.pcap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What libpcap says of a packet ({@code struct pcap_pkthdr} of a 64-bit system), in the byte order of this machine.
 *
 * <pre>
 *    0 ┌─────────────────┐
 *      │ seconds         │ since 1970-01-01T00:00Z
 *    8 ├─────────────────┤
 *      │ fraction        │ micro- or nanoseconds; on macOS 4 bytes and padding
 *   16 ├─────────────────┤
 *      │ captured length │
 *   20 ├─────────────────┤
 *      │ original length │
 *   24 └─────────────────┘
 * </pre>
 */
final class PacketHeader {
    static final int LENGTH = 24;
    static final int CAPTURED_LENGTH_OFFSET = 16;
    static final int WIRE_LENGTH_OFFSET = 20;

    private static final int SECONDS_OFFSET = 0;
    /** The low half of the fraction; where that is only one half, the machine has the low byte first. */
    private static final int FRACTION_OFFSET = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 8 : 12;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private PacketHeader() {}

    /** When the packet was captured, nanoseconds since 1970-01-01T00:00Z. */
    static long timestampNanos(ByteBuffer bytes, int start, int nanosPerTick) {
        return bytes.getLong(start + SECONDS_OFFSET) * NANOS_PER_SECOND
                + (long) bytes.getInt(start + FRACTION_OFFSET) * nanosPerTick;
    }

    /** Bytes that are there. */
    static int capturedLength(ByteBuffer bytes, int start) {
        return bytes.getInt(start + CAPTURED_LENGTH_OFFSET);
    }

    /** Bytes that were sent. */
    static int wireLength(ByteBuffer bytes, int start) {
        return bytes.getInt(start + WIRE_LENGTH_OFFSET);
    }
}
