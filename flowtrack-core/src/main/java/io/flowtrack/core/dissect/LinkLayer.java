package io.flowtrack.core.dissect;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;

/** The link header of a frame, by its link type (the numbers of {@link io.flowtrack.api.LinkType}), and the VLAN tags behind it. */
final class LinkLayer {
    private static final int ETHERNET = 1;
    private static final int NULL = 0;
    private static final int RAW = 101;
    private static final int LOOP = 108;
    private static final int LINUX_SLL = 113;
    private static final int IPV4 = 228;
    private static final int IPV6 = 229;
    private static final int LINUX_SLL2 = 276;

    private LinkLayer() {}

    static boolean dissect(PacketView packet, Dissection into) {
        int number = packet.linkType().number();
        if (number != ETHERNET && packet.fragmentCount() != 0) {
            return rebuilt(number, into);
        }
        into.macOffset = Extraction.NO_OFFSET;
        into.outerVlanId = 0;
        into.innerVlanId = 0;
        return number == ETHERNET ? EthernetHeader.dissect(packet, into) : other(number, packet, into);
    }

    /** A packet put together from fragments has the VLAN tags of the one before, which completed it. */
    private static boolean rebuilt(int number, Dissection into) {
        into.macOffset = Extraction.NO_OFFSET;
        return bare(number == IPV4 ? EtherType.IPV4 : EtherType.IPV6, into);
    }

    private static boolean other(int number, PacketView packet, Dissection into) {
        return switch (number) {
            case RAW -> raw(packet, into);
            case IPV4 -> bare(EtherType.IPV4, into);
            case IPV6 -> bare(EtherType.IPV6, into);
            case LINUX_SLL -> LinuxCookedHeader.dissectVersion1(packet, into);
            case LINUX_SLL2 -> LinuxCookedHeader.dissectVersion2(packet, into);
            case NULL, LOOP -> LoopbackHeader.dissect(packet, into);
            default -> into.fail(PassReason.UNSUPPORTED_LINK_TYPE);
        };
    }

    private static boolean raw(PacketView packet, Dissection into) {
        if (packet.capturedLength() == 0) {
            return into.fail(PassReason.TRUNCATED_IP_HEADER);
        }
        return switch (packet.u8(0) >> 4) {
            case 4 -> bare(EtherType.IPV4, into);
            case 6 -> bare(EtherType.IPV6, into);
            default -> into.fail(PassReason.NOT_IP);
        };
    }

    private static boolean bare(int etherType, Dissection into) {
        into.networkOffset = 0;
        into.etherType = etherType;
        return true;
    }
}
