package io.flowtrack.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketBatch;
import io.flowtrack.api.PacketView;
import io.flowtrack.pcap.Reading.Packet;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CaptureFileTest {
    @TempDir
    private Path folder;

    private Reading read(PcapBytes file) throws IOException {
        return Reading.of(Way.MAPPED.open(file.toArray(), folder));
    }

    private Packet only(PcapBytes file) throws IOException {
        Reading reading = read(file);
        assertThat(reading.damage()).isEmpty();
        assertThat(reading.packets()).hasSize(1);
        return reading.packets().get(0);
    }

    @ParameterizedTest
    @EnumSource
    void packetsArriveInOrderWithTimeLengthAndBytes(Way way) throws IOException {
        byte[] file = PcapBytes.ethernet()
                .packet(1_000, 5, 3, 60, new byte[] {1, 2, 3})
                .packet(999, 999_999, new byte[0])
                .packet(1_001, 0, new byte[] {4})
                .toArray();

        Reading reading = Reading.of(way.open(file, folder));

        assertThat(reading.damage()).isEmpty();
        assertThat(reading.packets())
                .containsExactly(
                        new Packet(1_000_000_005_000L, 60, LinkType.ETHERNET, "010203"),
                        new Packet(999_999_999_000L, 0, LinkType.ETHERNET, ""),
                        new Packet(1_001_000_000_000L, 1, LinkType.ETHERNET, "04"));
    }

    @ParameterizedTest
    @EnumSource
    void everyWayGivesTheSamePackets(Way way) throws IOException {
        byte[] file =
                PcapBytes.ethernet().randomPackets(new Random(7), 2_000, 1_500).toArray();

        Reading reading = Reading.of(way.open(file, folder));

        assertThat(reading).isEqualTo(Reading.of(Way.STREAMED.open(file, folder)));
        assertThat(reading.packets()).hasSize(2_000);
    }

    @ParameterizedTest
    @EnumSource
    void batchesHoldWhatIsAtHandAndOnlyWhatTheFilterAccepts(Way way) throws IOException {
        byte[] file =
                PcapBytes.ethernet().randomPackets(new Random(8), 500, 1_500).toArray();
        List<Packet> expected = Reading.of(way.open(file, folder)).packets().stream()
                .filter(packet -> packet.wireLength() % 3 == 0)
                .toList();
        CaptureFile capture = way.open(file, folder).filter(packet -> packet.wireLength() % 3 == 0);

        Reading reading = Reading.inBatches(capture, 7);

        assertThat(reading.packets()).isEqualTo(expected);
        assertThat(capture.packetCount()).isEqualTo(expected.size());
        assertThat(capture.filteredOutCount()).isEqualTo(500 - expected.size());
    }

    @Test
    void aMappedFileFillsItsBatches() throws IOException {
        byte[] file = PcapBytes.ethernet().randomPackets(new Random(9), 20, 60).toArray();
        PacketBatch batch = new PacketBatch(8);
        List<Integer> sizes = new ArrayList<>();
        try (CaptureFile capture = Way.MAPPED.open(file, folder)) {
            while (capture.next(batch)) {
                sizes.add(batch.size());
            }
        }
        assertThat(sizes).containsExactly(8, 8, 4);
    }

    @Test
    void bothByteOrdersAndBothUnitsGiveTheSamePackets() throws IOException {
        Packet expected = new Packet(4_000_000_000_123_456_000L, 99, LinkType.RAW, "0001020304");

        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            assertThat(only(PcapBytes.of(order, PcapBytes.MICROS, 2, 4, 101)
                            .packet(4_000_000_000L, 123_456, 5, 99, PcapBytes.body(5))))
                    .isEqualTo(expected);
            assertThat(only(PcapBytes.of(order, PcapBytes.NANOS, 2, 4, 101)
                            .packet(4_000_000_000L, 123_456_000, 5, 99, PcapBytes.body(5))))
                    .isEqualTo(expected);
        }
    }

    @Test
    void aFractionBeyondOneSecondIsAdded() throws IOException {
        Packet micros = only(PcapBytes.ethernet().packet(10, 0xFFFF_FFFFL, new byte[1]));
        assertThat(micros.timestampNanos()).isEqualTo(10_000_000_000L + 4_294_967_295_000L);
    }

    @Test
    void theLastSecondAndTheLargestFractionFit() throws IOException {
        Packet last = only(PcapBytes.ethernet().packet(0xFFFF_FFFFL, 0xFFFF_FFFFL, new byte[1]));
        assertThat(last.timestampNanos()).isEqualTo(4_294_967_295_000_000_000L + 4_294_967_295_000L);
    }

    @Test
    void anOriginalLengthBelowTheCapturedOneIsRaised() throws IOException {
        assertThat(only(PcapBytes.ethernet().packet(0, 0, 9, 0, new byte[9])).wireLength())
                .isEqualTo(9);
        assertThat(only(PcapBytes.ethernet().packet(0, 0, 9, 8, new byte[9])).wireLength())
                .isEqualTo(9);
    }

    @Test
    void anOriginalLengthBeyondIntIsClamped() throws IOException {
        assertThat(only(PcapBytes.ethernet().packet(0, 0, 9, 0x8000_0000L, new byte[9]))
                        .wireLength())
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(only(PcapBytes.ethernet().packet(0, 0, 9, 0xFFFF_FFFFL, new byte[9]))
                        .wireLength())
                .isEqualTo(Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"0, 60, 9", "2, 60, 9", "3, 60, 9", "3, 9, 60", "4, 9, 60", "9, 9, 60"})
    void filesBeforeVersion24MayHaveTheLengthsSwapped(int minor, int firstLength, int secondLength) throws IOException {
        Packet packet = only(PcapBytes.of(ByteOrder.BIG_ENDIAN, PcapBytes.MICROS, 2, minor, 1)
                .packet(0, 0, firstLength, secondLength, PcapBytes.body(9)));

        assertThat(packet.hex()).isEqualTo("000102030405060708");
        assertThat(packet.wireLength()).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "0, 0",
        "12, 101",
        "14, 101",
        "101, 101",
        "0xF0000001, 1",
        "0x24000071, 113",
        "0x03FF0001, 1",
        "0xFFFF, 65535"
    })
    void theLinkTypeIsInTheLowBitsOfItsField(String field, int number) throws IOException {
        PcapBytes file = PcapBytes.of(
                ByteOrder.LITTLE_ENDIAN,
                PcapBytes.MICROS,
                2,
                4,
                Long.decode(field).intValue());

        try (CaptureFile capture = Way.MAPPED.open(file.toArray(), folder)) {
            assertThat(capture.linkType()).isEqualTo(new LinkType(number));
        }
    }

    @Test
    void theLinkTypeCanBeSetByTheUser() throws IOException {
        byte[] file = PcapBytes.ethernet()
                .packet(0, 0, new byte[1])
                .packet(0, 0, new byte[1])
                .toArray();
        PacketView view = new PacketView();

        try (CaptureFile capture = Way.MAPPED.open(file, folder)) {
            assertThat(capture.next(view)).isTrue();
            assertThat(view.linkType()).isEqualTo(LinkType.ETHERNET);

            assertThat(capture.linkType(LinkType.RAW)).isSameAs(capture);

            assertThat(capture.linkType()).isEqualTo(LinkType.RAW);
            assertThat(capture.next(view)).isTrue();
            assertThat(view.linkType()).isEqualTo(LinkType.RAW);
        }
    }

    @Test
    void aFileSaysItsNameSizeAndHowFarItIsRead() throws IOException {
        Path path = Files.write(
                folder.resolve("a.pcap"),
                PcapBytes.ethernet()
                        .packet(0, 0, new byte[10])
                        .packet(0, 0, new byte[20])
                        .toArray());
        PacketView view = new PacketView();

        try (CaptureFile capture = CaptureFile.open(path)) {
            assertThat(capture.name()).isEqualTo(path.toString());
            assertThat(capture.size()).isEqualTo(OptionalLong.of(86));
            assertThat(capture.offset()).isEqualTo(24);
            assertThat(capture.packetCount()).isZero();
            assertThat(capture.next(view)).isTrue();
            assertThat(capture.offset()).isEqualTo(50);
            assertThat(capture.next(view)).isTrue();
            assertThat(capture.offset()).isEqualTo(86);
            assertThat(capture.packetCount()).isEqualTo(2);
            assertThat(capture.next(view)).isFalse();
            assertThat(capture.next(view)).isFalse();
            assertThat(capture.offset()).isEqualTo(86);
            assertThat(capture.packetCount()).isEqualTo(2);
        }
    }

    @Test
    void aStreamHasAGivenNameAndNoSize() throws IOException {
        byte[] file = PcapBytes.ethernet().packet(0, 0, new byte[10]).toArray();

        try (CaptureFile capture = CaptureFile.open(new ByteArrayInputStream(file), "standard input")) {
            assertThat(capture.name()).isEqualTo("standard input");
            assertThat(capture.size()).isEmpty();
            assertThat(capture.next(new PacketView())).isTrue();
            assertThat(capture.offset()).isEqualTo(50);
        }
    }

    @Test
    void theEndLeavesTheViewAsItWas() throws IOException {
        byte[] file = PcapBytes.ethernet().packet(3, 0, new byte[] {7}).toArray();
        PacketView view = new PacketView();

        try (CaptureFile capture = Way.MAPPED.open(file, folder)) {
            assertThat(capture.next(view)).isTrue();
            assertThat(capture.next(view)).isFalse();
            assertThat(view.u8(0)).isEqualTo(7);
            assertThat(view.timestampNanos()).isEqualTo(3_000_000_000L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileWithoutPacketsEndsAtOnce(Way way) throws IOException {
        Reading reading = Reading.of(way.open(PcapBytes.ethernet().toArray(), folder));
        assertThat(reading.packets()).isEmpty();
        assertThat(reading.damage()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aClosedCaptureSaysSo(Way way) throws IOException {
        CaptureFile capture =
                way.open(PcapBytes.ethernet().packet(0, 0, new byte[1]).toArray(), folder);
        capture.close();
        capture.close();

        assertThatIOException()
                .isThrownBy(() -> capture.next(new PacketView()))
                .withMessage("trace.pcap: already closed");
    }

    @Test
    void aStreamIsClosedWithItsCaptureAndAtOnceIfItIsNone() throws IOException {
        int[] closed = new int[1];
        CaptureFile.open(countingCloses(PcapBytes.ethernet().toArray(), closed), "x")
                .close();
        assertThat(closed[0]).isEqualTo(1);

        assertThatIOException()
                .isThrownBy(() -> CaptureFile.open(countingCloses(new byte[30], closed), "x")
                        .close());
        assertThat(closed[0]).isEqualTo(2);
    }

    private static FilterInputStream countingCloses(byte[] content, int[] closed) {
        return new FilterInputStream(new ByteArrayInputStream(content)) {
            @Override
            public void close() {
                closed[0]++;
            }
        };
    }

    @Test
    void anErrorOfTheStreamIsPassedOnAndReadingCanGoOn() throws IOException {
        byte[] file = PcapBytes.ethernet()
                .packet(0, 0, new byte[] {1})
                .packet(0, 0, new byte[] {2})
                .toArray();
        boolean[] broken = new boolean[1];
        CaptureFile capture = CaptureFile.open(
                new FilterInputStream(new ByteArrayInputStream(file)) {
                    @Override
                    public int read(byte[] target, int offset, int length) throws IOException {
                        if (broken[0]) {
                            throw new IOException("cable pulled");
                        }
                        return super.read(target, offset, Math.min(length, 24));
                    }
                },
                "x");
        PacketView view = new PacketView();
        assertThat(capture.next(view)).isTrue();

        broken[0] = true;
        assertThatIOException().isThrownBy(() -> capture.next(view)).withMessage("cable pulled");

        broken[0] = false;
        assertThat(capture.next(view)).isTrue();
        assertThat(view.u8(0)).isEqualTo(2);
        assertThat(capture.next(view)).isFalse();
        capture.close();
    }
}
