package io.flowtrack.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowtrack.api.PacketView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSourceTest {
    @TempDir
    private Path folder;

    private Path write(byte... content) throws IOException {
        return Files.write(folder.resolve("file"), content);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 40, 41, 55, 56, 57, 100, 4096, 5000, 1 << 20})
    void packetsAreTheSameThroughBuffersOfAnyLength(int bufferLength) throws IOException {
        byte[] file = PcapBytes.ethernet()
                .randomPackets(new Random(bufferLength), 300, 400)
                .toArray();

        Reading reading = Reading.of(CaptureFile.of("x", FileSource.open(write(file), bufferLength)));

        assertThat(reading).isEqualTo(Reading.of(Way.STREAMED.open(file, folder)));
        assertThat(reading.packets()).hasSize(300);
    }

    @Test
    void bytesStayUntilMoreAreRequiredThanAreHeld() throws IOException {
        try (FileSource source = FileSource.open(write(PcapBytes.body(100)), 40)) {
            assertThat(source.require(10)).isEqualTo(10);
            ByteBuffer buffer = source.bytes();
            source.skip(30);
            assertThat(source.holds(10)).isTrue();
            assertThat(source.holds(11)).isFalse();
            assertThat(source.require(10)).isEqualTo(10);
            assertThat(source.position()).isEqualTo(30);

            assertThat(source.require(11)).isEqualTo(11);
            assertThat(source.bytes()).isSameAs(buffer);
            assertThat(source.position()).isZero();
            assertThat(source.offset()).isEqualTo(30);
            assertThat(buffer.get(0)).isEqualTo((byte) 30);
            assertThat(buffer.get(39)).as("as much as fits is read").isEqualTo((byte) 69);
        }
    }

    @Test
    void theBufferGrowsToARunThatIsLongerButNotForOneThatIsOnlySaidToBe() throws IOException {
        try (FileSource source = FileSource.open(write(PcapBytes.body(100)), 10)) {
            source.require(5);
            source.skip(5);
            assertThat(source.require(90)).isEqualTo(90);
            assertThat(source.bytes().capacity()).isEqualTo(90);
            assertThat(source.bytes().get(source.position() + 89)).isEqualTo((byte) 94);

            assertThat(source.require(Integer.MAX_VALUE)).isEqualTo(95);
            assertThat(source.bytes().capacity()).isEqualTo(180);
        }
    }

    @Test
    void theEndGivesWhatIsLeft() throws IOException {
        try (FileSource source = FileSource.open(write(PcapBytes.body(100)), 40)) {
            assertThat(source.require(101)).isEqualTo(100);
            source.skip(97);
            assertThat(source.require(16)).isEqualTo(3);
            source.skip(3);
            assertThat(source.require(16)).isZero();
            assertThat(source.require(0)).isZero();
            assertThat(source.offset()).isEqualTo(100);
        }
    }

    @Test
    void aFileThatGrowsHasMoreLater() throws IOException {
        Path path = write(PcapBytes.ethernet().packet(0, 0, new byte[] {1}).toArray());
        byte[] both = PcapBytes.ethernet()
                .packet(0, 0, new byte[] {1})
                .packet(0, 0, new byte[] {2})
                .toArray();
        PacketView view = new PacketView();

        try (CaptureFile capture = CaptureFile.open(path)) {
            assertThat(capture.bytesStay()).isFalse();
            assertThat(capture.next(view)).isTrue();
            assertThat(capture.next(view)).isFalse();

            Files.write(path, both, StandardOpenOption.WRITE);

            assertThat(capture.next(view)).isTrue();
            assertThat(view.u8(0)).isEqualTo(2);
            assertThat(capture.next(view)).isFalse();
            assertThat(capture.size()).isEqualTo(OptionalLong.of(both.length));
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "others cannot cut an open file there")
    void aFileThatIsCutMeanwhileIsADamageWhereItIsCut() throws IOException {
        PcapBytes file = PcapBytes.ethernet().randomPackets(new Random(5), 50, 100);
        Path path = write(file.toArray());
        PacketView view = new PacketView();

        try (CaptureFile capture = CaptureFile.of("x", FileSource.open(path, 64))) {
            for (int i = 0; i < 10; i++) {
                assertThat(capture.next(view)).isTrue();
            }
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.truncate(file.ends().get(20) + 3);
            }
            for (int i = 10; i < 21; i++) {
                assertThat(capture.next(view)).isTrue();
            }
            assertThatThrownBy(() -> capture.next(view))
                    .isInstanceOf(DamagedCaptureException.class)
                    .hasMessageEndingWith("packet 22 is cut: its header has 16 bytes, 3 left");
        }
    }
}
