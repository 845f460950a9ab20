package io.flowtrack.core.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.Transport;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.Ipv6Extension;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Zeek makes of packets that hardly anybody sends. */
class ZeekOddPacketsTest {
    private static final int HOP_BY_HOP = 0;
    private static final int ICMP = 1;
    private static final int ROUTING = 43;
    private static final int ESP = 50;
    private static final int AUTHENTICATION = 51;
    private static final int ICMPV6 = 58;
    private static final int DESTINATION_OPTIONS = 60;
    private static final int MOBILITY = 135;

    private static final int ETHERNET_AND_IPV6 = 14 + 40;
    private static final Endpoint A = Endpoint.client(1);
    private static final Endpoint B = Endpoint.server(1, 80);
    private static final Endpoint A6 = Endpoint.client6(1);
    private static final Endpoint B6 = Endpoint.server6(1, 80);

    private final FlowExtractor<FiveTuple> zeek =
            FiveTupleExtractor.bidirectional().verifyingChecksums().asZeek();

    private FiveTuple key(Extraction found) {
        return zeek.key(found.identity());
    }

    private void assertUnknownTransport(int protocol, Frame frame) {
        Extraction found = Extracted.of(zeek, frame);
        assertThat(found.transport()).isEqualTo(Transport.OTHER);
        assertThat(key(found).protocol()).isEqualTo(protocol);
        assertThat(key(found).portA() + key(found).portB()).isZero();
        assertThat(found.isDefective()).isFalse();
    }

    @Test
    void anAuthenticationHeaderInIpv4IsAProtocolOfItsOwn() {
        Frame frame = Frames.tcp(A, B)
                .extension(Ipv6Extension.authentication())
                .payload("x")
                .build();
        assertUnknownTransport(AUTHENTICATION, frame);
        assertThat(Extracted.of(FiveTupleExtractor.bidirectional(), frame).transport())
                .isEqualTo(Transport.TCP);
    }

    @Test
    void anAuthenticationHeaderInIpv4NeedNotEvenBeWhole() {
        assertUnknownTransport(
                AUTHENTICATION, Frames.ip(AUTHENTICATION, A, B).payload(3).build());
    }

    @Test
    void anAuthenticationHeaderInIpv6IsSteppedOver() {
        Frame frame =
                Frames.tcp(A6, B6).extension(Ipv6Extension.authentication()).build();
        assertThat(Extracted.of(zeek, frame).transport()).isEqualTo(Transport.TCP);
    }

    @Test
    void anExtensionHeaderThatTheCaptureCutIsTheProtocol() {
        Frame frame = Frames.udp(A6, B6)
                .extension(Ipv6Extension.hopByHop(1))
                .extension(Ipv6Extension.destinationOptions(3))
                .payload(100)
                .build();
        int secondHeader = ETHERNET_AND_IPV6 + 8;
        for (int inHand = 0; inHand < 24; inHand++) {
            assertUnknownTransport(DESTINATION_OPTIONS, frame.snapped(secondHeader + inHand));
        }
        assertUnknownTransport(HOP_BY_HOP, frame.snapped(ETHERNET_AND_IPV6 + 7));
        assertThat(Extracted.reasonOf(zeek, frame.snapped(secondHeader + 24)))
                .isEqualTo(PassReason.TRUNCATED_TRANSPORT_HEADER);
        assertThat(Extracted.of(zeek, frame.snapped(secondHeader + 24 + 8)).transport())
                .isEqualTo(Transport.UDP);
    }

    @Test
    void anExtensionHeaderBeyondThePacketsEndIsOfNoFlow() {
        Frame frame = Frames.udp(A6, B6)
                .extension(Ipv6Extension.destinationOptions(3))
                .payload(100)
                .claimedIpLength(23)
                .build();
        assertThat(Extracted.reasonOf(zeek, frame)).isEqualTo(PassReason.TRUNCATED_IP_EXTENSION);
    }

    @Test
    void aPacketWithoutALengthHasNoRoomForExtensionHeaders() {
        Frame frame = Frames.udp(A6, B6)
                .extension(Ipv6Extension.hopByHop(1))
                .payload(100)
                .claimedIpLength(0)
                .build();
        assertThat(Extracted.reasonOf(zeek, frame)).isEqualTo(PassReason.TRUNCATED_IP_EXTENSION);
        Extraction ours = Extracted.of(FiveTupleExtractor.bidirectional(), frame);
        assertThat(ours.transport()).isEqualTo(Transport.UDP);
    }

    @Test
    void anyNumberOfExtensionHeadersIsSteppedOver() {
        var builder = Frames.udp(A6, B6);
        for (int i = 0; i < 50; i++) {
            builder.extension(Ipv6Extension.hopByHop(1));
        }
        assertThat(Extracted.of(zeek, builder.build()).transport()).isEqualTo(Transport.UDP);
        assertThat(Extracted.reasonOf(FiveTupleExtractor.bidirectional(), builder.build()))
                .isEqualTo(PassReason.TOO_MANY_IP_EXTENSIONS);
    }

    @ParameterizedTest
    @ValueSource(ints = {ESP, MOBILITY})
    void anIpv6HeaderThatEndsTheChainIsOfNoFlowIfItIsWhole(int protocol) {
        byte[] header = new byte[24];
        header[1] = protocol == MOBILITY ? (byte) 2 : 0; // 8 + 2 x 8 bytes; to ESP it is only a number
        int length = protocol == MOBILITY ? 24 : 8;
        Frame frame = Frames.ip(protocol, A6, B6).payload(header).build();
        assertThat(Extracted.reasonOf(zeek, frame.snapped(ETHERNET_AND_IPV6 + length)))
                .isEqualTo(PassReason.NOT_WANTED);
        assertUnknownTransport(protocol, frame.snapped(ETHERNET_AND_IPV6 + length - 1));
    }

    @Test
    void icmpKeepsToItsProtocolNumberInEitherVersionOfIp() {
        byte[] ipv4Echo = {8, 0, 0, 0, 0, 1, 0, 1};
        sign(ipv4Echo, 0);
        assertEcho(
                ICMP,
                Transport.ICMP,
                8,
                0,
                Frames.ip(ICMP, A6, B6).payload(ipv4Echo).build());
        byte[] ipv6Echo = {(byte) 128, 0, 0, 0, 0, 1, 0, 1};
        long addresses = words(A.address().low()) + words(B.address().low());
        sign(ipv6Echo, addresses + ICMPV6 + ipv6Echo.length);
        assertEcho(
                ICMPV6,
                Transport.ICMPV6,
                128,
                129,
                Frames.ip(ICMPV6, A, B).payload(ipv6Echo).build());
    }

    private void assertEcho(int protocol, Transport transport, int request, int reply, Frame frame) {
        Extraction found = Extracted.of(zeek, frame);
        assertThat(found.hasBadChecksum()).isFalse();
        assertThat(found.transport()).isEqualTo(transport);
        assertThat(found.sourcePort()).isEqualTo(request);
        assertThat(found.destinationPort()).isEqualTo(reply);
        assertThat(key(found).protocol()).isEqualTo(protocol);
    }

    @Test
    void icmpv6InIpv4HasAChecksumOverIpv4sAddresses() {
        byte[] echo = {(byte) 128, 0, 0, 0, 0, 1, 0, 1};
        sign(echo, 0);
        Frame frame = Frames.ip(ICMPV6, A, B).payload(echo).build();
        assertThat(Extracted.of(zeek, frame).hasBadChecksum()).isTrue();
        FlowExtractor<FiveTuple> ours = FiveTupleExtractor.bidirectional().verifyingChecksums();
        assertThat(Extracted.of(ours, frame).hasBadChecksum()).isFalse();
    }

    private static long words(long address) {
        return (address >> 16) + (address & 0xFFFF);
    }

    /** Writes the checksum of a message and of what else it covers (RFC 1071). */
    private static void sign(byte[] message, long coveredElse) {
        long sum = coveredElse;
        ByteBuffer words = ByteBuffer.wrap(message);
        while (words.hasRemaining()) {
            sum += words.getShort() & 0xFFFF;
        }
        words.putShort(2, (short) ~(sum % 0xFFFF));
    }

    @Test
    void aSegmentRouteDoesNotChangeWhereAPacketGoes() {
        assertThat(key(Extracted.of(zeek, onRoute(4, 2))))
                .isEqualTo(key(Extracted.of(zeek, Frames.udp(A6, B6).build())));
    }

    @Test
    void aRouteOfTheWrongLengthDoesNotChangeWhereAPacketGoes() {
        FiveTuple direct = key(Extracted.of(zeek, Frames.udp(A6, B6).build()));
        assertThat(key(Extracted.of(zeek, onRoute(0, 2)))).isNotEqualTo(direct);
        assertThat(key(Extracted.of(zeek, onRoute(0, 3)))).isEqualTo(direct);
        assertThat(key(Extracted.of(zeek, onRoute(2, 2)))).isNotEqualTo(direct);
        assertThat(key(Extracted.of(zeek, onRoute(2, 4)))).isEqualTo(direct);
    }

    /** A datagram behind a routing header of that type and length in units of 8 bytes, with one segment left. */
    private static Frame onRoute(int type, int units) {
        byte[] datagram = Frames.udp(A6, B6).packet();
        byte[] payload = new byte[8 + 8 * units + datagram.length - 40];
        payload[0] = 17;
        payload[1] = (byte) units;
        payload[2] = (byte) type;
        payload[3] = 1;
        System.arraycopy(datagram, 40, payload, 8 + 8 * units, datagram.length - 40);
        return Frames.ip(ROUTING, A6, B6).payload(payload).build();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7})
    void aDatagramThatSaysLessThanItsHeaderHasNoPayload(int said) {
        Frame frame = Frames.udp(A, B)
                .payload("0123456789")
                .withoutChecksum()
                .claimedLength(said)
                .build();
        Extraction found = Extracted.of(zeek, frame);
        assertThat(found.isDefective()).isFalse();
        assertThat(found.payloadLength()).isZero();
        assertThat(found.payloadCapturedLength()).isZero();
        assertThat(found.ipLength()).isEqualTo(20 + 8 + 10);
    }
}
