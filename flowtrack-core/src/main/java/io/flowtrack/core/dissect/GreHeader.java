package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;
import io.flowtrack.api.Tunnel;
import io.flowtrack.api.TunnelType;

/**
 * GRE (RFC 2784; key and sequence of RFC 2890; version 1 of RFC 2637 for PPTP). Fields that a flag announces follow in the
 * order of the picture. Routes (RFC 1701) are not walked.
 *
 * <pre>
 *   0                2      4                                    each 4 bytes
 *   | flags, version | type | checksum | key | sequence | acknowledgement |
 *   version 1: the key is | payload length | call |; acknowledgement only there
 * </pre>
 */
final class GreHeader {
    private static final int TYPE_OFFSET = 2;
    private static final int LENGTH = 4;
    private static final int FIELD_LENGTH = 4;

    private static final int CHECKSUM = 0x8000;
    private static final int ROUTES = 0x4000;
    private static final int KEY = 0x2000;
    private static final int SEQUENCE = 0x1000;
    private static final int ACKNOWLEDGEMENT = 0x0080;
    private static final int RESERVED = 0x0078;
    private static final int VERSION_MASK = 0x0007;

    private static final int ERSPAN_1_OR_2 = 0x88BE;
    private static final int ERSPAN_3 = 0x22EB;
    /** Aruba's wireless controllers: frames of 802.11. */
    private static final int FIRST_WIRELESS = 0x8200;

    private static final int LAST_WIRELESS = 0x8370;

    private GreHeader() {}

    static boolean open(PacketView packet, Dissection outer, Dissection inner) {
        int offset = outer.payloadOffset;
        int end = outer.payloadEnd(packet);
        if (end - offset < LENGTH) {
            return false;
        }
        int flags = packet.u16(offset);
        int type = packet.u16(offset + TYPE_OFFSET);
        int payload = offset + LENGTH + fieldsLength(flags);
        if ((flags & (ROUTES | RESERVED)) != 0 || payload >= end) {
            return false;
        }
        return switch (flags & VERSION_MASK) {
            case 0 -> (flags & ACKNOWLEDGEMENT) == 0 && openVersion0(packet, outer, inner, type, payload);
            case 1 -> type == EtherType.PPP && (flags & KEY) != 0 && openVersion1(packet, outer, inner, payload);
            default -> false;
        };
    }

    private static int fieldsLength(int flags) {
        return Integer.bitCount(flags & (CHECKSUM | KEY | SEQUENCE | ACKNOWLEDGEMENT)) * FIELD_LENGTH;
    }

    private static boolean openVersion0(PacketView packet, Dissection outer, Dissection inner, int type, int payload) {
        int flags = packet.u16(outer.payloadOffset);
        if (type == ERSPAN_1_OR_2) {
            return ErspanHeader.open(packet, outer, inner, payload, (flags & SEQUENCE) != 0);
        }
        if (type == ERSPAN_3) {
            return ErspanHeader.openVersion3(packet, outer, inner, payload);
        }
        int keyOffset = outer.payloadOffset + LENGTH + ((flags & CHECKSUM) != 0 ? FIELD_LENGTH : 0);
        inner.tunnels.add(
                TunnelType.GRE, outer.networkOffset, (flags & KEY) != 0 ? packet.u32(keyOffset) : Tunnel.NO_ID);
        inner.next(type, payload);
        boolean isWireless = type >= FIRST_WIRELESS && type <= LAST_WIRELESS && (type & 0xF) == 0;
        return isWireless ? WirelessHeader.step(packet, inner) : type >= EtherType.LOWEST;
    }

    private static boolean openVersion1(PacketView packet, Dissection outer, Dissection inner, int payload) {
        inner.tunnels.add(TunnelType.PPTP, outer.networkOffset, packet.u16(outer.payloadOffset + LENGTH + Short.BYTES));
        return inner.next(EtherType.PPP, payload);
    }
}
