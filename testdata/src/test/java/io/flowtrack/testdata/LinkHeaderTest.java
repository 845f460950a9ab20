package io.flowtrack.testdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class LinkHeaderTest {
    private final Endpoint client = Endpoint.client(0);
    private final Endpoint server = Endpoint.server(0, 80);

    private UdpFrameBuilder udp() {
        return Frames.udp(client, server).payload(4);
    }

    @Test
    void ethernetNamesBothCardsAndTheNetworkProtocol() {
        PacketView view = udp().build().view();
        assertThat(view.u16(0)).isEqualTo(0x0200);
        assertThat(view.i32(2)).isEqualTo((int) server.address().low());
        assertThat(view.u16(6)).isEqualTo(0x0200);
        assertThat(view.i32(8)).isEqualTo((int) client.address().low());
        assertThat(view.u16(12)).isEqualTo(0x0800);
        assertThat(view.capturedLength()).isEqualTo(14 + 20 + 8 + 4);
    }

    @Test
    void vlanTagsFollowEachOtherInTheOrderTheyWereAdded() {
        PacketView view = udp().vlan(Frames.TPID_8021AD, 7)
                .vlan(8)
                .vlan(9)
                .vlan(10)
                .build()
                .view();
        assertThat(new int[] {view.u16(12), view.u16(14), view.u16(16), view.u16(18)})
                .containsExactly(0x88A8, 7, 0x8100, 8);
        assertThat(new int[] {view.u16(20), view.u16(22), view.u16(24), view.u16(26), view.u16(28)})
                .containsExactly(0x8100, 9, 0x8100, 10, 0x0800);
        assertThat(view.u8(30)).isEqualTo(0x45);
    }

    @Test
    void rawLinksBeginWithTheIpHeader() {
        assertThat(udp().link(LinkType.RAW).build().bytes()).isEqualTo(udp().packet());
        assertThat(udp().link(LinkType.IPV4).build().bytes()).isEqualTo(udp().packet());
        UdpFrameBuilder ipv6 =
                Frames.udp(Endpoint.client6(0), Endpoint.server6(0, 80)).link(LinkType.IPV6);
        assertThat(ipv6.build().bytes()).isEqualTo(ipv6.packet());
        assertThat(ipv6.build().linkType()).isEqualTo(LinkType.IPV6);
    }

    @Test
    void cookedLinksSayTheProtocolInTheirLastOrFirstField() {
        PacketView sll = udp().link(LinkType.LINUX_SLL).build().view();
        assertThat(sll.u16(14)).isEqualTo(0x0800);
        assertThat(sll.u8(16)).isEqualTo(0x45);
        PacketView sll2 = udp().link(LinkType.LINUX_SLL2).build().view();
        assertThat(sll2.u16(0)).isEqualTo(0x0800);
        assertThat(sll2.u8(20)).isEqualTo(0x45);
    }

    @Test
    void cookedLinksCarryTagsBehindTheirHeader() {
        PacketView sll = udp().link(LinkType.LINUX_SLL).vlan(5).build().view();
        assertThat(new int[] {sll.u16(14), sll.u16(16), sll.u16(18)}).containsExactly(0x8100, 5, 0x0800);
        PacketView sll2 = udp().link(LinkType.LINUX_SLL2).vlan(5).build().view();
        assertThat(new int[] {sll2.u16(0), sll2.u16(20), sll2.u16(22)}).containsExactly(0x8100, 5, 0x0800);
    }

    @Test
    void loopbackLinksSayTheFamilyInTheirByteOrder() {
        assertThat(udp().link(LinkType.NULL).build().view().i32(0)).isEqualTo(0x0200_0000);
        PacketView big = udp().link(LinkType.NULL)
                .familyOrder(ByteOrder.BIG_ENDIAN)
                .build()
                .view();
        assertThat(big.i32(0)).isEqualTo(2);
        assertThat(udp().link(LinkType.LOOP).build().view().i32(0)).isEqualTo(2);
        UdpFrameBuilder ipv6 = Frames.udp(Endpoint.client6(0), Endpoint.server6(0, 80));
        assertThat(ipv6.link(LinkType.LOOP).build().view().i32(0)).isEqualTo(30);
        assertThat(ipv6.family(24).build().view().i32(0)).isEqualTo(24);
    }

    @Test
    void tagsOnALinkWithoutEtherTypeAreRefused() {
        UdpFrameBuilder tagged = udp().link(LinkType.RAW).vlan(5);
        assertThatThrownBy(tagged::build).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shortEthernetFramesArePaddedOnRequestOnly() {
        assertThat(udp().padded().build().bytes()).hasSize(60).endsWith(0, 0, 0);
        assertThat(udp().padded().build().wireLength()).isEqualTo(60);
        assertThat(udp().payload(100).padded().build().bytes()).hasSize(142);
        assertThat(udp().build().bytes()).hasSize(46);
    }

    @Test
    void aSnapLengthCutsTheBytesAndNotTheWireLength() {
        Frame frame = udp().payload(100).snapped(50).build();
        assertThat(frame.bytes()).hasSize(50);
        assertThat(frame.view().capturedLength()).isEqualTo(50);
        assertThat(frame.view().wireLength()).isEqualTo(142);
    }

    @Test
    void arpAsksForTheSecondAddress() {
        PacketView view = Frames.arp(client, server).build().view();
        assertThat(view.u16(12)).isEqualTo(0x0806);
        assertThat(view.u16(20)).isEqualTo(1);
        assertThat(view.i32(28)).isEqualTo((int) client.address().low());
        assertThat(view.i32(38)).isEqualTo((int) server.address().low());
        assertThat(view.capturedLength()).isEqualTo(42);
    }
}
