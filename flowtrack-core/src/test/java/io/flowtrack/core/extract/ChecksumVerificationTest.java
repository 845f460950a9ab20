package io.flowtrack.core.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.IpNetwork;
import io.flowtrack.api.LinkType;
import io.flowtrack.api.PassReason;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.IpFrameBuilder;
import io.flowtrack.testdata.Ipv6Extension;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumVerificationTest {
    private static final Endpoint CLIENT = Endpoint.client(1);
    private static final Endpoint SERVER = Endpoint.server(1, 80);
    private static final Endpoint CLIENT6 = Endpoint.client6(1);
    private static final Endpoint SERVER6 = Endpoint.server6(1, 80);
    private static final int ETHERNET = 14;
    private static final int IPV4 = 20;
    private static final int IPV6 = 40;
    private static final int UDP = 8;

    private final FiveTupleExtractor extractor =
            FiveTupleExtractor.bidirectional().verifyingChecksums();

    private static Stream<FlowExtractor<?>> verifyingExtractors() {
        return ExtractionRules.verifyingExtractors().stream();
    }

    private static List<IpFrameBuilder<?>> builders(int payloadLength) {
        return List.of(
                Frames.tcp(CLIENT, SERVER).payload(payloadLength),
                Frames.tcp(CLIENT6, SERVER6).mss(1460).payload(payloadLength),
                Frames.udp(CLIENT, SERVER).vlan(5).payload(payloadLength),
                Frames.udp(CLIENT6, SERVER6).payload(payloadLength),
                Frames.udpLite(CLIENT, SERVER).payload(payloadLength),
                Frames.udpLite(CLIENT6, SERVER6).payload(payloadLength),
                Frames.icmp(CLIENT, SERVER).payload(payloadLength),
                Frames.icmp(CLIENT6, SERVER6).vlan(1).vlan(2).payload(payloadLength));
    }

    private boolean isBad(IpFrameBuilder<?> builder) {
        return isBad(builder.build());
    }

    private boolean isBad(Frame frame) {
        return Extracted.of(extractor, frame).hasBadChecksum();
    }

    private static Frame changed(Frame frame, int offset, int value) {
        byte[] bytes = frame.bytes().clone();
        bytes[offset] = (byte) value;
        return Frame.of(bytes, frame.timestampNanos(), frame.linkType());
    }

    @ParameterizedTest
    @MethodSource("verifyingExtractors")
    void rightChecksumsAreFoundRightAndWrongOnesWrong(FlowExtractor<?> each) {
        for (int length = 0; length < 20; length++) {
            for (IpFrameBuilder<?> builder : builders(length)) {
                assertThat(Extracted.of(each, builder.build()).hasBadChecksum()).isFalse();
                Frame wrong = builder.wrongChecksum().build();
                Extraction found = Extracted.of(each, wrong);
                assertThat(found.hasBadChecksum()).as(wrong.toString()).isTrue();
                assertThat(found.transportOffset()).isPositive();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("verifyingExtractors")
    void aWrongIpv4HeaderIsPassedOver(FlowExtractor<?> each) {
        for (int words = 0; words <= 10; words++) {
            IpFrameBuilder<?> builder =
                    Frames.ip(89, CLIENT, SERVER).ipv4Options(words).payload(5);
            Extracted.of(each, builder.build());
            assertThat(Extracted.reasonOf(each, builder.wrongHeaderChecksum().build()))
                    .isEqualTo(PassReason.BAD_IP_CHECKSUM);
        }
    }

    @Test
    void theIpv4HeaderIsVerifiedOfFragmentsAndCutPacketsToo() {
        for (IpFrameBuilder<?> builder : List.of(
                Frames.udp(CLIENT, SERVER).payload(100).fragment(0, true),
                Frames.udp(CLIENT, SERVER).payload(100).fragment(64, false),
                Frames.udp(CLIENT, SERVER).payload(100).snapped(50))) {
            assertThat(Extracted.reasonOf(
                            extractor, builder.wrongHeaderChecksum().build()))
                    .isEqualTo(PassReason.BAD_IP_CHECKSUM);
        }
    }

    @Test
    void nothingIsVerifiedUnlessAskedFor() {
        for (FlowExtractor<?> each : ExtractionRules.plainExtractors()) {
            for (IpFrameBuilder<?> builder : builders(9)) {
                Frame frame = builder.wrongChecksum().wrongHeaderChecksum().build();
                assertThat(Extracted.of(each, frame).hasBadChecksum()).isFalse();
            }
        }
    }

    @Test
    void theSameExtractionIsGoodAgainForTheNextPacket() {
        Extraction into = new Extraction();
        extractor.extract(Frames.tcp(CLIENT, SERVER).wrongChecksum().build().view(), into);
        assertThat(into.hasBadChecksum()).isTrue();
        into.reset();
        assertThat(into.hasBadChecksum()).isFalse();
    }

    @Test
    void packetsFromTrustedNetworksAreNotVerified() {
        for (Endpoint[] ends : new Endpoint[][] {{CLIENT, SERVER}, {CLIENT6, SERVER6}}) {
            IpNetwork client = IpNetwork.parse(ends[0].address().toString());
            List<IpNetwork> both = List.of(IpNetwork.parse("1.1.1.0/24"), client);
            assertTrusts(List.of(), false, ends[0], ends[1]);
            assertTrusts(both, true, ends[0], ends[1]);
            assertTrusts(both, false, ends[1], ends[0]);
        }
    }

    private static void assertTrusts(List<IpNetwork> networks, boolean isTrusted, Endpoint from, Endpoint to) {
        FiveTupleExtractor each = FiveTupleExtractor.bidirectional().verifyingChecksumsExceptFrom(networks);
        Frame wrong = Frames.tcp(from, to).wrongChecksum().build();
        assertThat(Extracted.of(each, wrong).hasBadChecksum()).isNotEqualTo(isTrusted);
        if (!from.isIpv6()) {
            Frame wrongHeader = Frames.tcp(from, to).wrongHeaderChecksum().build();
            Extraction into = new Extraction();
            assertThat(each.extract(wrongHeader.view(), into)).isEqualTo(isTrusted);
        }
    }

    @Test
    void whatIsNotWholeIsNotVerified() {
        for (IpFrameBuilder<?> builder : builders(100)) {
            Frame wrong = builder.wrongChecksum().build();
            assertThat(isBad(wrong)).isTrue();
            assertThat(isBad(wrong.snapped(wrong.bytes().length - 1))).isFalse();
            assertThat(isBad(builder.fragment(0, true))).isFalse();
        }
    }

    @Test
    void anIpv6PacketInOneFragmentIsWhole() {
        IpFrameBuilder<?> builder = Frames.tcp(CLIENT6, SERVER6).fragment(0, false);
        assertThat(isBad(builder)).isFalse();
        assertThat(isBad(builder.wrongChecksum())).isTrue();
    }

    @Test
    void paddingBehindTheIpPacketIsNotPartOfTheChecksum() {
        IpFrameBuilder<?> builder = Frames.tcp(CLIENT, SERVER).payload(1);
        Frame frame = builder.build();
        byte[] padded = Arrays.copyOf(frame.bytes(), 60);
        Arrays.fill(padded, frame.bytes().length, 60, (byte) 0xA5);
        assertThat(isBad(Frame.of(padded, 0, LinkType.ETHERNET))).isFalse();
        Frame cutInThePadding = new Frame(frame.bytes(), 0, 60, LinkType.ETHERNET);
        assertThat(isBad(cutInThePadding)).isFalse();
        Frame wrong = builder.wrongChecksum().build();
        assertThat(isBad(new Frame(wrong.bytes(), 0, 60, LinkType.ETHERNET))).isTrue();
    }

    @Test
    void aUdpDatagramOfACutFrameIsNotVerifiedEvenIfItIsWhole() {
        Frame wrong = Frames.udp(CLIENT, SERVER).wrongChecksum().payload(1).build();
        assertThat(isBad(new Frame(wrong.bytes(), 0, 60, LinkType.ETHERNET))).isFalse();
    }

    @Test
    void aPacketThatDoesNotSayHowLongItIsIsNotVerified() {
        assertThat(isBad(Frames.tcp(CLIENT, SERVER)
                        .claimedIpLength(0)
                        .wrongChecksum()
                        .wrongHeaderChecksum()
                        .payload(10)))
                .isFalse();
        assertThat(isBad(Frames.tcp(CLIENT6, SERVER6)
                        .claimedIpLength(0)
                        .wrongChecksum()
                        .payload(10)))
                .isFalse();
        assertThat(isBad(Frames.udp(CLIENT, SERVER)
                        .claimedLength(0)
                        .wrongChecksum()
                        .payload(10)))
                .isFalse();
    }

    @Test
    void aUdpDatagramLongerThanItsIpPacketIsNotVerified() {
        assertThat(isBad(Frames.udp(CLIENT, SERVER)
                        .claimedLength(100)
                        .wrongChecksum()
                        .payload(10)))
                .isFalse();
    }

    @Test
    void aUdpDatagramShorterThanItsIpPacketIsVerifiedUpToItsEnd() {
        byte[] packet = Frames.udp(CLIENT, SERVER).payload(10).packet();
        byte[] longer = Arrays.copyOf(packet, packet.length + 6);
        Arrays.fill(longer, packet.length, longer.length, (byte) 0x77);
        longer[3] = (byte) longer.length;
        ByteBuffer.wrap(longer).putShort(10, (short) ipv4Checksum(longer));
        Frame frame = Frame.of(longer, 0, LinkType.RAW);
        assertThat(isBad(frame)).isFalse();
        assertThat(isBad(changed(frame, IPV4 + UDP, 0))).isTrue();
    }

    @Test
    void aUdpChecksumOfZeroIsNoneInIpv4AndWrongInIpv6() {
        assertThat(isBad(Frames.udp(CLIENT, SERVER).withoutChecksum().payload(10)))
                .isFalse();
        assertThat(isBad(Frames.udp(CLIENT6, SERVER6).withoutChecksum().payload(10)))
                .isTrue();
        assertThat(isBad(Frames.udpLite(CLIENT, SERVER).withoutChecksum().payload(10)))
                .isTrue();
    }

    @Test
    void aUdpChecksumOfAllOnesStandsForZero() {
        Frame frame = Frames.udp(CLIENT, SERVER).payload(new byte[2]).build();
        int checksumOffset = ETHERNET + IPV4 + 6;
        byte[] bytes = frame.bytes().clone();
        bytes[ETHERNET + IPV4 + UDP] = bytes[checksumOffset];
        bytes[ETHERNET + IPV4 + UDP + 1] = bytes[checksumOffset + 1];
        bytes[checksumOffset] = (byte) 0xFF;
        bytes[checksumOffset + 1] = (byte) 0xFF;
        assertThat(isBad(Frame.of(bytes, 0, LinkType.ETHERNET))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {4789, 4790})
    void vxlanMayLeaveTheChecksumOutInIpv6(int port) {
        byte[] header = {0x08, 0, 0, 0, 0, 0, 1, 0};
        Endpoint to = Endpoint.server6(1, port);
        assertThat(isBad(Frames.udp(CLIENT6, to).withoutChecksum().payload(header)))
                .isEqualTo(port != 4789);
        header[0] = (byte) 0xF7;
        assertThat(isBad(Frames.udp(CLIENT6, to).withoutChecksum().payload(header)))
                .isTrue();
        assertThat(isBad(Frames.udp(CLIENT6, to).withoutChecksum().payload(new byte[] {8})))
                .isTrue();
        assertThat(isBad(Frames.udp(to, CLIENT6).withoutChecksum().payload(new byte[] {8, 0, 0, 0, 0, 0, 1, 0})))
                .isTrue();
    }

    @Test
    void udpLiteIsVerifiedAsFarAsItsChecksumReaches() {
        // Coverage 8 of 8 + 4 bytes: pseudo-header 10.0.0.1 > 10.0.0.2, protocol 136, length 12; ports 1 and 2.
        byte[] packet =
                HexFormat.of().parseHex("4500002000000000408866340a0000010a000002" + "000100020008eb5d" + "01020304");
        int checksum = 0xFFFF - (0x0A00 + 0x0001 + 0x0A00 + 0x0002 + 136 + 12 + 1 + 2 + 8);
        ByteBuffer.wrap(packet).putShort(IPV4 + 6, (short) checksum).putShort(10, (short) ipv4Checksum(packet));
        Frame frame = Frame.of(packet, 0, LinkType.RAW);
        assertThat(isBad(frame)).isFalse();
        assertThat(isBad(changed(frame, IPV4 + UDP, 0x55))).as("not covered").isFalse();
        assertThat(isBad(changed(frame, IPV4 + 1, 0x55))).as("covered").isTrue();
        assertThat(isBad(changed(frame, IPV4 + 5, 12))).as("covers more").isTrue();
        assertThat(isBad(changed(frame, IPV4 + 5, 7))).as("impossible").isFalse();
        assertThat(isBad(changed(frame, IPV4 + 5, 13))).as("impossible").isFalse();
    }

    private static int ipv4Checksum(byte[] packet) {
        int sum = 0;
        for (int i = 0; i < IPV4; i += 2) {
            sum += i == 10 ? 0 : (packet[i] & 0xFF) << 8 | (packet[i + 1] & 0xFF);
        }
        return ~((sum & 0xFFFF) + (sum >>> 16)) & 0xFFFF;
    }

    @Test
    void protocolsWithoutAChecksumThatIsKnownAreNotVerified() {
        assertThat(isBad(Frames.sctp(CLIENT, SERVER).wrongChecksum().payload(10)))
                .isFalse();
        assertThat(isBad(Frames.ip(89, CLIENT, SERVER).payload(10))).isFalse();
        assertThat(isBad(Frames.ip(58, CLIENT, SERVER).payload(10))).isFalse();
    }

    @Test
    void extensionHeadersThatRouteNothingChangeNoChecksum() {
        IpFrameBuilder<?> builder = Frames.tcp(CLIENT6, SERVER6)
                .extension(Ipv6Extension.hopByHop(2))
                .extension(Ipv6Extension.destinationOptions(1))
                .extension(Ipv6Extension.routing())
                .extension(Ipv6Extension.authentication())
                .extension(Ipv6Extension.destinationOptions(3))
                .payload(11);
        assertThat(isBad(builder)).isFalse();
        assertThat(isBad(builder.wrongChecksum())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4})
    void theChecksumOfAPacketOnItsRouteIsThatOfItsLastDestination(int type) {
        IpAddress hop = IpAddress.parse("2001:db8:5::77");
        IpAddress last = SERVER6.address();
        ByteBuffer header = ByteBuffer.allocate(40)
                .put((byte) 6)
                .put((byte) 4)
                .put((byte) type)
                .put((byte) 1);
        putAddress(header, 8, type == 4 ? last : hop);
        putAddress(header, 24, type == 4 ? hop : last);
        byte[] routed = withExtension(43, header.array(), 24, hop);
        assertThat(isBad(Frame.of(routed, 0, LinkType.IPV6))).isFalse();
        Frame arrived = changed(Frame.of(routed, 0, LinkType.IPV6), IPV6 + 3, 0);
        assertThat(isBad(arrived)).as("no segments left").isTrue();
    }

    @Test
    void theChecksumOfAMobileHostIsThatOfItsHomeAddress() {
        ByteBuffer header = ByteBuffer.allocate(24).put((byte) 6).put((byte) 2);
        header.put(2, new byte[] {1, 2, 0, 0, (byte) 0xC9, 16});
        putAddress(header, 8, CLIENT6.address());
        byte[] away = withExtension(60, header.array(), 8, IpAddress.parse("2001:db8:6::1"));
        assertThat(isBad(Frame.of(away, 0, LinkType.IPV6))).isFalse();
        assertThat(isBad(changed(Frame.of(away, 0, LinkType.IPV6), IPV6 + 6, 0x1E)))
                .as("another option")
                .isTrue();
    }

    private static void putAddress(ByteBuffer target, int offset, IpAddress address) {
        target.putLong(offset, address.high()).putLong(offset + Long.BYTES, address.low());
    }

    /** A TCP packet whose IPv6 header has another address than the one its checksum was made with. */
    private static byte[] withExtension(int protocol, byte[] extension, int addressOffset, IpAddress address) {
        byte[] plain = Frames.tcp(CLIENT6, SERVER6).payload(7).packet();
        ByteBuffer packet = ByteBuffer.allocate(plain.length + extension.length)
                .put(plain, 0, IPV6)
                .put(extension)
                .put(plain, IPV6, plain.length - IPV6)
                .putShort(4, (short) (plain.length - IPV6 + extension.length))
                .put(6, (byte) protocol);
        putAddress(packet, addressOffset, address);
        return packet.array();
    }
}
