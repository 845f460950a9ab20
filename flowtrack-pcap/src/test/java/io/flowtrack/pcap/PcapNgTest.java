package io.flowtrack.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import io.flowtrack.pcap.Reading.Packet;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PcapNgTest {
    private static final long SECOND = 1_000_000;

    @TempDir
    private Path folder;

    private List<Packet> packets(PcapNgBytes file) throws IOException {
        Reading reading = Reading.of(Way.MAPPED.open(file.toArray(), folder));
        assertThat(reading.damage()).isEmpty();
        return reading.packets();
    }

    private static Packet ethernet(long nanos, String hex) {
        return new Packet(nanos, hex.length() / 2, LinkType.ETHERNET, hex);
    }

    @ParameterizedTest
    @EnumSource
    void packetsOfAllThreeBlocksArriveInOrder(Way way) throws IOException {
        byte[] file = PcapNgBytes.ethernet()
                .packet(0, SECOND + 5, 3, 60, new byte[] {1, 2, 3}, new byte[0])
                .simplePacket(4, new byte[] {4, 5, 6, 7})
                .oldPacket(0, 9, 2 * SECOND, new byte[] {8})
                .packet(0, 3 * SECOND, new byte[0])
                .toArray();

        Reading reading = Reading.of(way.open(file, folder));

        assertThat(reading.damage()).isEmpty();
        assertThat(reading.packets())
                .containsExactly(
                        new Packet(1_000_005_000L, 60, LinkType.ETHERNET, "010203"),
                        ethernet(1_000_005_000L, "04050607"),
                        ethernet(2_000_000_000L, "08"),
                        ethernet(3_000_000_000L, ""));
    }

    @Test
    void everyInterfaceHasALinkTypeAndAClockOfItsOwn() throws IOException {
        PcapNgBytes file = new PcapNgBytes().section(ByteOrder.BIG_ENDIAN);
        file.device(1, 0)
                .device(101, 0, file.resolution(9))
                .device(276, 0, file.resolution(0x80 | 10), file.timeOffset(1_700_000_000))
                .device(147, 0, file.resolution(0), file.timeOffset(-5));
        file.packet(2, (1 << 10) | (1 << 9), new byte[] {2})
                .packet(0, 7, new byte[] {0})
                .packet(3, 6, new byte[] {3})
                .packet(1, 7, new byte[] {1})
                .packet(0, -1, new byte[] {0});

        assertThat(packets(file))
                .containsExactly(
                        new Packet(1_700_000_001_500_000_000L, 1, LinkType.LINUX_SLL2, "02"),
                        new Packet(7_000, 1, LinkType.ETHERNET, "00"),
                        new Packet(1_000_000_000, 1, LinkType.of(147), "03"),
                        new Packet(7, 1, LinkType.RAW, "01"),
                        new Packet(TimestampResolution.MAX_NANOS, 1, LinkType.ETHERNET, "00"));
    }

    @ParameterizedTest
    @EnumSource
    void everySectionHasAByteOrderAndInterfacesOfItsOwn(Way way) throws IOException {
        PcapNgBytes file = PcapNgBytes.ethernet().packet(0, 1, new byte[] {1}).section(ByteOrder.BIG_ENDIAN);
        file.device(101, 0, file.resolution(9)).packet(0, 2, new byte[] {2});
        file.section(ByteOrder.LITTLE_ENDIAN).device(1, 0).packet(0, 3, new byte[] {3});

        Reading reading = Reading.of(way.open(file.toArray(), folder));

        assertThat(reading.damage()).isEmpty();
        assertThat(reading.packets())
                .containsExactly(ethernet(1_000, "01"), new Packet(2, 1, LinkType.RAW, "02"), ethernet(3_000, "03"));
    }

    @ParameterizedTest
    @EnumSource
    void otherBlocksArePassedWhateverTheirLength(Way way) throws IOException {
        byte[] file = PcapNgBytes.ethernet()
                .block(4, new byte[40]) // name resolution
                .block(5, new byte[24]) // interface statistics
                .block(10, new byte[1_000_000]) // decryption secrets
                .packet(0, 1, new byte[] {1})
                .block(0xBAD, new byte[8]) // custom
                .block(0x40000BAD, new byte[0])
                .block(0x80000001, new byte[64])
                .packet(0, 2, new byte[] {2})
                .block(9, new byte[4])
                .toArray();

        Reading reading = Reading.of(way.open(file, folder));

        assertThat(reading.damage()).isEmpty();
        assertThat(reading.packets()).containsExactly(ethernet(1_000, "01"), ethernet(2_000, "02"));
    }

    @Test
    void aSimplePacketHasTheTimeOfThePacketBefore() throws IOException {
        assertThat(packets(PcapNgBytes.ethernet()
                        .simplePacket(1, new byte[] {1})
                        .packet(0, 5, new byte[] {2})
                        .simplePacket(1, new byte[] {3})
                        .section(ByteOrder.BIG_ENDIAN)
                        .device(1, 0)
                        .simplePacket(1, new byte[] {4})))
                .containsExactly(
                        ethernet(0, "01"), ethernet(5_000, "02"), ethernet(5_000, "03"), ethernet(5_000, "04"));
    }

    @Test
    void aSimplePacketIsCutAtTheSnapLengthOfTheFirstInterface() throws IOException {
        PcapNgBytes file = new PcapNgBytes()
                .section(ByteOrder.LITTLE_ENDIAN)
                .device(101, 3)
                .device(1, 99)
                .simplePacket(70_000, new byte[] {1, 2, 3})
                .simplePacket(2, new byte[] {4, 5});
        assertThat(packets(file))
                .containsExactly(new Packet(0, 70_000, LinkType.RAW, "010203"), new Packet(0, 2, LinkType.RAW, "0405"));
    }

    @Test
    void aPacketMayBeLongerThanTheSnapLength() throws IOException {
        PcapNgBytes file = new PcapNgBytes().section(ByteOrder.LITTLE_ENDIAN).device(1, 2);
        assertThat(packets(file.packet(0, 0, new byte[] {1, 2, 3}))).containsExactly(ethernet(0, "010203"));
    }

    @Test
    void commentsAreThereForThoseWhoAsk() throws IOException {
        byte[] comment = commentIn(ByteOrder.BIG_ENDIAN, "recorded on Mars");
        PcapNgBytes file = new PcapNgBytes().section(ByteOrder.BIG_ENDIAN, comment);
        file.device(1, 0, file.comment("the red cable"))
                .device(1, 0)
                .packet(
                        0,
                        1,
                        new byte[] {1, 2, 3},
                        file.comment("first"),
                        file.option(4, new byte[8]),
                        file.comment("Größe"))
                .packet(1, 1, new byte[] {1})
                .simplePacket(5, new byte[5])
                .oldPacket(0, 0, 1, new byte[] {4}, file.comment("old"));
        PacketView view = new PacketView();

        try (CaptureFile capture = Way.MAPPED.open(file.toArray(), folder)) {
            assertThat(capture.sectionComments()).containsExactly("recorded on Mars");
            assertThat(capture.packetComments()).isEmpty();
            assertThat(capture.interfaceComments()).isEmpty();

            assertThat(capture.next(view)).isTrue();
            assertThat(capture.packetComments()).containsExactly("first", "Größe");
            assertThat(capture.interfaceComments()).containsExactly("the red cable");

            assertThat(capture.next(view)).isTrue();
            assertThat(capture.packetComments()).isEmpty();
            assertThat(capture.interfaceComments()).isEmpty();

            assertThat(capture.next(view)).isTrue();
            assertThat(capture.packetComments()).isEmpty();

            assertThat(capture.next(view)).isTrue();
            assertThat(capture.packetComments()).containsExactly("old");
            assertThat(capture.sectionComments()).containsExactly("recorded on Mars");

            assertThat(capture.next(view)).isFalse();
            assertThat(capture.packetComments()).isEmpty();
        }
    }

    private static byte[] commentIn(ByteOrder order, String text) {
        return new PcapNgBytes().section(order).comment(text);
    }

    @Test
    void ofCommentsNoMoreIsKeptThanTheLimit() throws IOException {
        PcapNgBytes file = new PcapNgBytes().section(ByteOrder.LITTLE_ENDIAN);
        byte[] large = file.option(PcapNgBytes.COMMENT, new byte[65_000]);
        byte[] small = file.comment("small");
        for (int i = 0; i < 20; i++) {
            file.device(1, 0, large, small);
        }
        for (int i = 0; i < 20; i++) {
            file.packet(i, 0, new byte[1]);
        }
        PacketView view = new PacketView();
        int kept = 0;
        try (CaptureFile capture = Way.MAPPED.open(file.toArray(), folder)) {
            while (capture.next(view)) {
                for (String comment : capture.interfaceComments()) {
                    kept += comment.getBytes(StandardCharsets.UTF_8).length + 32;
                }
            }
        }
        assertThat(kept).isBetween(16 * 65_000, PcapNgSection.MAX_COMMENT_LENGTH);
    }

    @Test
    void anOptionOfAPacketThatReachesBeyondItsBlockEndsItsComments() throws IOException {
        PcapNgBytes file = PcapNgBytes.ethernet();
        byte[] broken = {1, 0, (byte) 0xFF, (byte) 0xFF, 0, 0, 0, 0};
        file.packet(0, 0, 1, 1, new byte[1], broken);
        PacketView view = new PacketView();
        try (CaptureFile capture = Way.MAPPED.open(file.toArray(), folder)) {
            assertThat(capture.next(view)).isTrue();
            assertThat(capture.packetComments()).isEmpty();
        }
    }

    @Test
    void theLinkTypeIsThatOfTheLastPacket() throws IOException {
        byte[] file = new PcapNgBytes()
                .section(ByteOrder.LITTLE_ENDIAN)
                .block(5, new byte[8])
                .device(113, 0)
                .device(101, 0)
                .packet(1, 0, new byte[1])
                .packet(0, 0, new byte[1])
                .toArray();
        PacketView view = new PacketView();
        try (CaptureFile capture = Way.MAPPED.open(file, folder)) {
            assertThat(capture.linkType()).isEqualTo(LinkType.LINUX_SLL);
            assertThat(capture.next(view)).isTrue();
            assertThat(capture.linkType()).isEqualTo(LinkType.RAW);
            capture.linkType(LinkType.IPV4);
            assertThat(capture.linkType()).isEqualTo(LinkType.IPV4);
            assertThat(capture.next(view)).isTrue();
            assertThat(view.linkType()).isEqualTo(LinkType.IPV4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSectionWithoutAnythingEndsAtOnce(Way way) throws IOException {
        byte[] file = new PcapNgBytes().section(ByteOrder.LITTLE_ENDIAN).toArray();
        try (CaptureFile capture = way.open(file, folder)) {
            assertThat(capture.linkType()).isEqualTo(LinkType.ETHERNET);
            assertThat(capture.next(new PacketView())).isFalse();
            assertThat(capture.offset()).isEqualTo(28);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "262144, 262144", "0x7FFFFFFF, 2147483647", "0x80000000, 2147483647"})
    void anOriginalLengthIsRaisedAndClamped(String original, int expected) throws IOException {
        PcapNgBytes file =
                PcapNgBytes.ethernet().packet(0, 0, 0, Long.decode(original).intValue(), new byte[0], new byte[0]);
        assertThat(packets(file).get(0).wireLength()).isEqualTo(expected);
    }
}
