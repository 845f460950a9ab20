package io.flowtrack.core.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Decapsulation;
import io.flowtrack.api.Extraction;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.Tunnel;
import io.flowtrack.api.TunnelType;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.Wrapped;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every tunnel, whole, cut and broken. */
class TunnelsTest {
    private static final Endpoint CLIENT = Endpoint.client(1);
    private static final Endpoint SERVER = Endpoint.server(1, 80);
    private static final Endpoint CLIENT6 = Endpoint.client6(1);
    private static final Endpoint SERVER6 = Endpoint.server6(1, 80);
    private static final Endpoint NEAR = Endpoint.client(900);
    private static final Endpoint FAR = Endpoint.server(900, 9);
    private static final Endpoint NEAR6 = Endpoint.client6(900);
    private static final Endpoint FAR6 = Endpoint.server6(900, 9);

    private static final byte[] PACKET4 =
            Frames.tcp(CLIENT, SERVER).payload("hello").packet();
    private static final byte[] PACKET6 =
            Frames.tcp(CLIENT6, SERVER6).payload("hello").packet();
    private static final byte[] FRAME4 =
            Frames.tcp(CLIENT, SERVER).payload("hello").build().bytes();
    private static final byte[] FRAME6 =
            Frames.tcp(CLIENT6, SERVER6).payload("hello").vlan(7).build().bytes();
    private static final byte[] TEREDO_PACKET = Frames.tcp(
                    Endpoint.of(io.flowtrack.api.IpAddress.ofIpv6(0x20010000_01020304L, 5), 1000), SERVER6)
            .payload("hello")
            .packet();

    private static Frame udp(int port, byte[] payload) {
        return Frames.udp(NEAR, Endpoint.of(FAR.address(), port))
                .payload(payload)
                .build();
    }

    private static Frame answer(int port, byte[] payload) {
        return Frames.udp(Endpoint.of(FAR.address(), port), NEAR)
                .payload(payload)
                .build();
    }

    private static Frame ip(int protocol, byte[] payload) {
        return Frames.ip(protocol, NEAR, FAR).payload(payload).build();
    }

    private static Frame ip6(int protocol, byte[] payload) {
        return Frames.ip(protocol, NEAR6, FAR6).payload(payload).build();
    }

    private static Frame link(int etherType, byte[] payload) {
        return Frames.ethernet(etherType, NEAR, FAR).payload(payload).build();
    }

    private record Case(Frame frame, TunnelType type, long id) {}

    private static Map<String, Case> cases() {
        Map<String, Case> cases = new LinkedHashMap<>();
        cases.put("4in4", new Case(ip(4, PACKET4), TunnelType.IP_IN_IP, Tunnel.NO_ID));
        cases.put("6in4", new Case(ip(41, PACKET6), TunnelType.IP_IN_IP, Tunnel.NO_ID));
        cases.put("4in6", new Case(ip6(4, PACKET4), TunnelType.IP_IN_IP, Tunnel.NO_ID));
        cases.put("6in6", new Case(ip6(41, PACKET6), TunnelType.IP_IN_IP, Tunnel.NO_ID));
        cases.put("GRE", new Case(ip(47, Wrapped.gre(0x0800, PACKET4)), TunnelType.GRE, Tunnel.NO_ID));
        cases.put(
                "GRE with fields",
                new Case(ip6(47, Wrapped.greWithFields(0x86DD, -1, 5, PACKET6)), TunnelType.GRE, 0xFFFF_FFFFL));
        cases.put("GRE with Ethernet", new Case(ip(47, Wrapped.gre(0x6558, FRAME6)), TunnelType.GRE, Tunnel.NO_ID));
        cases.put("GRE over UDP", new Case(udp(4754, Wrapped.gre(0x0800, PACKET4)), TunnelType.GRE, Tunnel.NO_ID));
        cases.put("PPTP", new Case(ip(47, Wrapped.pptp(77, Wrapped.ppp(0x21, PACKET4))), TunnelType.PPTP, 77));
        cases.put("ERSPAN I", new Case(ip(47, Wrapped.erspan(1, 0, FRAME4)), TunnelType.ERSPAN, Tunnel.NO_ID));
        cases.put("ERSPAN II", new Case(ip(47, Wrapped.erspan(2, 5, FRAME6)), TunnelType.ERSPAN, 5));
        cases.put("ERSPAN III", new Case(ip(47, Wrapped.erspan(3, 1023, FRAME4)), TunnelType.ERSPAN, 1023));
        cases.put("VXLAN", new Case(udp(4789, Wrapped.vxlan(0xABCDEF, FRAME4)), TunnelType.VXLAN, 0xABCDEF));
        cases.put("VXLAN back", new Case(answer(8472, Wrapped.vxlan(1, FRAME6)), TunnelType.VXLAN, 1));
        cases.put("VXLAN-GPE", new Case(udp(4790, Wrapped.vxlanGpe(2, 1, PACKET4)), TunnelType.VXLAN_GPE, 2));
        cases.put("VXLAN-GPE 6", new Case(udp(4790, Wrapped.vxlanGpe(2, 2, PACKET6)), TunnelType.VXLAN_GPE, 2));
        cases.put("VXLAN-GPE frame", new Case(udp(4790, Wrapped.vxlanGpe(2, 3, FRAME4)), TunnelType.VXLAN_GPE, 2));
        cases.put("GENEVE", new Case(udp(6081, Wrapped.geneve(3, 0x6558, 0, FRAME4)), TunnelType.GENEVE, 3));
        cases.put("GENEVE options", new Case(udp(6081, Wrapped.geneve(3, 0x86DD, 63, PACKET6)), TunnelType.GENEVE, 3));
        cases.put("GTP", new Case(udp(2152, Wrapped.gtp(-2, PACKET4)), TunnelType.GTP_U, 0xFFFF_FFFEL));
        cases.put("GTP extended", new Case(udp(2152, Wrapped.gtpWithExtension(8, 2, PACKET6)), TunnelType.GTP_U, 8));
        cases.put("Teredo", new Case(udp(3544, TEREDO_PACKET), TunnelType.TEREDO, Tunnel.NO_ID));
        cases.put(
                "Teredo indications",
                new Case(udp(3544, Wrapped.teredo(true, true, PACKET6)), TunnelType.TEREDO, Tunnel.NO_ID));
        cases.put("Teredo anywhere", new Case(udp(40000, TEREDO_PACKET), TunnelType.TEREDO, Tunnel.NO_ID));
        cases.put("AYIYA", new Case(udp(5072, Wrapped.ayiya(41, PACKET6)), TunnelType.AYIYA, Tunnel.NO_ID));
        cases.put("AYIYA anywhere", new Case(udp(40000, Wrapped.ayiya(4, PACKET4)), TunnelType.AYIYA, Tunnel.NO_ID));
        cases.put(
                "L2TP", new Case(udp(1701, Wrapped.l2tp(1, 2, Wrapped.ppp(0x21, PACKET4))), TunnelType.L2TP, 0x10002));
        cases.put(
                "L2TP compressed",
                new Case(
                        udp(1701, Wrapped.l2tp(1, 2, Wrapped.pppCompressed(0x57, PACKET6))), TunnelType.L2TP, 0x10002));
        cases.put("L2TPv3", new Case(ip(115, Wrapped.l2tpVersion3(9, 4, FRAME4)), TunnelType.L2TPV3, 9));
        cases.put(
                "L2TPv3 over UDP",
                new Case(udp(1701, Wrapped.l2tpVersion3OverUdp(9, 8, FRAME6)), TunnelType.L2TPV3, 9));
        cases.put("MPLS", new Case(link(0x8847, Wrapped.mpls(PACKET4, 16, 17)), TunnelType.MPLS, 17));
        cases.put("MPLS 6", new Case(link(0x8848, Wrapped.mpls(PACKET6, 18)), TunnelType.MPLS, 18));
        cases.put("MPLS frame", new Case(link(0x8847, Wrapped.mpls(FRAME4, 19)), TunnelType.MPLS, 19));
        cases.put(
                "MPLS control word",
                new Case(link(0x8847, Wrapped.mpls(Wrapped.controlWord(FRAME6), 20)), TunnelType.MPLS, 20));
        cases.put("PPPoE", new Case(link(0x8864, Wrapped.pppoe(21, 0x57, PACKET6)), TunnelType.PPPOE, 21));
        cases.put("PBB", new Case(link(0x88E7, Wrapped.backbone(0x123456, FRAME6)), TunnelType.PBB, 0x123456));
        return cases;
    }

    static Stream<Arguments> tunnels() {
        return cases().entrySet().stream()
                .map(entry -> Arguments.of(
                        entry.getKey(),
                        entry.getValue().frame(),
                        entry.getValue().type(),
                        entry.getValue().id()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tunnels")
    void theFlowIsThatOfTheInnermostPacket(String name, Frame frame, TunnelType type, long id) {
        FiveTupleExtractor extractor = FiveTupleExtractor.bidirectional();
        Extraction found = Extracted.of(extractor, frame);
        FiveTuple key = extractor.key(found.identity());
        assertThat(key.portA()).isIn(80, CLIENT.port(), 1000);
        assertThat(key.protocol()).isEqualTo(6);
        assertThat(found.payloadLength()).isEqualTo(5);
        assertThat(found.payloadCapturedLength()).isEqualTo(5);
        assertThat(found.tunnels().depth()).isEqualTo(1);
        List<Tunnel> tunnels = extractor.tunnels(frame.view());
        assertThat(tunnels).hasSize(1);
        assertThat(tunnels.get(0).type()).isEqualTo(type);
        assertThat(tunnels.get(0).id()).isEqualTo(id);
        assertThat(tunnels.get(0).source() == null).isEqualTo(!type.isOverIp());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tunnels")
    void theTunnelMayBePartOfTheKey(String name, Frame frame, TunnelType type, long id) {
        FiveTuple key = Extracted.key(FiveTupleExtractor.bidirectional().withTunnelIds(), frame);
        boolean counts = id != Tunnel.NO_ID && type != TunnelType.MPLS;
        assertThat(key.scope().tunnelType()).isEqualTo(counts ? type : null);
        assertThat(key.scope().tunnelId()).isEqualTo(counts ? id : 0);
        assertThat(key.in(io.flowtrack.api.FlowScope.NONE))
                .isEqualTo(Extracted.key(FiveTupleExtractor.bidirectional(), frame));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tunnels")
    void atDepthZeroTheOuterPacketCounts(String name, Frame frame, TunnelType type, long id) {
        FiveTupleExtractor extractor = FiveTupleExtractor.bidirectional().decapsulating(Decapsulation.none());
        FiveTuple key = Extracted.key(extractor, frame);
        assertThat(key.protocol() == 6).isEqualTo(!type.isOverIp());
    }

    /** What is cut so that no inner transport header is left is the outer packet's; no cut breaks anything. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("tunnels")
    void aCutTunnelIsNeverMoreThanItShows(String name, Frame frame, TunnelType type, long id) {
        for (int length = 0; length <= frame.bytes().length; length++) {
            Frame cut = frame.snapped(length);
            Frame lost = Frame.of(Arrays.copyOf(frame.bytes(), length), 0, frame.linkType());
            for (Frame less : List.of(cut, lost)) {
                PacketView packet = less.view();
                Extraction into = new Extraction();
                ExtractionRules.extractors().forEach(extractor -> ExtractionRules.extract(extractor, packet, into));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tunnels")
    void changedBytesNeverBreakAnything(String name, Frame frame, TunnelType type, long id) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Extraction into = new Extraction();
        for (int round = 0; round < 300; round++) {
            byte[] bytes = frame.bytes().clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            PacketView packet = Frame.of(bytes, 0, frame.linkType()).view();
            for (var extractor : ExtractionRules.extractors()) {
                assertThat(new Object[] {seed}).isNotNull();
                ExtractionRules.extract(extractor, packet, into);
            }
        }
    }

    private static void isOuter(Frame frame) {
        Extraction found = Extracted.of(FiveTupleExtractor.bidirectional(), frame);
        assertThat(found.tunnels().depth()).isZero();
        assertThat(found.transport()).isNotEqualTo(io.flowtrack.api.Transport.TCP);
    }

    @Test
    void whatIsNotTheTunnelThatItsPortPromisesIsThePortsOwn() {
        isOuter(udp(4789, FRAME4)); // no VXLAN header
        isOuter(udp(4789, Wrapped.vxlan(1, Frames.arp(CLIENT, SERVER).build().bytes())));
        isOuter(udp(4789, new byte[7]));
        isOuter(udp(4790, Wrapped.vxlanGpe(1, 4, PACKET4)));
        isOuter(udp(6081, new byte[] {(byte) 0x40, 0, 8, 0, 0, 0, 0, 0, 0x45})); // version 1
        isOuter(udp(6081, Wrapped.geneve(1, 0x0800, 0, PACKET6)));
        isOuter(udp(6081, Wrapped.geneve(1, 0x0029, 0, PACKET4)));
        isOuter(udp(2152, Wrapped.gtp(1, Arrays.copyOf(PACKET4, PACKET4.length + 1)))); // does not fit
        isOuter(udp(2152, PACKET4));
        isOuter(udp(3544, PACKET4));
        isOuter(udp(5072, Wrapped.ayiya(59, PACKET6)));
        isOuter(udp(1701, Wrapped.l2tpVersion3OverUdp(0, 0, FRAME4))); // a session of 0 is control
        isOuter(udp(1701, Wrapped.l2tp(1, 1, Wrapped.ppp(0xC021, PACKET4))));
        isOuter(udp(40000, PACKET6)); // addresses that are none of Teredo's
        isOuter(ip(4, PACKET6));
        isOuter(ip(41, PACKET4));
        isOuter(ip(47, Wrapped.gre(0x0806, PACKET4)));
        isOuter(ip(47, new byte[] {0x40, 0, 8, 0, 0, 0, 0, 0})); // routes
        isOuter(ip(47, new byte[] {0, 2, 8, 0, 0, 0, 0, 0})); // version 2
        isOuter(ip(47, new byte[3]));
    }

    @Test
    void emptyAndEndlessExtensionsOfGtpAreNotWalked() {
        byte[] empty = Wrapped.gtpWithExtension(1, 1, PACKET4);
        empty[12] = 0;
        isOuter(udp(2152, empty));
        byte[] endless = Wrapped.gtpWithExtension(1, 20, PACKET4);
        for (int i = 12; i < 92; i += 4) {
            endless[i] = 1;
            endless[i + 3] = (byte) 0x85;
        }
        isOuter(udp(2152, endless));
    }

    @Test
    void portsCanBeChosen() {
        Frame moved = udp(5555, Wrapped.vxlan(1, FRAME4));
        isOuter(moved);
        FiveTupleExtractor chosen = FiveTupleExtractor.bidirectional()
                .decapsulating(Decapsulation.defaults().withPorts(TunnelType.VXLAN, 5555));
        assertThat(Extracted.key(chosen, moved).protocol()).isEqualTo(6);
        assertThat(Extracted.key(chosen, udp(4789, Wrapped.vxlan(1, FRAME4))).protocol())
                .isEqualTo(17);
    }

    private static Frame nested(int count) {
        byte[] packet = PACKET4;
        for (int i = 0; i < count; i++) {
            packet = Frames.ip(4, NEAR, FAR).payload(packet).packet();
        }
        return Frames.ip(4, NEAR, FAR).payload(packet).build();
    }

    @Test
    void tunnelsInOneAnotherAreOpenedToTheLimit() {
        FiveTupleExtractor extractor = FiveTupleExtractor.bidirectional();
        assertThat(Extracted.key(extractor, nested(3)).protocol()).isEqualTo(6);
        assertThat(Extracted.of(extractor, nested(3)).tunnels().depth()).isEqualTo(4);
        assertThat(Extracted.key(extractor, nested(4)).protocol()).isEqualTo(4);
        FiveTupleExtractor deep = FiveTupleExtractor.bidirectional()
                .decapsulating(Decapsulation.defaults().withMaxDepth(16));
        assertThat(Extracted.key(deep, nested(15)).protocol()).isEqualTo(6);
        assertThat(Extracted.of(deep, nested(60)).tunnels().depth()).isEqualTo(16);
    }

    @Test
    void tagsLabelsAndTunnelsMayBeMixed() {
        byte[] gre = Frames.ip(47, NEAR, FAR)
                .payload(Wrapped.gre(0x8847, Wrapped.mpls(PACKET6, 1, 2, 3)))
                .vlan(12)
                .build()
                .bytes();
        Frame frame = Frames.udp(NEAR6, Endpoint.of(FAR6.address(), 4789))
                .payload(Wrapped.vxlan(4, gre))
                .vlan(10)
                .vlan(11)
                .build();
        FiveTupleExtractor extractor =
                FiveTupleExtractor.bidirectional().withVlanIds().withTunnelIds();
        FiveTuple key = Extracted.key(extractor, frame);
        assertThat(key.protocol()).isEqualTo(6);
        assertThat(key.scope()).isEqualTo(new io.flowtrack.api.FlowScope(12, 0, TunnelType.VXLAN, 4));
        assertThat(extractor.tunnels(frame.view()))
                .extracting(Tunnel::type)
                .containsExactly(TunnelType.VXLAN, TunnelType.GRE, TunnelType.MPLS);
    }

    @Test
    void innerChecksumsAreVerified() {
        byte[] wrong =
                Frames.tcp(CLIENT, SERVER).payload("x").wrongChecksum().build().bytes();
        FiveTupleExtractor extractor = FiveTupleExtractor.bidirectional().verifyingChecksums();
        Extraction found = Extracted.of(extractor, udp(4789, Wrapped.vxlan(1, wrong)));
        assertThat(found.hasBadChecksum()).isTrue();
        assertThat(extractor.key(found.identity()).protocol()).isEqualTo(6);
        byte[] wrongHeader =
                Frames.tcp(CLIENT, SERVER).wrongHeaderChecksum().build().bytes();
        assertThat(Extracted.reasonOf(extractor, udp(4789, Wrapped.vxlan(1, wrongHeader))))
                .isEqualTo(io.flowtrack.api.PassReason.BAD_IP_CHECKSUM);
    }

    @Test
    void whatHasAWrongChecksumIsNotLookedInto() {
        Frame frame = Frames.udp(NEAR, Endpoint.of(FAR.address(), 4789))
                .payload(Wrapped.vxlan(1, FRAME4))
                .wrongChecksum()
                .build();
        FiveTupleExtractor extractor = FiveTupleExtractor.bidirectional().verifyingChecksums();
        Extraction found = Extracted.of(extractor, frame);
        assertThat(found.hasBadChecksum()).isTrue();
        assertThat(extractor.key(found.identity()).protocol()).isEqualTo(17);
    }

    @Test
    void aPairOfHostsIsThatOfTheInnermostPacket() {
        HostPairExtractor hosts = HostPairExtractor.create();
        assertThat(Extracted.key(hosts, udp(4789, Wrapped.vxlan(1, FRAME4))))
                .isEqualTo(Extracted.key(hosts, Frames.tcp(CLIENT, SERVER).build()));
        assertThat(Extracted.key(hosts.decapsulating(Decapsulation.none()), udp(4789, Wrapped.vxlan(1, FRAME4))))
                .isEqualTo(Extracted.key(hosts, Frames.tcp(NEAR, FAR).build()));
    }

    @Test
    void otherTagsAreSteppedOver() {
        assertThat(Extracted.key(FiveTupleExtractor.bidirectional(), link(0x8926, Wrapped.vnTag(0x0800, PACKET4)))
                        .protocol())
                .isEqualTo(6);
        assertThat(Extracted.key(FiveTupleExtractor.bidirectional(), link(0x8903, Wrapped.fabricPath(FRAME6)))
                        .protocol())
                .isEqualTo(6);
    }
}
