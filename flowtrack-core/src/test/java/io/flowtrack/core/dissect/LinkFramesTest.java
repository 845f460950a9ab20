package io.flowtrack.core.dissect;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.LinkType;
import io.flowtrack.api.PassReason;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.Wrapped;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Link types whose headers are written here byte by byte. */
class LinkFramesTest {
    private static final byte[] PACKET4 = Frames.udp(Endpoint.client(1), Endpoint.server(1, 53))
            .payload("hello")
            .packet();
    private static final byte[] PACKET6 = Frames.udp(Endpoint.client6(1), Endpoint.server6(1, 53))
            .payload("hello")
            .packet();
    private static final String MACS = "02000000000102000000000202000000000300 00".replace(" ", "");
    private static final String SNAP4 = "AAAA030000000800";

    private static Frame frame(int linkType, String header, byte[] packet) {
        byte[] start = HexFormat.of().parseHex(header.replace(" ", ""));
        byte[] bytes = Arrays.copyOf(start, start.length + packet.length);
        System.arraycopy(packet, 0, bytes, start.length, packet.length);
        return Frame.of(bytes, 0, LinkType.of(linkType));
    }

    @ParameterizedTest
    @CsvSource({
        "9, FF030021, 4", // PPP with address and control
        "9, 0021, 4",
        "9, 21, 4", // a protocol number of one byte
        "9, FF0321, 4",
        "9, FF030057, 6",
        "9, 0F000800, 4", // Cisco's HDLC
        "50, FF030021, 4",
        "50, 0F000800, 4",
        "50, 8F0086DD, 6",
        "51, 1100000500350021, 4",
        "104, 0F000800, 4",
        "104, FF030021, 4",
        "10, 50 020000000001 020000000002 AAAA030000000800, 4",
        "10, 50 020000000001 020000000002 AAAA0300000086DD, 6",
        "105, 0801 0000 020000000001 020000000002 020000000003 0000 AAAA030000000800, 4",
        "105, 0803 0000 020000000001 020000000002 020000000003 0000 020000000004 AAAA030000000800, 4",
        "105, 8801 0000 020000000001 020000000002 020000000003 0000 0000 AAAA030000000800, 4",
        "105, 8881 0000 020000000001 020000000002 020000000003 0000 0000 00000000 AAAA030000000800, 4",
        "105, 8801 0000 020000000001 020000000002 020000000003 0000 0000 0000 AAAA030000000800, 4", // filled to 28
        "105, 8801 0000 020000000001 020000000002 020000000003 0000 8000 0200000000010200000000020045"
                + " AAAA030000000800, 4",
        "127, 0000 0900 00000000 00 0802 0000 020000000001 020000000002 020000000003 0000 AAAA030000000800, 4",
        "163, 80211001 0000000A 0000 0802 0000 020000000001 020000000002 020000000003 0000 AAAA030000000800, 4",
        "119, 44000000 0A000000 0000 0802 0000 020000000001 020000000002 020000000003 0000 AAAA030000000800, 4",
        "119, 80211001 0000000A 0000 0802 0000 020000000001 020000000002 020000000003 0000 AAAA030000000800, 4",
        "239, 02000000 0800 0100 08000100 0500 0A00 00000000 2500 0900, 4",
        "239, 0A000000 2500 0900, 6",
        "1, 020000000001 020000000002 0029 AAAA030000000800, 4",
        "1, 020000000001 020000000002 0029 060603, 4",
        "1, 020000000001 020000000002 0029 AAAA030000F886DD, 6",
        "113, 0000 0001 0006 0200000000010000 0004 AAAA030000000800, 4"
    })
    void theHeaderLeadsToThePacket(int linkType, String header, int version) {
        Dissection found = Dissected.of(frame(linkType, header, version == 4 ? PACKET4 : PACKET6));
        assertThat(found.ipVersion()).isEqualTo(version);
        assertThat(found.destinationPort()).isEqualTo(53);
        assertThat(found.networkOffset()).isEqualTo(header.replace(" ", "").length() / 2);
    }

    @ParameterizedTest
    @CsvSource({
        "9, FF03C021", // link control
        "50, FF038021",
        "104, 0F002000", // discovery
        "10, 41 020000000001 020000000002 AAAA030000000800", // station management
        "105, 8000 0000 020000000001 020000000002 020000000003 0000 AAAA030000000800", // beacon
        "105, 4801 0000 020000000001 020000000002 020000000003 0000 AAAA030000000800", // no data
        "105, 0841 0000 020000000001 020000000002 020000000003 0000 AAAA030000000800", // encrypted
        "105, 0801 0000 020000000001 020000000002 020000000003 0000 424203000000", // spanning tree
        "127, 0100 0900 00000000 00 0802 0000 020000000001 020000000002 020000000003 0000 AAAA030000000800",
        "127, 0000 0200 00000000 00 0802 0000 020000000001 020000000002 020000000003 0000 AAAA030000000800",
        "119, FFFFFFFF FFFFFFFF 0000 0802 0000 020000000001 020000000002 020000000003 0000 AAAA030000000800",
        "239, 02000000 0000 0100 08000100",
        "239, 02000000 0500 0900",
        "1, 020000000001 020000000002 0029 424203000000",
        "1, 020000000001 020000000002 0029 AAAA0300000C2000", // Cisco's discovery
        "1, 020000000001 020000000002 0029 AAAA030000000029"
    })
    void whatCarriesNoIpIsNotIp(int linkType, String header) {
        byte[] nothing = new byte[40];
        assertThat(Dissected.reasonOf(frame(linkType, header, nothing))).isEqualTo(PassReason.NOT_IP);
    }

    static List<Frame> headers() {
        return List.of(
                frame(9, "FF030021", new byte[0]),
                frame(50, "0F000800", new byte[0]),
                frame(51, "1100000500350021", new byte[0]),
                frame(10, "50 " + MACS.substring(0, 24) + SNAP4, new byte[0]),
                frame(105, "8881 0000" + MACS + "0000 00000000" + SNAP4, new byte[0]),
                frame(127, "0000 0900 00000000 00 0802 0000" + MACS + SNAP4, new byte[0]),
                frame(239, "02000000 0800 0100 08000100 2500 0900", new byte[0]),
                frame(1, MACS.substring(0, 24) + "0029" + SNAP4, new byte[0]));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void aHeaderThatIsCutAnywhereIsPassedOver(Frame header) {
        for (int length = 0; length < header.bytes().length; length++) {
            assertThat(Dissected.reasonOf(Frame.of(Arrays.copyOf(header.bytes(), length), 0, header.linkType())))
                    .as(header + " cut to " + length)
                    .isIn(PassReason.TRUNCATED_LINK_HEADER, PassReason.NOT_IP);
        }
        assertThat(Dissected.reasonOf(header)).isIn(PassReason.TRUNCATED_IP_HEADER, PassReason.NOT_IP);
    }

    @Test
    void fddiHasAPairOfMacAddresses() {
        Dissection found = Dissected.of(frame(10, "50" + MACS.substring(0, 24) + SNAP4, PACKET4));
        assertThat(found.macOffset()).isEqualTo(1);
        assertThat(Dissected.of(frame(105, "0801 0000" + MACS + SNAP4, PACKET4)).macOffset())
                .isEqualTo(Extraction.NO_OFFSET);
    }

    @Test
    void endlessFieldsOfNflogEnd() {
        byte[] fields = new byte[4 * 100];
        Arrays.fill(fields, (byte) 4);
        for (int i = 1; i < fields.length; i += 2) {
            fields[i] = 0;
        }
        assertThat(Dissected.reasonOf(frame(239, "02000000", fields))).isEqualTo(PassReason.TOO_MANY_LINK_HEADERS);
    }

    @Test
    void unreadLinkTypesAreKnownBeforehand() {
        assertThat(Dissector.reads(LinkType.NFLOG)).isTrue();
        assertThat(Dissector.reads(LinkType.ETHERNET)).isTrue();
        assertThat(Dissector.reads(LinkType.of(147))).isFalse();
    }

    @Test
    void pppOverEthernetIsNotWalkedInOtherStages() {
        byte[] padi = HexFormat.of().parseHex("110900000000");
        assertThat(Dissected.reasonOf(Frames.ethernet(0x8864, Endpoint.client(1), Endpoint.server(1, 1))
                        .payload(padi)
                        .build()))
                .isEqualTo(PassReason.NOT_IP);
        assertThat(Dissected.of(Frames.ethernet(0x8864, Endpoint.client(1), Endpoint.server(1, 1))
                                .payload(Wrapped.pppoe(9, 0x21, PACKET4))
                                .build())
                        .destinationPort())
                .isEqualTo(53);
    }
}
