package io.flowtrack.core.dissect;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;

/** The link header of a frame, by its link type (the numbers of {@link io.flowtrack.api.LinkType}), and what lies behind it. */
final class LinkLayer {
    private static final int NULL = 0;
    private static final int ETHERNET = 1;
    private static final int PPP = 9;
    private static final int FDDI = 10;
    private static final int PPP_HDLC = 50;
    private static final int PPP_ETHER = 51;
    private static final int RAW = 101;
    private static final int C_HDLC = 104;
    private static final int IEEE802_11 = 105;
    private static final int LOOP = 108;
    private static final int LINUX_SLL = 113;
    private static final int IEEE802_11_PRISM = 119;
    private static final int IEEE802_11_RADIOTAP = 127;
    private static final int IEEE802_11_AVS = 163;
    private static final int IPV4 = 228;
    private static final int IPV6 = 229;
    private static final int NFLOG = 239;
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
        into.tunnels.clear();
        return number == ETHERNET ? EthernetHeader.dissect(packet, into) : other(number, packet, into);
    }

    /** A packet put together from fragments has the VLAN tags and tunnels of the one before, which completed it. */
    private static boolean rebuilt(int number, Dissection into) {
        into.macOffset = Extraction.NO_OFFSET;
        into.tunnels.beginRebuilt();
        return into.next(number == IPV4 ? EtherType.IPV4 : EtherType.IPV6, 0);
    }

    private static boolean other(int number, PacketView packet, Dissection into) {
        return switch (number) {
            case RAW -> raw(packet, into);
            case IPV4 -> into.next(EtherType.IPV4, 0);
            case IPV6 -> into.next(EtherType.IPV6, 0);
            case LINUX_SLL -> LinuxCookedHeader.dissectVersion1(packet, into);
            case LINUX_SLL2 -> LinuxCookedHeader.dissectVersion2(packet, into);
            case NULL, LOOP -> LoopbackHeader.dissect(packet, into);
            case PPP, PPP_HDLC, C_HDLC -> HdlcHeader.dissect(packet, into);
            case PPP_ETHER -> headers(EtherType.PPPOE_SESSION, packet, into);
            case FDDI -> FddiHeader.dissect(packet, into);
            case IEEE802_11 -> WirelessHeader.dissect(packet, into, 0);
            case IEEE802_11_RADIOTAP -> MonitorHeader.dissectRadiotap(packet, into);
            case IEEE802_11_PRISM, IEEE802_11_AVS -> MonitorHeader.dissectPrism(packet, into);
            case NFLOG -> NflogHeader.dissect(packet, into);
            default -> into.fail(PassReason.UNSUPPORTED_LINK_TYPE);
        };
    }

    private static boolean headers(int etherType, PacketView packet, Dissection into) {
        into.next(etherType, 0);
        return LinkHeaders.dissect(packet, into);
    }

    private static boolean raw(PacketView packet, Dissection into) {
        if (packet.capturedLength() == 0) {
            return into.fail(PassReason.TRUNCATED_IP_HEADER);
        }
        return into.next(EtherType.byVersion(packet, 0), 0);
    }
}
