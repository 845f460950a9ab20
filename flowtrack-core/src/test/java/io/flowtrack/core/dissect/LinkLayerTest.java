package io.flowtrack.core.dissect;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.LinkType;
import io.flowtrack.api.PassReason;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.UdpFrameBuilder;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkLayerTest {
    private static final Endpoint CLIENT = Endpoint.client(1);
    private static final Endpoint SERVER = Endpoint.server(1, 53);
    private static final Endpoint CLIENT6 = Endpoint.client6(1);
    private static final Endpoint SERVER6 = Endpoint.server6(1, 53);

    private static UdpFrameBuilder udp4(LinkType link) {
        return Frames.udp(CLIENT, SERVER).payload("hello").link(link);
    }

    private static UdpFrameBuilder udp6(LinkType link) {
        return Frames.udp(CLIENT6, SERVER6).payload("hello").link(link);
    }

    @ParameterizedTest
    @CsvSource({"1, 14", "101, 0", "12, 0", "14, 0", "113, 16", "276, 20", "0, 4", "108, 4", "228, 0"})
    void everyLinkTypeLeadsToIpv4(int number, int headerLength) {
        Dissection found = Dissected.of(udp4(LinkType.of(number)).build());
        assertThat(found.networkOffset()).isEqualTo(headerLength);
        assertThat(found.ipVersion()).isEqualTo(4);
        assertThat(found.sourcePort()).isEqualTo(CLIENT.port());
        assertThat(found.destinationPort()).isEqualTo(SERVER.port());
    }

    @ParameterizedTest
    @CsvSource({"1, 14", "101, 0", "12, 0", "14, 0", "113, 16", "276, 20", "0, 4", "108, 4", "229, 0"})
    void everyLinkTypeLeadsToIpv6(int number, int headerLength) {
        Dissection found = Dissected.of(udp6(LinkType.of(number)).build());
        assertThat(found.networkOffset()).isEqualTo(headerLength);
        assertThat(found.ipVersion()).isEqualTo(6);
        assertThat(found.sourcePort()).isEqualTo(CLIENT6.port());
        assertThat(found.destinationPort()).isEqualTo(SERVER6.port());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101, 108, 113, 228, 276})
    void onlyEthernetHasAPairOfMacAddresses(int number) {
        assertThat(Dissected.of(udp4(LinkType.of(number)).build()).macOffset()).isEqualTo(Extraction.NO_OFFSET);
        assertThat(Dissected.of(udp4(LinkType.ETHERNET).build()).macOffset()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 24, 28, 30})
    void theFamilyOfIpv6DependsOnTheSystem(int family) {
        assertThat(Dissected.of(udp6(LinkType.NULL).family(family).build()).ipVersion())
                .isEqualTo(6);
        assertThat(Dissected.of(udp6(LinkType.LOOP).family(family).build()).ipVersion())
                .isEqualTo(6);
    }

    @Test
    void nullLoopbackIsReadInBothByteOrders() {
        Frame little = udp4(LinkType.NULL).familyOrder(ByteOrder.LITTLE_ENDIAN).build();
        Frame big = udp4(LinkType.NULL).familyOrder(ByteOrder.BIG_ENDIAN).build();
        assertThat(little.bytes()).startsWith(2, 0, 0, 0);
        assertThat(big.bytes()).startsWith(0, 0, 0, 2);
        assertThat(Dissected.of(little).ipVersion()).isEqualTo(4);
        assertThat(Dissected.of(big).ipVersion()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 0x0200, 0x02000002})
    void aFamilyThatIsNotIpIsPassedOver(int family) {
        assertThat(Dissected.reasonOf(udp4(LinkType.LOOP).family(family).build()))
                .isEqualTo(PassReason.NOT_IP);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 6, 107, 147, 189, 65535})
    void otherLinkTypesAreNotRead(int number) {
        byte[] bytes = udp4(LinkType.ETHERNET).build().bytes();
        assertThat(Dissected.reasonOf(Frame.of(bytes, 0, LinkType.of(number))))
                .isEqualTo(PassReason.UNSUPPORTED_LINK_TYPE);
    }

    @ParameterizedTest
    @CsvSource({"1, 14", "113, 16", "276, 20", "0, 4", "108, 4"})
    void aCutLinkHeaderIsPassedOver(int number, int headerLength) {
        UdpFrameBuilder frame = udp4(LinkType.of(number));
        assertThat(Dissected.reasonOf(frame.snapped(headerLength - 1).build()))
                .isEqualTo(PassReason.TRUNCATED_LINK_HEADER);
        assertThat(Dissected.reasonOf(frame.snapped(0).build())).isEqualTo(PassReason.TRUNCATED_LINK_HEADER);
        assertThat(Dissected.reasonOf(frame.snapped(headerLength).build())).isEqualTo(PassReason.TRUNCATED_IP_HEADER);
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 228})
    void anEmptyFrameOfRawIpHasACutIpHeader(int number) {
        assertThat(Dissected.reasonOf(udp4(LinkType.of(number)).snapped(0).build()))
                .isEqualTo(PassReason.TRUNCATED_IP_HEADER);
    }

    @Test
    void rawIpOfAnotherVersionIsNotIp() {
        assertThat(Dissected.reasonOf(Frame.of(new byte[] {0x55, 0, 0, 0}, 0, LinkType.RAW)))
                .isEqualTo(PassReason.NOT_IP);
    }

    @Test
    void theVersionMustFitTheLinkType() {
        Frame raw4 = udp4(LinkType.IPV4).build();
        Frame raw6 = udp6(LinkType.IPV6).build();
        assertThat(Dissected.reasonOf(Frame.of(raw4.bytes(), 0, LinkType.IPV6)))
                .isEqualTo(PassReason.TRUNCATED_IP_HEADER);
        assertThat(Dissected.reasonOf(Frame.of(raw6.bytes(), 0, LinkType.IPV4)))
                .isEqualTo(PassReason.MALFORMED_IP_HEADER);
    }

    @Test
    void framesThatCarryNoIpArePassedOver() {
        assertThat(Dissected.reasonOf(Frames.arp(CLIENT, SERVER).build())).isEqualTo(PassReason.NOT_IP);
        assertThat(Dissected.reasonOf(
                        Frames.ethernet(0x88CC, CLIENT, SERVER).payload(50).build()))
                .isEqualTo(PassReason.NOT_IP);
        assertThat(Dissected.reasonOf(
                        Frames.ethernet(46, CLIENT, SERVER).payload(46).build()))
                .isEqualTo(PassReason.NOT_IP);
    }
}
