package io.flowtrack.testdata;

import java.util.List;
import java.util.function.Function;

/**
 * A tunnel between two hosts, around one IP packet after another. A carrier's packets can be carried themselves, whole or in
 * fragments.
 *
 * <pre>{@code
 * Carrier vxlan = Carrier.vxlan(gatewayA, gatewayB, 5);
 * List<Frame> frames = vxlan.frames(Frames.udp(client, server).payload(3_000).fragmentPackets(1_400));
 * }</pre>
 */
public final class Carrier {
    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_IPV6 = 0x86DD;
    private static final int IPV4_IN_IP = 4;
    private static final int IPV6_IN_IP = 41;
    private static final int GRE = 47;
    private static final int GTP_PORT = 2152;
    private static final int VXLAN_PORT = 4789;
    private static final int GENEVE_PORT = 6081;

    private final String name;
    private final Function<byte[], IpFrameBuilder<?>> around;

    private Carrier(String name, Function<byte[], IpFrameBuilder<?>> around) {
        this.name = name;
        this.around = around;
    }

    /** VXLAN, with Ethernet frames inside. The sender's port is its endpoint's. */
    public static Carrier vxlan(Endpoint from, Endpoint to, int network) {
        return new Carrier("VXLAN", packet -> {
            byte[] frame = Frames.ethernet(etherType(packet), from, to)
                    .payload(packet)
                    .build()
                    .bytes();
            return Frames.udp(from, to.port(VXLAN_PORT)).payload(Wrapped.vxlan(network, frame));
        });
    }

    /** GENEVE, with IP packets inside. */
    public static Carrier geneve(Endpoint from, Endpoint to, int network) {
        return new Carrier(
                "GENEVE",
                packet -> Frames.udp(from, to.port(GENEVE_PORT))
                        .payload(Wrapped.geneve(network, etherType(packet), 0, packet)));
    }

    /** GTP-U. */
    public static Carrier gtp(Endpoint from, Endpoint to, int endpoint) {
        return new Carrier(
                "GTP_U",
                packet -> Frames.udp(from.port(GTP_PORT), to.port(GTP_PORT)).payload(Wrapped.gtp(endpoint, packet)));
    }

    /** GRE with a key. */
    public static Carrier gre(Endpoint from, Endpoint to, int key) {
        return new Carrier(
                "GRE",
                packet -> Frames.ip(GRE, from, to).payload(Wrapped.greWithFields(etherType(packet), key, 0, packet)));
    }

    /** IP in IP, of any two versions. */
    public static Carrier ip(Endpoint from, Endpoint to) {
        return new Carrier(
                "IP_IN_IP",
                packet -> Frames.ip(isIpv4(packet) ? IPV4_IN_IP : IPV6_IN_IP, from, to)
                        .payload(packet));
    }

    private static boolean isIpv4(byte[] packet) {
        return packet[0] >> 4 == 4;
    }

    private static int etherType(byte[] packet) {
        return isIpv4(packet) ? ETHERTYPE_IPV4 : ETHERTYPE_IPV6;
    }

    /** The packet around that one, to be changed, cut into fragments or carried itself. */
    public IpFrameBuilder<?> around(byte[] packet) {
        return around.apply(packet);
    }

    /** A frame for each of these packets. */
    public List<Frame> frames(List<byte[]> packets) {
        return packets.stream().map(packet -> around(packet).build()).toList();
    }

    /** The name of its {@link io.flowtrack.api.TunnelType}. */
    @Override
    public String toString() {
        return name;
    }
}
