package io.flowtrack.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowtrack.api.PacketView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappedSourceTest {
    @TempDir
    private Path folder;

    private Path write(byte... content) throws IOException {
        return Files.write(folder.resolve("file"), content);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 40, 41, 55, 56, 57, 100, 4096, 5000, 1 << 30})
    void packetsAreTheSameInWindowsOfAnyLength(int windowLength) throws IOException {
        byte[] file = PcapBytes.ethernet()
                .randomPackets(new Random(windowLength), 300, 400)
                .toArray();

        Reading reading = Reading.of(CaptureFile.of("x", MappedSource.open(write(file), windowLength)));

        assertThat(reading).isEqualTo(Reading.of(Way.STREAMED.open(file, folder)));
        assertThat(reading.packets()).hasSize(300);
    }

    @Test
    void aWindowSlidesOnlyWhenTheNextRunDoesNotFit() throws IOException {
        try (MappedSource source = MappedSource.open(write(PcapBytes.body(100)), 40)) {
            assertThat(source.require(10)).isEqualTo(10);
            ByteBuffer first = source.bytes();
            assertThat(first.limit()).isEqualTo(40);
            source.skip(30);

            assertThat(source.require(10)).isEqualTo(10);
            assertThat(source.bytes()).isSameAs(first);

            assertThat(source.require(11)).isEqualTo(11);
            assertThat(source.bytes()).isNotSameAs(first);
            assertThat(source.position()).isZero();
            assertThat(source.offset()).isEqualTo(30);
            assertThat(source.bytes().get(10)).isEqualTo((byte) 40);
            assertThat(first.get(30)).as("the old window stays readable").isEqualTo((byte) 30);
        }
    }

    @Test
    void aRunLongerThanTheWindowGetsAWindowOfItsLength() throws IOException {
        try (MappedSource source = MappedSource.open(write(PcapBytes.body(100)), 40)) {
            source.require(5);
            source.skip(5);
            assertThat(source.require(90)).isEqualTo(90);
            assertThat(source.bytes().limit()).isEqualTo(90);
            assertThat(source.bytes().get(source.position() + 89)).isEqualTo((byte) 94);
        }
    }

    @Test
    void theEndGivesWhatIsLeft() throws IOException {
        try (MappedSource source = MappedSource.open(write(PcapBytes.body(100)), 40)) {
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

        try (CaptureFile capture = CaptureFile.openMapped(path)) {
            assertThat(capture.next(view)).isTrue();
            assertThat(capture.next(view)).isFalse();

            Files.write(path, both, StandardOpenOption.WRITE);

            assertThat(capture.next(view)).isTrue();
            assertThat(view.u8(0)).isEqualTo(2);
            assertThat(capture.size()).isEqualTo(OptionalLong.of(both.length));
            assertThat(capture.next(view)).isFalse();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a mapped file cannot be cut there")
    void aFileCutBehindTheWindowIsADamage() throws IOException {
        PcapBytes file = PcapBytes.ethernet().randomPackets(new Random(5), 50, 100);
        Path path = write(file.toArray());
        PacketView view = new PacketView();

        try (CaptureFile capture = CaptureFile.of("x", MappedSource.open(path, 64))) {
            for (int i = 0; i < 10; i++) {
                assertThat(capture.next(view)).isTrue();
            }
            cut(path, file.ends().get(20) + 3);
            for (int i = 10; i < 21; i++) {
                assertThat(capture.next(view)).isTrue();
            }
            assertThatThrownBy(() -> capture.next(view))
                    .isInstanceOf(DamagedCaptureException.class)
                    .hasMessageEndingWith("packet 22 is cut: its header has 16 bytes, 3 left");
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a mapped file cannot be cut there")
    void aFileCutFarAheadInTheWindowIsADamageWhereItIsCut() throws IOException {
        PcapBytes file = PcapBytes.ethernet().randomPackets(new Random(5), 2_000, 1_400);
        Path path = write(file.toArray());
        PacketView view = new PacketView();

        try (CaptureFile capture = CaptureFile.openMapped(path)) {
            assertThat(capture.next(view)).isTrue();
            cut(path, file.ends().get(1_500) + 3);

            for (int i = 1; i <= 1_500; i++) {
                assertThat(capture.next(view)).isTrue();
            }
            assertThatThrownBy(() -> capture.next(view))
                    .isInstanceOf(DamagedCaptureException.class)
                    .hasMessageEndingWith("packet 1502 is cut: its header has 16 bytes, 3 left");
        }
    }

    /** Interpreted code throws the error of the mapping at once, so this runs in a Java of its own. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a mapped file cannot be cut there")
    void bytesCutAwayUnderTheReaderAreADamage() throws Exception {
        Path path = write(
                PcapBytes.ethernet().randomPackets(new Random(5), 2_000, 1_400).toArray());
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xint",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CutUnderTheReader.class.getName(),
                        path.toString())
                .redirectErrorStream(true)
                .start();

        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(output).contains("packets before: 1\n", path + ": byte ", "the file was cut while it was read\n");
        assertThat(output).endsWith("the same again: true, because of java.lang.InternalError\n");
        assertThat(java.waitFor()).isZero();
    }

    /** Reads one packet of a file, empties it, and prints what the next ones give. */
    static final class CutUnderTheReader {
        private CutUnderTheReader() {}

        @SuppressWarnings("SystemOut") // what the test reads
        public static void main(String[] arguments) throws IOException {
            Path path = Path.of(arguments[0]);
            PacketView view = new PacketView();
            try (CaptureFile capture = CaptureFile.openMapped(path)) {
                capture.next(view);
                cut(path, 0);
                System.out.println("packets before: " + capture.packetCount());
                DamagedCaptureException damage = damageOf(capture, view);
                System.out.println(damage.getMessage());
                System.out.println("the same again: " + (damageOf(capture, view) == damage) + ", because of "
                        + Objects.requireNonNull(damage.getCause()).getClass().getName());
            }
        }

        private static DamagedCaptureException damageOf(CaptureFile capture, PacketView view) throws IOException {
            try {
                while (capture.next(view)) {
                    view.linkType();
                }
            } catch (DamagedCaptureException damage) {
                return damage;
            }
            throw new AssertionError("a clean end");
        }
    }

    private static void cut(Path path, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }
}
