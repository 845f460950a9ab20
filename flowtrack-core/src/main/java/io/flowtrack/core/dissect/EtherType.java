package io.flowtrack.core.dissect;

/** EtherType numbers (IANA, IEEE 802). A value below 1536 is an 802.3 length instead. */
final class EtherType {
    static final int IPV4 = 0x0800;
    static final int IPV6 = 0x86DD;
    static final int VLAN = 0x8100;
    static final int PROVIDER_VLAN = 0x88A8;
    /** What switches used for stacked tags before 802.1ad. */
    static final int OLD_PROVIDER_VLAN = 0x9100;
    /** No number: the frame carries nothing that is walked further. */
    static final int NONE = 0;

    private EtherType() {}

    static boolean isVlan(int etherType) {
        return etherType == VLAN || etherType == PROVIDER_VLAN || etherType == OLD_PROVIDER_VLAN;
    }
}
