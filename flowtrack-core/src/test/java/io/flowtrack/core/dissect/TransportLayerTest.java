package io.flowtrack.core.dissect;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.TcpFlags;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.TcpFrameBuilder;
import io.flowtrack.testdata.UdpFrameBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransportLayerTest {
    private static final int TRANSPORT = 14 + 20;
    private static final Endpoint CLIENT = Endpoint.client(1).port(65535);
    private static final Endpoint SERVER = Endpoint.server(1, 32768);

    private final TcpFrameBuilder tcp = Frames.tcp(CLIENT, SERVER).payload(10);
    private final UdpFrameBuilder udp = Frames.udp(CLIENT, SERVER).payload(10);

    @Test
    void tcpNumbersAreReadAsTheyStand() {
        Frame frame = tcp.flags(0xFF)
                .sequence(0xFEDC_BA98)
                .acknowledgement(0x8765_4321)
                .window(0xF00D)
                .build();
        Dissection found = Dissected.of(frame);
        PacketView packet = frame.view();
        assertThat(found.sourcePort()).isEqualTo(65535);
        assertThat(found.destinationPort()).isEqualTo(32768);
        int control = TcpHeader.control(packet, found.transportOffset());
        assertThat(TcpHeader.flags(control)).isEqualTo(0xFF);
        assertThat(TcpHeader.window(control)).isEqualTo(0xF00D);
        long numbers = TcpHeader.numbers(packet, found.transportOffset());
        assertThat(TcpHeader.sequence(numbers)).isEqualTo(0xFEDC_BA98);
        assertThat(TcpHeader.acknowledgement(numbers)).isEqualTo(0x8765_4321);
        assertThat(found.isOneWay()).isFalse();
    }

    @Test
    void theNinthTcpFlagIsNotRead() {
        Frame frame = tcp.flags(TcpFlags.SYN | 0x100).build();
        assertThat(TcpHeader.flags(TcpHeader.control(frame.view(), TRANSPORT))).isEqualTo(TcpFlags.SYN);
    }

    @Test
    void tcpPayloadFollowsTheOptions() {
        Dissection found = Dissected.of(tcp.mss(1460).timestamps(1, 2).build());
        assertThat(found.payloadOffset()).isEqualTo(TRANSPORT + 36);
        assertThat(found.payloadLength()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 8, 15})
    void aDataOffsetOutsideTheSegmentIsMalformed(int words) {
        assertThat(Dissected.reasonOf(tcp.claimedDataOffsetWords(words).build()))
                .isEqualTo(PassReason.MALFORMED_TRANSPORT_HEADER);
    }

    @Test
    void aDataOffsetAtTheEndOfTheSegmentLeavesNoPayload() {
        assertThat(Dissected.of(tcp.payload(20).claimedDataOffsetWords(10).build())
                        .payloadLength())
                .isZero();
    }

    @Test
    void tcpOptionsMayBeCutByTheCapture() {
        Dissection found =
                Dissected.of(tcp.timestamps(1, 2).snapped(TRANSPORT + 20).build());
        assertThat(found.payloadOffset()).isEqualTo(TRANSPORT + 32);
        assertThat(found.payloadLength()).isEqualTo(10);
    }

    @Test
    void tcpOptionsMayBeCutByAFrameThatForgotItsLength() {
        Frame whole = tcp.timestamps(1, 2).build();
        Frame cut = whole.snapped(TRANSPORT + 20);
        Dissection found = Dissected.of(Frame.of(cut.bytes(), 0, cut.linkType()));
        assertThat(found.sourcePort()).isEqualTo(65535);
        assertThat(found.payloadLength()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"6, 20", "17, 8", "136, 8", "132, 12", "1, 8", "58, 8"})
    void aCutTransportHeaderIsPassedOver(int protocol, int headerLength) {
        byte[] segment = new byte[headerLength];
        segment[12 % headerLength] = 0x50;
        var packet = Frames.ip(protocol, CLIENT, SERVER).payload(segment);
        Dissected.of(packet.build());
        for (int length = 0; length < headerLength; length++) {
            assertThat(Dissected.reasonOf(packet.snapped(TRANSPORT + length).build()))
                    .isEqualTo(PassReason.TRUNCATED_TRANSPORT_HEADER);
        }
    }

    @ParameterizedTest
    @CsvSource({"6, 20", "17, 8", "136, 8", "132, 12", "1, 8", "58, 8"})
    void aTransportHeaderDoesNotReachIntoThePadding(int protocol, int headerLength) {
        var packet =
                Frames.ip(protocol, CLIENT, SERVER).payload(headerLength - 1).padded();
        assertThat(Dissected.reasonOf(packet.build())).isEqualTo(PassReason.TRUNCATED_TRANSPORT_HEADER);
    }

    @Test
    void udpPayloadFollowsTheHeader() {
        Dissection found = Dissected.of(udp.build());
        assertThat(found.payloadOffset()).isEqualTo(TRANSPORT + 8);
        assertThat(found.payloadLength()).isEqualTo(10);
        assertThat(found.sourcePort()).isEqualTo(65535);
        assertThat(found.destinationPort()).isEqualTo(32768);
    }

    @ParameterizedTest
    @CsvSource({"8, 0", "9, 1", "17, 9", "18, 10", "19, 10", "65535, 10", "0, 10"})
    void udpLengthEndsThePayloadWithinThePacket(int claimed, int payloadLength) {
        assertThat(Dissected.of(udp.claimedLength(claimed).build()).payloadLength())
                .isEqualTo(payloadLength);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void aUdpLengthWithinTheHeaderIsMalformed(int claimed) {
        assertThat(Dissected.reasonOf(udp.claimedLength(claimed).build()))
                .isEqualTo(PassReason.MALFORMED_TRANSPORT_HEADER);
    }

    @Test
    void theFirstFragmentOfADatagramHasThePayloadThatIsInIt() {
        Dissection found = Dissected.of(udp.payload(1000).fragments(512).get(0));
        assertThat(found.payloadLength()).isEqualTo(504);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 8, 18})
    void theChecksumCoverageOfUdpLiteIsNoLength(int coverage) {
        Frame frame = Frames.udpLite(CLIENT, SERVER)
                .payload(10)
                .claimedLength(coverage)
                .build();
        Dissection found = Dissected.of(frame);
        assertThat(found.protocol()).isEqualTo(136);
        assertThat(found.sourcePort()).isEqualTo(65535);
        assertThat(found.payloadLength()).isEqualTo(10);
    }

    @Test
    void theChunksOfSctpAreItsPayload() {
        Dissection found = Dissected.of(Frames.sctp(CLIENT, SERVER).payload(8).build());
        assertThat(found.sourcePort()).isEqualTo(65535);
        assertThat(found.destinationPort()).isEqualTo(32768);
        assertThat(found.payloadOffset()).isEqualTo(TRANSPORT + 12);
        assertThat(found.payloadLength()).isEqualTo(16 + 8);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 41, 47, 50, 89, 103, 255})
    void otherProtocolsHaveNoPorts(int protocol) {
        Dissection found =
                Dissected.of(Frames.ip(protocol, CLIENT, SERVER).payload(50).build());
        assertThat(found.protocol()).isEqualTo(protocol);
        assertThat(found.sourcePort()).isZero();
        assertThat(found.destinationPort()).isZero();
        assertThat(found.payloadOffset()).isEqualTo(TRANSPORT);
        assertThat(found.payloadLength()).isEqualTo(50);
    }

    @Test
    void aPacketOfNothingButAnIpHeaderIsOneOfAnotherProtocol() {
        assertThat(Dissected.of(Frames.ip(253, CLIENT, SERVER).build()).payloadLength())
                .isZero();
    }

    @Test
    void anEchoRequestNamesItsAnswer() {
        Dissection found = Dissected.of(Frames.icmp(CLIENT, SERVER).payload(56).build());
        assertThat(found.sourcePort()).isEqualTo(8);
        assertThat(found.destinationPort()).isZero();
        assertThat(found.isOneWay()).isFalse();
        assertThat(found.payloadOffset()).isEqualTo(TRANSPORT + 8);
        assertThat(found.payloadLength()).isEqualTo(56);
    }

    @Test
    void anErrorHasItsCodeInPlaceOfAnAnswer() {
        Dissection found =
                Dissected.of(Frames.icmp(CLIENT, SERVER).type(3).code(13).build());
        assertThat(found.sourcePort()).isEqualTo(3);
        assertThat(found.destinationPort()).isEqualTo(13);
        assertThat(found.isOneWay()).isTrue();
    }

    @Test
    void oneWayDoesNotRubOffOnTheNextPacket() {
        Dissection found = new Dissection();
        Dissected.walk(Frames.icmp(CLIENT, SERVER).type(3).build().view(), found);
        assertThat(found.isOneWay()).isTrue();
        Dissected.walk(udp.build().view(), found);
        assertThat(found.isOneWay()).isFalse();
    }
}
