package io.flowtrack.core.dissect;

import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;

/**
 * What lies between a link header and the network header, in any order: tags, labels, sessions, further link headers. Each
 * step looks at what {@code etherType} announces at {@code networkOffset}, and moves both on. Every header is longer than
 * nothing and their number is limited, so the walk ends.
 */
final class LinkHeaders {
    private static final int MAX_HEADERS = 16;

    private LinkHeaders() {}

    /** Walks until {@code etherType} announces none of these. */
    static boolean dissect(PacketView packet, Dissection into) {
        boolean isTagged = false;
        for (int count = 0; isHeader(into.etherType); count++) {
            if (count == MAX_HEADERS) {
                return into.fail(PassReason.TOO_MANY_LINK_HEADERS);
            }
            boolean isTag = isVlan(into.etherType);
            if (!(isTag ? VlanTag.step(packet, into, isTagged) : step(packet, into))) {
                return false;
            }
            isTagged |= isTag;
        }
        return true;
    }

    private static boolean isVlan(int etherType) {
        return etherType == EtherType.VLAN
                || etherType == EtherType.PROVIDER_VLAN
                || etherType == EtherType.OLD_PROVIDER_VLAN;
    }

    private static boolean isHeader(int etherType) {
        return switch (etherType) {
            case EtherType.VLAN,
                    EtherType.PROVIDER_VLAN,
                    EtherType.OLD_PROVIDER_VLAN,
                    EtherType.MPLS,
                    EtherType.MPLS_MULTICAST,
                    EtherType.PPPOE_SESSION,
                    EtherType.BACKBONE,
                    EtherType.VN_TAG,
                    EtherType.FABRIC_PATH,
                    EtherType.ETHERNET,
                    EtherType.PPP -> true;
            default -> etherType < EtherType.LOWEST;
        };
    }

    private static boolean step(PacketView packet, Dissection into) {
        return switch (into.etherType) {
            case EtherType.MPLS, EtherType.MPLS_MULTICAST -> MplsLabels.step(packet, into);
            case EtherType.PPPOE_SESSION -> PppoeHeader.step(packet, into);
            case EtherType.BACKBONE -> BackboneTag.step(packet, into);
            case EtherType.VN_TAG -> VnTag.step(packet, into);
            case EtherType.FABRIC_PATH -> FabricPathTag.step(packet, into);
            case EtherType.ETHERNET -> EthernetHeader.step(packet, into);
            case EtherType.PPP -> PppHeader.step(packet, into);
            default -> LlcHeader.step(packet, into);
        };
    }

    /** Whether that many bytes are in hand where the network header would begin; if not, the step fails. */
    static boolean has(int length, PacketView packet, Dissection into) {
        return packet.capturedLength() - into.networkOffset >= length || into.fail(PassReason.TRUNCATED_LINK_HEADER);
    }
}
