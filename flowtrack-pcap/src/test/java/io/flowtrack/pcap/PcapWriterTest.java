package io.flowtrack.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import io.flowtrack.pcap.Reading.Packet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcapWriterTest {
    private static final long LAST_NANOS = 0xFFFF_FFFFL * 1_000_000_000 + 999_999_999;

    @TempDir
    private Path folder;

    private static PacketView packet(byte[] body, LinkType linkType, long timestampNanos) {
        return new PacketView().wrap(ByteBuffer.wrap(body), 0, body.length, linkType, timestampNanos);
    }

    @Test
    void aFileIsWhatTheFormatSaysByteForByte() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PcapWriter writer = PcapWriter.of(out, LinkType.RAW)) {
            writer.write(packet(new byte[] {1, 2, 3}, LinkType.RAW, 1_700_000_000_123_456_789L)
                    .wireLength(1_500));
        }

        byte[] expected = PcapBytes.of(ByteOrder.LITTLE_ENDIAN, PcapBytes.NANOS, 2, 4, 101)
                .packet(1_700_000_000, 123_456_789, 3, 1_500, new byte[] {1, 2, 3})
                .toArray();
        ByteBuffer.wrap(expected).order(ByteOrder.LITTLE_ENDIAN).putInt(16, 262_144);
        assertThat(out.toByteArray()).isEqualTo(expected);
    }

    @Test
    void packetsOfEveryLengthComeBackAsTheyWere() throws IOException {
        Path path = folder.resolve("x.pcap");
        Random random = new Random(11);
        List<Packet> written = new ArrayList<>();
        try (PcapWriter writer = PcapWriter.create(path, LinkType.ETHERNET)) {
            for (int i = 0; i < 3_000; i++) {
                byte[] body = new byte[i % 100 == 0 ? random.nextInt(262_145) : random.nextInt(1_500)];
                random.nextBytes(body);
                PacketView view = packet(body, LinkType.ETHERNET, random.nextLong(LAST_NANOS + 1))
                        .wireLength(random.nextInt(100_000));
                writer.write(view);
                written.add(Packet.of(view));
            }
        }

        Reading reading = Reading.of(CaptureFile.open(path));

        assertThat(reading.damage()).isEmpty();
        assertThat(reading.packets()).isEqualTo(written);
    }

    @Test
    void theEdgesOfTimeAndLengthComeBackAsTheyWere() throws IOException {
        Path path = folder.resolve("x.pcap");
        List<PacketView> views = List.of(
                packet(new byte[0], LinkType.ETHERNET, 0),
                packet(PcapBytes.body(262_144), LinkType.ETHERNET, LAST_NANOS).wireLength(Integer.MAX_VALUE));
        try (PcapWriter writer = PcapWriter.create(path, LinkType.ETHERNET)) {
            for (PacketView view : views) {
                writer.write(view);
            }
        }
        assertThat(Reading.of(CaptureFile.open(path)).packets())
                .isEqualTo(views.stream().map(Packet::of).toList());
    }

    @Test
    void aPacketReadFromAnotherCaptureIsCopied() throws IOException {
        byte[] file = PcapBytes.of(ByteOrder.BIG_ENDIAN, PcapBytes.MICROS, 2, 4, 1)
                .randomPackets(new Random(2), 400, 900)
                .toArray();
        Path path = folder.resolve("copy.pcap");
        PacketView view = new PacketView();
        try (CaptureFile capture = Way.MAPPED_IN_SMALL_WINDOWS.open(file, folder);
                PcapWriter writer = PcapWriter.create(path, capture.linkType())) {
            while (capture.next(view)) {
                writer.write(view);
            }
        }
        assertThat(Reading.of(CaptureFile.open(path))).isEqualTo(Reading.of(Way.STREAMED.open(file, folder)));
    }

    @Test
    void aFileWithoutPacketsIsACapture() throws IOException {
        Path path = folder.resolve("none.pcap");
        PcapWriter.create(path, LinkType.LINUX_SLL2).close();

        try (CaptureFile capture = CaptureFile.open(path)) {
            assertThat(capture.linkType()).isEqualTo(LinkType.LINUX_SLL2);
            assertThat(capture.next(new PacketView())).isFalse();
        }
    }

    @Test
    void whatDoesNotFitTheFileIsRefusedAndTheFileStaysGood() throws IOException {
        Path path = folder.resolve("x.pcap");
        try (PcapWriter writer = PcapWriter.create(path, LinkType.ETHERNET)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.write(packet(new byte[1], LinkType.RAW, 0)))
                    .withMessage("a packet of link type RAW in a file of ETHERNET");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.write(packet(new byte[1], LinkType.ETHERNET, -1)))
                    .withMessage("a time of -1 ns does not fit 32 bits of seconds");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.write(packet(new byte[1], LinkType.ETHERNET, LAST_NANOS + 1)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.write(packet(new byte[262_145], LinkType.ETHERNET, 0)))
                    .withMessage("a packet of 262145 bytes, above the limit of 262144");
            writer.write(packet(new byte[1], LinkType.ETHERNET, 5));
        }
        Reading reading = Reading.of(CaptureFile.open(path));
        assertThat(reading.damage()).isEmpty();
        assertThat(reading.packets()).hasSize(1);
    }

    @Test
    void longPacketsOfDBusComeBackAsTheyWere() throws IOException {
        Path path = folder.resolve("dbus.pcap");
        LinkType dbus = LinkType.of(231);
        PacketView view = packet(PcapBytes.body(1_000_000), dbus, 1);
        try (PcapWriter writer = PcapWriter.create(path, dbus)) {
            writer.write(view);
        }
        assertThat(Reading.of(CaptureFile.open(path)).packets()).containsExactly(Packet.of(view));
    }

    @Test
    void nothingIsWrittenToTheStreamBeforeTheBufferIsFull() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PcapWriter writer = PcapWriter.of(out, LinkType.ETHERNET)) {
            for (int i = 0; i < 65; i++) {
                writer.write(packet(new byte[984], LinkType.ETHERNET, i));
            }
            assertThat(out.size()).isZero();
            writer.write(packet(new byte[984], LinkType.ETHERNET, 65));
            assertThat(out.size()).isPositive();
        }
        assertThat(out.size()).isEqualTo(24 + 66 * 1_000);
    }

    @Test
    void aClosedWriterSaysSoAndClosingAgainDoesNothing() throws IOException {
        Path path = folder.resolve("x.pcap");
        PcapWriter writer = PcapWriter.create(path, LinkType.ETHERNET);
        writer.close();
        writer.close();

        assertThatIOException()
                .isThrownBy(() -> writer.write(packet(new byte[1], LinkType.ETHERNET, 0)))
                .withMessage("already closed");
        assertThat(Files.size(path)).isEqualTo(24);
    }

    @Test
    void aFileThatCannotBeMadeIsNamed() {
        Path path = folder.resolve("no").resolve("x.pcap");
        assertThatThrownBy(() -> PcapWriter.create(path, LinkType.ETHERNET).close())
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(path + ": no such file or directory");
    }
}
