package io.flowtrack.core.dissect;

import io.flowtrack.api.IpAddress;
import io.flowtrack.api.PacketView;

/** EtherType numbers (IANA, IEEE 802). A value below {@link #LOWEST} is an 802.3 length instead. */
final class EtherType {
    static final int LOWEST = 0x0600;
    static final int IPV4 = 0x0800;
    static final int ARP = 0x0806;
    static final int IPV6 = 0x86DD;
    static final int VLAN = 0x8100;
    static final int PROVIDER_VLAN = 0x88A8;
    /** What switches used for stacked tags before 802.1ad. */
    static final int OLD_PROVIDER_VLAN = 0x9100;

    static final int MPLS = 0x8847;
    static final int MPLS_MULTICAST = 0x8848;
    static final int PPPOE_SESSION = 0x8864;
    static final int BACKBONE = 0x88E7;
    static final int VN_TAG = 0x8926;
    static final int FABRIC_PATH = 0x8903;
    /** A whole Ethernet frame. */
    static final int ETHERNET = 0x6558;
    /** A PPP frame. */
    static final int PPP = 0x880B;
    /** No number: the frame carries nothing that is walked further. */
    static final int NONE = 0xFFFF;

    private EtherType() {}

    static boolean isIp(int etherType) {
        return etherType == IPV4 || etherType == IPV6;
    }

    /** IPv4 or IPv6 by the version in the first bits of what lies there, or {@link #NONE}. */
    static int byVersion(PacketView packet, int offset) {
        int version = offset < packet.capturedLength() ? packet.u8(offset) >> 4 : 0;
        return version == IpAddress.IPV4 ? IPV4 : version == IpAddress.IPV6 ? IPV6 : NONE;
    }
}
