package io.flowtrack.testdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TcpFlags;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class TransportTest {
    private final Endpoint client = Endpoint.client(3);
    private final Endpoint server = Endpoint.server(3, 443);
    private final Endpoint client6 = Endpoint.client6(3);
    private final Endpoint server6 = Endpoint.server6(3, 443);

    @Test
    void theInternetChecksumIsThatOfTheExampleInRfc1071() {
        byte[] example = {0x00, 0x01, (byte) 0xF2, 0x03, (byte) 0xF4, (byte) 0xF5, (byte) 0xF6, (byte) 0xF7};
        assertThat(Checksum.internet(example)).isEqualTo(0xFFFF & ~0xDDF2);
    }

    @Test
    void transportChecksumsVerifyForOddAndEvenLengths() {
        for (int length : new int[] {0, 1, 2, 7, 100}) {
            List<IpFrameBuilder<?>> builders = List.of(
                    Frames.tcp(client, server).payload(length),
                    Frames.tcp(client6, server6).mss(1440).payload(length),
                    Frames.udp(client, server).payload(length),
                    Frames.udp(client6, server6).payload(length),
                    Frames.udpLite(client6, server6).payload(length),
                    Frames.icmp(client6, server6).payload(length));
            for (IpFrameBuilder<?> builder : builders) {
                assertThat(sum(builder)).as("protocol %s", builder.protocol()).isZero();
                assertThat(sum(builder.wrongChecksum())).isNotZero();
            }
        }
    }

    private static int sum(IpFrameBuilder<?> builder) {
        byte[] segment = builder.segment();
        return Checksum.internet(
                Checksum.pseudoHeader(
                        builder.source().address(),
                        builder.destination().address(),
                        builder.protocol(),
                        segment.length),
                segment);
    }

    @Test
    void icmpSumsNoPseudoHeader() {
        assertThat(Checksum.internet(Frames.icmp(client, server).payload(33).segment()))
                .isZero();
    }

    @Test
    void tcpFieldsLieWhereTheRfcPutsThem() {
        PacketView view = Frames.tcp(client, server)
                .link(LinkType.RAW)
                .flags(TcpFlags.SYN | TcpFlags.ECE)
                .sequence(0xFFFF_FFF0)
                .acknowledgement(17)
                .window(512)
                .mss(1460)
                .windowScale(7)
                .payload("hello")
                .build()
                .view();
        assertThat(view.u16(20)).isEqualTo(client.port());
        assertThat(view.u16(22)).isEqualTo(443);
        assertThat(view.u32(24)).isEqualTo(0xFFFF_FFF0L);
        assertThat(view.u32(28)).isEqualTo(17);
        assertThat(view.u16(32)).isEqualTo(7 << 12 | 0x42);
        assertThat(view.u16(34)).isEqualTo(512);
        assertThat(view.u32(40)).isEqualTo(0x020405B4);
        assertThat(view.u32(44)).isEqualTo(0x03030700);
        assertThat(view.u8(48)).isEqualTo('h');
        assertThat(view.capturedLength()).isEqualTo(53);
    }

    @Test
    void aClaimedDataOffsetMovesNoBytes() {
        TcpFrameBuilder segment = Frames.tcp(client, server).payload("x");
        int length = segment.segment().length;
        byte[] lying = segment.claimedDataOffsetWords(15).segment();
        assertThat(lying).hasSize(length);
        assertThat(lying[12]).isEqualTo((byte) 0xF0);
    }

    @Test
    void aClaimedUdpLengthMovesNoBytes() {
        ByteBuffer lying = ByteBuffer.wrap(
                Frames.udp(client, server).payload(10).claimedLength(7).segment());
        assertThat(lying.capacity()).isEqualTo(18);
        assertThat(lying.getShort(4)).isEqualTo((short) 7);
    }

    @Test
    void udpWithoutChecksumHasZeroThere() {
        byte[] segment = Frames.udp(client, server).withoutChecksum().segment();
        assertThat(ByteBuffer.wrap(segment).getShort(6)).isZero();
    }

    @Test
    void sctpPacketsArePaddedAndTheirCrcVerifies() {
        byte[] packet = Frames.sctp(client, server).payload(5).segment();
        assertThat(packet).hasSize(12 + 4 + 12 + 8);
        ByteBuffer fields = ByteBuffer.wrap(packet);
        assertThat(fields.getShort(14)).isEqualTo((short) 21);
        int stated = Integer.reverseBytes(fields.getInt(8));
        Arrays.fill(packet, 8, 12, (byte) 0);
        CRC32C crc = new CRC32C();
        crc.update(packet);
        assertThat(stated).isEqualTo((int) crc.getValue());
    }

    @Test
    void echoTypesFollowTheIpVersion() {
        assertThat(Frames.icmp(client, server).segment()[0]).isEqualTo((byte) 8);
        assertThat(Frames.icmp(client, server).echoReply().segment()[0]).isZero();
        assertThat(Frames.icmp(client6, server6).segment()[0]).isEqualTo((byte) 128);
        assertThat(Frames.icmp(client6, server6).echoReply().segment()[0]).isEqualTo((byte) 129);
    }

    @Test
    void anyProtocolCarriesItsPayloadRightBehindTheIpHeader() {
        byte[] packet = Frames.ip(47, client, server).payload("gre").packet();
        assertThat(packet[9]).isEqualTo((byte) 47);
        assertThat(Arrays.copyOfRange(packet, 20, 23)).isEqualTo(new byte[] {'g', 'r', 'e'});
    }
}
