package io.flowtrack.core.dissect;

import io.flowtrack.api.Decapsulation;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TunnelType;
import org.jspecify.annotations.Nullable;

/**
 * Steps from a packet into the one that it carries, without copying: the dissection of the outer packet becomes that of the
 * inner one. A step succeeds only if the tunnel's header is right, and what lies behind it is an IP packet; otherwise the
 * dissection stays as it was. Each step moves further into the frame and their number is limited, so no packet is walked
 * for ever.
 *
 * <p>Keeps what it found in the last packet.
 */
public final class Decapsulator {
    private static final int UDP = 17;

    private final TunnelPorts ports;
    private final int maxDepth;
    private final boolean isZeek;
    private final Dissection inner;

    /**
     * A decapsulator of its own for each extractor.
     *
     * @param isZeek whether packets are taken as Zeek takes them: an inner packet need have no more than its IP header,
     *     fragments are not looked into, and some tunnels are not known
     */
    public Decapsulator(Decapsulation settings, boolean isZeek) {
        this.ports = new TunnelPorts(settings.ports());
        this.maxDepth = settings.maxDepth();
        this.isZeek = isZeek;
        this.inner = new Dissection(isZeek);
    }

    /** Whether another packet may be inside, and is to be looked for, after {@link Dissector#transport}: a quick look. */
    public boolean mayEnter(PacketView packet, Dissection found) {
        return found.protocol == UDP
                ? maxDepth > found.tunnels.depth() && mayBeTunnel(packet, found)
                : IpTunnels.isTunnel(found.protocol, isZeek) && maxDepth > found.tunnels.depth();
    }

    private boolean mayBeTunnel(PacketView packet, Dissection found) {
        return ports.mayHaveEither(found.sourcePort, found.destinationPort)
                || TeredoHeader.isLikely(packet, found)
                || AyiyaHeader.isLikely(packet, found);
    }

    /**
     * Steps into the packet that is inside, up to its network header; and, unless by Zeek's rules, its transport header,
     * which a fragment need not have.
     *
     * @return whether {@code found} is now that of the inner packet
     */
    public boolean enter(PacketView packet, Dissection found) {
        if (found.tunnels.depth() >= maxDepth || (isZeek && found.isFragment)) {
            return false;
        }
        return found.protocol == UDP
                ? enterUdp(packet, found)
                : IpTunnels.isTunnel(found.protocol, isZeek) && enter(IpTunnels.type(found.protocol), packet, found);
    }

    private boolean enterUdp(PacketView packet, Dissection found) {
        TunnelType atDestination = ports.at(found.destinationPort);
        TunnelType atSource = ports.at(found.sourcePort);
        return enter(atDestination, packet, found)
                || (atSource != atDestination && enter(atSource, packet, found))
                || (TeredoHeader.isLikely(packet, found) && enter(TunnelType.TEREDO, packet, found))
                || (AyiyaHeader.isLikely(packet, found) && enter(TunnelType.AYIYA, packet, found));
    }

    private boolean enter(@Nullable TunnelType type, PacketView packet, Dissection found) {
        if (type == null || !open(type, packet, found) || !hasPacket(packet, found)) {
            return false;
        }
        long outerHash = IpTunnels.hash(packet, found, type.isOverUdp());
        found.become(inner);
        found.tunnels.addAll(inner.tunnels, outerHash);
        return true;
    }

    private boolean open(TunnelType type, PacketView packet, Dissection outer) {
        inner.beginIn(outer);
        return switch (type) {
            case IP_IN_IP -> IpTunnels.open(packet, outer, inner);
            case GRE, PPTP, ERSPAN -> GreHeader.open(packet, outer, inner);
            case VXLAN -> VxlanHeader.open(packet, outer, inner);
            case VXLAN_GPE -> VxlanHeader.openGeneric(packet, outer, inner);
            case GENEVE -> GeneveHeader.open(packet, outer, inner);
            case GTP_U -> !(isZeek && outer.tunnels.has(TunnelType.GTP_U)) && GtpHeader.open(packet, outer, inner);
            case TEREDO -> TeredoHeader.open(packet, outer, inner);
            case AYIYA -> AyiyaHeader.open(packet, outer, inner);
            case L2TP -> L2tpHeader.open(packet, outer, inner);
            case L2TPV3 -> L2tpHeader.openOverIp(packet, outer, inner);
            case MPLS, PPPOE, PBB -> false;
        };
    }

    private boolean hasPacket(PacketView packet, Dissection outer) {
        if (inner.etherType == EtherType.ETHERNET) {
            inner.outerVlanId = 0;
            inner.innerVlanId = 0;
        }
        return LinkHeaders.dissect(packet, inner)
                && Dissector.network(packet, inner)
                && inner.transportOffset <= outer.payloadEnd(packet)
                && (isZeek || inner.isFragment || Dissector.transport(packet, inner));
    }

    /**
     * Whether a tunnel is inside that is not looked into because of the limit of depth, and that Zeek notes in the history of
     * the flow that carries it.
     */
    public boolean isLimitMet(PacketView packet, Dissection found) {
        return found.protocol == UDP
                && maxDepth > 0
                && found.tunnels.depth() >= maxDepth
                && (isNoted(ports.at(found.destinationPort), packet, found)
                        || isNoted(ports.at(found.sourcePort), packet, found));
    }

    private boolean isNoted(@Nullable TunnelType type, PacketView packet, Dissection found) {
        if (type == null) {
            return false;
        }
        return switch (type) {
            case VXLAN, GENEVE, TEREDO, AYIYA -> open(type, packet, found);
            default -> false;
        };
    }
}
