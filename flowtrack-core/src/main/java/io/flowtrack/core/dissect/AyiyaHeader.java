package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;
import io.flowtrack.api.Tunnel;
import io.flowtrack.api.TunnelType;

/**
 * AYIYA (draft-massar-v6ops-ayiya-02, section 4.1).
 *
 * <pre>
 *   0                    1                        2                        3             4       8
 *   | identity size,type | signature length, hash | authentication, opcode | next header | epoch | identity | signature |
 * </pre>
 *
 * The identity is 2 to the power of its size bytes long, the signature as many words of four bytes as its length says.
 */
final class AyiyaHeader {
    private static final int NIBBLE = 4;
    private static final int WORD_SHIFT = 2;
    private static final int OPCODE_OFFSET = 2;
    private static final int OPCODE_MASK = 0xF;
    private static final int FORWARD = 1;
    private static final int NEXT_HEADER_OFFSET = 3;
    private static final int LENGTH = 8;
    private static final int IPV4 = 4;
    private static final int IPV6 = 41;
    /** A signature of 20 bytes of SHA-1, a shared secret, forward: what all clients send. */
    private static final int USUAL = 0x5211;

    private AyiyaHeader() {}

    /** Whether the datagram, on whatever port, begins as those of all clients do. */
    static boolean isLikely(PacketView packet, Dissection found) {
        return found.payloadEnd(packet) - found.payloadOffset > LENGTH && packet.u16(found.payloadOffset + 1) == USUAL;
    }

    static boolean open(PacketView packet, Dissection outer, Dissection inner) {
        int offset = outer.payloadOffset;
        int inHand = outer.payloadEnd(packet) - offset;
        if (inHand < LENGTH || (packet.u8(offset + OPCODE_OFFSET) & OPCODE_MASK) != FORWARD) {
            return false;
        }
        int identityLength = 1 << (packet.u8(offset) >> NIBBLE);
        int signatureLength = packet.u8(offset + 1) >> NIBBLE << WORD_SHIFT;
        int length = LENGTH + identityLength + signatureLength;
        int protocol = packet.u8(offset + NEXT_HEADER_OFFSET);
        if (inHand <= length || (protocol != IPV4 && protocol != IPV6)) {
            return false;
        }
        inner.tunnels.add(TunnelType.AYIYA, outer.networkOffset, Tunnel.NO_ID);
        return inner.next(protocol == IPV4 ? EtherType.IPV4 : EtherType.IPV6, offset + length);
    }
}
