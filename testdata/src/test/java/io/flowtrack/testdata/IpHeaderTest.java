package io.flowtrack.testdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class IpHeaderTest {
    private static final int UDP = 17;

    private final UdpFrameBuilder ipv4 =
            Frames.udp(Endpoint.client(0), Endpoint.server(0, 53)).payload(100).link(LinkType.RAW);
    private final UdpFrameBuilder ipv6 = Frames.udp(Endpoint.client6(0), Endpoint.server6(0, 53))
            .payload(100)
            .link(LinkType.RAW);

    @Test
    void ipv4LengthsAddUpAndTheChecksumIsRight() {
        PacketView view = ipv4.ipv4Options(3).ttl(9).trafficClass(4).build().view();
        assertThat(view.u8(0)).isEqualTo(0x48);
        assertThat(view.u8(1)).isEqualTo(4);
        assertThat(view.u16(2)).isEqualTo(32 + 8 + 100).isEqualTo(view.capturedLength());
        assertThat(view.u8(8)).isEqualTo(9);
        assertThat(view.u8(9)).isEqualTo(UDP);
        assertThat(Checksum.internet(Arrays.copyOf(ipv4.packet(), 32))).isZero();
    }

    @Test
    void ipv6LengthIsThatOfEverythingBehindTheFixedHeader() {
        PacketView view = ipv6.extension(Ipv6Extension.routing()).build().view();
        assertThat(view.u8(0)).isEqualTo(0x60);
        assertThat(view.u16(4)).isEqualTo(8 + 8 + 100).isEqualTo(view.capturedLength() - 40);
    }

    @Test
    void extensionHeadersChainInTheOrderTheyWereAdded() {
        PacketView view = ipv6.extension(Ipv6Extension.hopByHop(2))
                .extension(Ipv6Extension.authentication())
                .extension(Ipv6Extension.destinationOptions(1))
                .build()
                .view();
        assertThat(view.u8(6)).isZero();
        assertThat(new int[] {view.u8(40), view.u8(41)}).containsExactly(51, 1);
        assertThat(new int[] {view.u8(56), view.u8(57)}).containsExactly(60, 4);
        assertThat(new int[] {view.u8(80), view.u8(81)}).containsExactly(UDP, 0);
        assertThat(view.u16(90)).isEqualTo(53);
    }

    @Test
    void longOptionsAreFilledWithPaddingToTheirEnd() {
        byte[] header = Ipv6Extension.hopByHop(40).bytes(0);
        int offset = 2;
        while (offset < header.length) {
            assertThat(header[offset]).isEqualTo((byte) 1);
            offset += 2 + (header[offset + 1] & 0xFF);
        }
        assertThat(offset).isEqualTo(header.length);
    }

    @Test
    void ipv4FragmentsMakeUpTheSegment() {
        byte[] whole = Arrays.copyOfRange(ipv4.packet(), 20, 128);
        List<Frame> fragments = ipv4.identification(77).fragments(50);
        assertThat(fragments).hasSize(3);
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (Frame fragment : fragments) {
            PacketView view = fragment.view();
            boolean last = fragment.equals(fragments.get(2));
            assertThat(view.u16(4)).isEqualTo(77);
            assertThat(view.u16(6)).isEqualTo(joined.size() / 8 | (last ? 0 : 0x2000));
            assertThat(Checksum.internet(Arrays.copyOf(fragment.bytes(), 20))).isZero();
            joined.writeBytes(Arrays.copyOfRange(fragment.bytes(), 20, fragment.bytes().length));
        }
        assertThat(joined.toByteArray()).isEqualTo(whole);
        assertThat(ipv4.build().view().u16(6)).isEqualTo(0x4000);
    }

    @Test
    void ipv6FragmentsHaveAFragmentHeaderWhereItWasPut() {
        ipv6.extension(Ipv6Extension.hopByHop(1)).identification(0x12345678);
        List<Frame> fragments = ipv6.fragments(64);
        assertThat(fragments).hasSize(2);
        PacketView second = fragments.get(1).view();
        assertThat(second.u8(40)).isEqualTo(44);
        assertThat(second.u8(48)).isEqualTo(UDP);
        assertThat(second.u16(50)).isEqualTo(64);
        assertThat(second.i32(52)).isEqualTo(0x12345678);
        assertThat(fragments.get(0).view().u16(50)).isEqualTo(1);
        assertThat(second.capturedLength()).isEqualTo(40 + 8 + 8 + (108 - 64));
    }

    @Test
    void claimedLengthsChangeNothingElse() {
        byte[] lying = ipv4.claimedIpLength(9999).claimedHeaderWords(15).packet();
        assertThat(lying).hasSize(128);
        assertThat(ipv4.build().view().u16(2)).isEqualTo(9999);
        assertThat(ipv4.build().view().u8(0)).isEqualTo(0x4F);
        assertThat(ipv6.claimedIpLength(3).build().view().u16(4)).isEqualTo(3);
    }

    @Test
    void aWrongHeaderChecksumIsWrong() {
        assertThat(Checksum.internet(Arrays.copyOf(ipv4.wrongHeaderChecksum().packet(), 20)))
                .isNotZero();
    }

    @Test
    void whatDoesNotFitItsFieldIsRefusedUnlessItIsClaimed() {
        assertThatThrownBy(() -> ipv4.ipv4Options(11)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ipv4.fragment(12, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ipv6.payload(70_000).build()).isInstanceOf(IllegalStateException.class);
        assertThat(ipv6.claimedIpLength(0).build().view().u16(4)).isZero();
    }

    @Test
    void addressesOfBothVersionsInOnePacketAreRefused() {
        Endpoint client = Endpoint.client(0);
        Endpoint server = Endpoint.server6(0, 80);
        assertThatThrownBy(() -> Frames.tcp(client, server)).isInstanceOf(IllegalArgumentException.class);
    }
}
