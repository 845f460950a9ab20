package io.flowtrack.core.dissect;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.TunnelType;

/**
 * A stack of MPLS labels (RFC 3032, section 2.1) up to its bottom. Nothing says what lies below: an IP packet, by its
 * version; or an Ethernet frame, with a control word before it whose first bits are 0 (RFC 4385, section 3) or without, if
 * its type says something likely. A control word is looked for first, as addresses may begin with 0 as well.
 *
 * <pre>
 *   0       20      23       24    32
 *   | label | class | bottom | TTL |      bits
 * </pre>
 */
final class MplsLabels {
    private static final int LENGTH = 4;
    private static final int LABEL_SHIFT = 12;
    private static final int BOTTOM = 0x100;
    private static final int MAX_LABELS = 16;
    private static final int CONTROL_WORD_LENGTH = 4;
    private static final int SHORTEST_IPV4_WORDS = 5;

    private MplsLabels() {}

    static boolean step(PacketView packet, Dissection into) {
        for (int count = 0; count < MAX_LABELS; count++) {
            if (!LinkHeaders.has(LENGTH, packet, into)) {
                return false;
            }
            int entry = packet.i32(into.networkOffset);
            into.networkOffset += LENGTH;
            if ((entry & BOTTOM) != 0) {
                into.tunnels.add(TunnelType.MPLS, Extraction.NO_OFFSET, entry >>> LABEL_SHIFT);
                return payload(packet, into);
            }
        }
        return into.fail(PassReason.TOO_MANY_LINK_HEADERS);
    }

    private static boolean payload(PacketView packet, Dissection into) {
        int offset = into.networkOffset;
        int type = EtherType.byVersion(packet, offset);
        if (type == EtherType.IPV6 || (type == EtherType.IPV4 && hasIpv4Length(packet, offset))) {
            return into.next(type, offset);
        }
        int end = packet.capturedLength();
        boolean isControlWord = offset < end && packet.u8(offset) >> 4 == 0;
        if (isControlWord && EthernetHeader.isLikely(packet, offset + CONTROL_WORD_LENGTH, end)) {
            return into.next(EtherType.ETHERNET, offset + CONTROL_WORD_LENGTH);
        }
        boolean isFrame = EthernetHeader.isLikely(packet, offset, end);
        return into.next(isFrame ? EtherType.ETHERNET : type, offset);
    }

    private static boolean hasIpv4Length(PacketView packet, int offset) {
        return (packet.u8(offset) & 0xF) >= SHORTEST_IPV4_WORDS;
    }
}
