package io.flowtrack.bench.traffic;

import io.flowtrack.api.TcpFlags;
import java.nio.ByteBuffer;

/**
 * Writes a segment as an Ethernet frame: IPv4 without options, TCP with the option of the largest segment in SYNs, right
 * checksums, filled up with zeros to 60 bytes. The payload is the alphabet over and over.
 */
final class FrameWriter {
    static final int MAX_LENGTH = 1_514;
    /** Where the sequence number is, behind which the acknowledgement is. */
    static final int SEQUENCE_OFFSET = 14 + 20 + 4;

    private static final int SHORTEST = 60;
    private static final int IP_OFFSET = 14;
    private static final int TCP_OFFSET = IP_OFFSET + 20;
    private static final int PAYLOAD_OFFSET = TCP_OFFSET + 20;
    private static final int LOCAL_MAC = 0x0200;
    private static final int IPV4 = 0x0800;
    private static final int VERSION_AND_LENGTH = 0x4500;
    private static final int DONT_FRAGMENT = 0x4000;
    private static final int TTL = 64;
    private static final int TCP = 6;
    private static final int WINDOW = 0xFFFF;
    private static final int MSS_OPTION = 2 << 24 | 4 << 16 | 1460;
    private static final int MSS_OPTION_LENGTH = 4;

    private final byte[] payload = new byte[MAX_LENGTH];
    private final byte[] padding = new byte[SHORTEST];

    FrameWriter() {
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) ('a' + i % 26);
        }
    }

    /** How many bytes the frame has. */
    static int length(Segment segment) {
        return Math.max(SHORTEST, PAYLOAD_OFFSET + optionsLength(segment) + segment.payloadLength);
    }

    private static int optionsLength(Segment segment) {
        return (segment.flags & TcpFlags.SYN) == 0 ? 0 : MSS_OPTION_LENGTH;
    }

    /** Writes the frame there, and returns its length. The buffer is big-endian. */
    int write(Segment segment, ByteBuffer buffer, int start) {
        int length = length(segment);
        int tcpLength = PAYLOAD_OFFSET - TCP_OFFSET + optionsLength(segment) + segment.payloadLength;
        buffer.put(start, padding);
        writeIp(segment, buffer, start, TCP_OFFSET - IP_OFFSET + tcpLength);
        writeTcp(segment, buffer, start + TCP_OFFSET, tcpLength);
        return length;
    }

    private static void writeIp(Segment segment, ByteBuffer buffer, int start, int length) {
        int client = FlowAddresses.clientAddress(segment.flow);
        int server = FlowAddresses.serverAddress(segment.flow);
        int source = segment.isFromClient ? client : server;
        int destination = segment.isFromClient ? server : client;
        buffer.putShort(start, (short) LOCAL_MAC)
                .putInt(start + 2, destination)
                .putShort(start + 6, (short) LOCAL_MAC)
                .putInt(start + 8, source)
                .putShort(start + 12, (short) IPV4);
        int ip = start + IP_OFFSET;
        buffer.putShort(ip, (short) VERSION_AND_LENGTH)
                .putShort(ip + 2, (short) length)
                .putShort(ip + 6, (short) DONT_FRAGMENT)
                .putShort(ip + 8, (short) (TTL << 8 | TCP))
                .putInt(ip + 12, source)
                .putInt(ip + 16, destination);
        buffer.putShort(ip + 10, folded(sum(buffer, ip, TCP_OFFSET - IP_OFFSET)));
    }

    private void writeTcp(Segment segment, ByteBuffer buffer, int tcp, int length) {
        int clientPort = FlowAddresses.clientPort(segment.flow);
        int options = optionsLength(segment);
        boolean isAcknowledging = (segment.flags & TcpFlags.ACK) != 0;
        buffer.putShort(tcp, (short) (segment.isFromClient ? clientPort : FlowAddresses.SERVER_PORT))
                .putShort(tcp + 2, (short) (segment.isFromClient ? FlowAddresses.SERVER_PORT : clientPort))
                .putInt(tcp + 4, FlowAddresses.firstSequence(segment.flow, segment.isFromClient) + segment.sequence)
                .putInt(
                        tcp + 8,
                        isAcknowledging
                                ? FlowAddresses.firstSequence(segment.flow, !segment.isFromClient)
                                        + segment.acknowledgement
                                : 0)
                .putShort(tcp + 12, (short) (((20 + options) / 4) << 12 | segment.flags))
                .putShort(tcp + 14, (short) WINDOW);
        if (options != 0) {
            buffer.putInt(tcp + 20, MSS_OPTION);
        }
        buffer.put(tcp + 20 + options, payload, 0, segment.payloadLength);
        // The pseudo-header: both addresses, which lie in front of the ports, protocol and length.
        long sum = sum(buffer, tcp - 8, 8 + length) + TCP + length;
        buffer.putShort(tcp + 16, folded(sum));
    }

    /** The 16-bit words of an even number of bytes, added up. */
    private static long sum(ByteBuffer buffer, int start, int length) {
        long sum = 0;
        for (int i = 0; i < length; i += 2) {
            sum += buffer.getShort(start + i) & 0xFFFF;
        }
        return sum;
    }

    /** The Internet checksum (RFC 1071) of what was added up. */
    private static short folded(long sum) {
        long folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xFFFF) + (folded >>> 16);
        }
        return (short) ~folded;
    }
}
