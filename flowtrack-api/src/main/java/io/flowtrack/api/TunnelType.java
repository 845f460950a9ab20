package io.flowtrack.api;

/**
 * What a packet can be carried in. The first three lie between a link header and the packet and do not count towards the
 * {@linkplain Decapsulation#maxDepth depth}; the others are carried by IP packets of their own.
 */
public enum TunnelType {
    /** Multiprotocol Label Switching, RFC 3032; the id is the last label of the stack, 20 bits. */
    MPLS,
    /** A PPPoE session, RFC 2516; the id is that of the session, 16 bits. */
    PPPOE,
    /** Provider backbone bridging, IEEE 802.1ah; the id is the service's (I-SID), 24 bits. */
    PBB,
    /** IP in IP of any two versions, RFC 2003, 2473, 4213 (6in4), 3056 (6to4); there is no id. */
    IP_IN_IP,
    /** Generic Routing Encapsulation, RFC 2784 and 2890; the id is the key, 32 bits, if there is one. */
    GRE,
    /** GRE of version 1 as the Point-to-Point Tunneling Protocol uses it, RFC 2637; the id is that of the call, 16 bits. */
    PPTP,
    /** A switch's mirror port sent through GRE; the id is that of the session, 10 bits, which the first version lacks. */
    ERSPAN,
    /** Virtual eXtensible LAN, RFC 7348; the id is the network's (VNI), 24 bits. */
    VXLAN,
    /** VXLAN's generic protocol extension (draft-ietf-nvo3-vxlan-gpe); the id is the network's (VNI), 24 bits. */
    VXLAN_GPE,
    /** Generic Network Virtualization Encapsulation, RFC 8926; the id is the network's (VNI), 24 bits. */
    GENEVE,
    /** GPRS tunnelling of user data, 3GPP TS 29.281; the id is that of the receiving end (TEID), 32 bits. */
    GTP_U,
    /** Teredo, RFC 4380: IPv6 through address translators; there is no id. */
    TEREDO,
    /** Layer Two Tunneling Protocol with PPP, RFC 2661; the id is the tunnel's, and behind it the session's, 32 bits. */
    L2TP,
    /** Layer Two Tunneling Protocol of version 3 with Ethernet, RFC 3931; the id is that of the session, 32 bits. */
    L2TPV3,
    /** Anything In Anything (draft-massar-v6ops-ayiya); there is no id. */
    AYIYA;

    /** Whether it is carried by IP packets of its own, so that there are outer addresses. */
    public boolean isOverIp() {
        return this != MPLS && this != PPPOE && this != PBB;
    }

    /** Whether it is carried by UDP, on ports that {@link Decapsulation} names. GRE may be, too. */
    public boolean isOverUdp() {
        return switch (this) {
            case VXLAN, VXLAN_GPE, GENEVE, GTP_U, TEREDO, L2TP, AYIYA -> true;
            default -> false;
        };
    }
}
