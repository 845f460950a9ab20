package io.flowtrack.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flowtrack.api.PacketView;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompressedCaptureTest {
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    private Path folder;

    private final byte[] plain =
            PcapBytes.ethernet().randomPackets(new Random(1), 2_000, 300).toArray();

    private Reading readFile(byte[] content) throws IOException {
        return read(CaptureFile.open(Files.write(folder.resolve("x"), content)));
    }

    /** What is opened lazily may fail at once. */
    private static Reading read(CaptureFile capture) throws IOException {
        assertThat(capture.size()).isEmpty();
        return Reading.of(capture);
    }

    private Reading readPlain() throws IOException {
        return Reading.of(Way.STREAMED.open(plain, folder));
    }

    @ParameterizedTest
    @EnumSource(Compressed.class)
    void aCompressedCaptureIsReadFromAFileAndFromAStream(Compressed how) throws IOException {
        byte[] compressed = how.compress(plain);
        assertThat(readFile(compressed)).isEqualTo(readPlain());
        assertThat(read(CaptureFile.open(new ByteArrayInputStream(compressed), "x")))
                .isEqualTo(readPlain());
    }

    @ParameterizedTest
    @EnumSource(Compressed.class)
    void whatIsCompressedInPiecesIsReadAsOne(Compressed how) throws IOException {
        byte[] first = how.compress(Arrays.copyOf(plain, 1_000));
        byte[] second = how.compress(Arrays.copyOfRange(plain, 1_000, plain.length));
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        InputStream slow = new ByteArrayInputStream(both) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, first.length));
            }

            @Override
            public synchronized int available() {
                return 0; // as a pipe says that holds nothing for the moment
            }
        };
        assertThat(read(CaptureFile.open(slow, "x"))).isEqualTo(readPlain());
    }

    @ParameterizedTest
    @EnumSource(Compressed.class)
    void aCutCaptureGivesWhatCanBeDecompressedAndThenAnError(Compressed how) throws IOException {
        byte[] compressed = how.compress(plain);
        Reading reading = readFile(Arrays.copyOf(compressed, compressed.length * 3 / 4));

        assertThat(reading.packets())
                .isEqualTo(readPlain().packets().subList(0, reading.packets().size()));
        assertThat(reading.packets()).hasSizeGreaterThan(how.isSplit() ? 500 : -1);
        DamagedCaptureException damage = reading.damage().orElseThrow();
        assertThat(damage).hasMessageContaining("x: byte ").hasMessageEndingWith("the " + how.title() + " data is cut");
        assertThat(damage.isCut()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Compressed.class)
    void randomDamageIsAnErrorOrNothing(Compressed how) throws IOException {
        byte[] compressed = how.compress(plain);
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            byte[] damaged = compressed.clone();
            for (int i = 0; i < 5; i++) {
                damaged[4 + random.nextInt(damaged.length - 4)] ^= (byte) (1 + random.nextInt(255));
            }
            Optional<Reading> reading = tryToRead(damaged);
            assertThat(reading.isEmpty() || reading.get().damage().isPresent() || how == Compressed.GZIP)
                    .as("seed " + seed)
                    .isTrue();
        }
    }

    private static Optional<Reading> tryToRead(byte[] bytes) throws IOException {
        try {
            return Optional.of(read(CaptureFile.open(new ByteArrayInputStream(bytes), "x")));
        } catch (DamagedCaptureException damage) {
            return Optional.empty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"independent.lz4", "linked.lz4", "frames.lz4"})
    void whatTheLz4CommandWroteIsRead(String name) throws IOException {
        PcapBytes counted = PcapBytes.ethernet();
        for (int i = 0; i < 3_000; i++) {
            counted.packet(i, 0, PcapBytes.body(i % 90));
        }
        try (InputStream file = getClass().getResourceAsStream(name)) {
            Reading reading = read(CaptureFile.open(Objects.requireNonNull(file), name));
            assertThat(reading).isEqualTo(Reading.of(Way.STREAMED.open(counted.toArray(), folder)));
        }
    }

    @Test
    void everyBitOfAnLz4FrameMatters() throws IOException {
        byte[] good;
        try (InputStream file = getClass().getResourceAsStream("linked.lz4")) {
            good = Objects.requireNonNull(file).readAllBytes();
        }
        Random random = new Random(3);
        for (int i = 0; i < 150; i++) {
            byte[] damaged = good.clone();
            damaged[4 + random.nextInt(damaged.length - 4)] ^= (byte) (1 << random.nextInt(8));
            Optional<Reading> reading = tryToRead(damaged);
            assertThat(reading.isEmpty() || reading.get().damage().isPresent()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Compressed.class)
    void aBombTakesTimeAndNoMemory(Compressed how) throws IOException {
        byte[] head = PcapNgBytes.ethernet().toArray();
        byte[] bomb = how.compress(stream -> {
            stream.write(head);
            // a block to be passed, of 256 MiB, that never ends
            stream.write(new byte[] {9, 0, 0, 0, 0, 0, 0, 16});
            byte[] zeros = new byte[MEBIBYTE];
            for (int i = 0; i < 80; i++) {
                stream.write(zeros);
            }
        });
        assertThat(bomb).hasSizeLessThan(2 * MEBIBYTE);
        PacketView view = new PacketView();
        Runtime runtime = Runtime.getRuntime();
        try (CaptureFile capture = CaptureFile.open(new ByteArrayInputStream(bomb), "x")) {
            runtime.gc();
            long before = runtime.totalMemory() - runtime.freeMemory();
            assertThat(catchThrowableOfType(DamagedCaptureException.class, () -> capture.next(view)))
                    .hasMessageContaining("a block of type 0x00000009 is cut: its block has 268435456 bytes");
            runtime.gc();
            assertThat(runtime.totalMemory() - runtime.freeMemory() - before).isLessThan(32L * MEBIBYTE);
        }
    }

    @Test
    void aWindowThatIsTooLargeIsRefused() throws IOException {
        // a frame header that asks for a window of 2 to the power of 28 or 27, and one stored block of one byte
        for (int exponent = 27; exponent <= 28; exponent++) {
            byte[] frame = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, (byte) ((exponent - 10) << 3), 9, 0, 0, 7};
            assertThat(catchThrowableOfType(DamagedCaptureException.class, () -> readFile(frame)))
                    .hasMessageContaining(
                            exponent == 27
                                    ? "the file header is cut: it has 24 bytes, 1 are there"
                                    : "the zstd data is damaged: ");
        }

        ByteArrayOutputStream large = new ByteArrayOutputStream();
        org.tukaani.xz.LZMA2Options options = new org.tukaani.xz.LZMA2Options(0);
        options.setDictSize(256 * MEBIBYTE);
        try (OutputStream stream = new org.tukaani.xz.XZOutputStream(large, options)) {
            stream.write(plain);
        }
        assertThat(catchThrowableOfType(DamagedCaptureException.class, () -> readFile(large.toByteArray())))
                .hasMessageContaining("the xz data is damaged: ")
                .hasMessageContaining("limit");
    }

    @Test
    void aCaptureCompressedTwiceIsNotRead() throws IOException {
        byte[] twice = Compressed.GZIP.compress(Compressed.XZ.compress(plain));
        assertThat(catchThrowableOfType(DamagedCaptureException.class, () -> readFile(twice)))
                .hasMessageEndingWith("the file is xz inside of another compression, which is not read");
    }

    @Test
    void anErrorOfTheStreamBelowStaysWhatItIs() throws IOException {
        byte[] compressed = Compressed.GZIP.compress(plain);
        InputStream broken = new ByteArrayInputStream(compressed) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                if (pos > 10_000) {
                    throw new IllegalStateException("cable pulled");
                }
                return super.read(target, offset, Math.min(length, 4_096));
            }
        };
        try (CaptureFile capture = CaptureFile.open(broken, "x")) {
            PacketView view = new PacketView();
            assertThat(catchThrowableOfType(IllegalStateException.class, () -> {
                        while (capture.next(view)) {}
                    }))
                    .hasMessage("cable pulled");
        }
    }
}
