package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flowtrack.testdata.Capture;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.PcapFile;
import io.flowtrack.testdata.Traffic;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each file of several is complete in itself: when its time is over, when it is full, and when the disk is. */
class RotatedFilesTest {
    private static final long SECOND = 1_000_000_000;
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    Path folder = Path.of("");

    private static Frame question(int number, double second) {
        return Frames.udp(Endpoint.client(number), Endpoint.server(number, 53))
                .at(Frames.START_NANOS + (long) (second * SECOND))
                .payload(20)
                .build();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("flows"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> records(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.contains("udp"))
                .toList();
    }

    /** A pipe that has packets at once, and its end when something has come true. */
    private static InputStream endingWhen(List<Frame> frames, Callable<Boolean> isTrue) throws IOException {
        return new ByteArrayInputStream(PcapFile.bytes(frames)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                int count = super.read(target, offset, length);
                try {
                    while (count < 0 && !isTrue.call()) {
                        Thread.sleep(10);
                    }
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                return count;
            }
        };
    }

    /** One flow is over, and written, in the second of its packet; when that second is over nothing is. */
    @ParameterizedTest
    @CsvSource({"zeek, #close", "csv, udp", "ndjson, }"})
    @Timeout(60)
    void aFileIsClosedWhenItsTimeIsOverEvenIfNoRecordComes(String format, String lastPart) throws IOException {
        List<Frame> frames = List.of(question(1, 0), question(2, 0.8), question(3, 1.2));
        Path first = folder.resolve("flows-20260101T000000Z.log");
        InputStream pipe = endingWhen(frames, () -> {
            List<String> lines = Files.exists(first) ? Files.readAllLines(first) : List.of();
            return !lines.isEmpty() && lines.get(lines.size() - 1).contains(lastPart);
        });
        CommandRun run = CommandRun.with(
                pipe,
                new ByteArrayOutputStream(),
                "flows",
                "--follow",
                "--format=" + format,
                "--idle-udp=500ms",
                "--sweep-interval=0s",
                "--rotate-time=1s",
                "-o",
                folder.resolve("flows.log").toString(),
                "-");
        assertThat(run.status()).isZero();
        assertThat(names()).containsExactly(first.getFileName().toString(), "flows-20260101T000001Z.log");
        // the second flow's packet is of the first second, too; its record comes when that file may have been taken
        // away
        assertThat(records(first)).hasSize(1);
        assertThat(records(folder.resolve(names().get(1)))).hasSize(2);
    }

    private CommandRun rotated(String format, Path capture) {
        return CommandRun.of(
                "flows",
                "-q",
                "--format=" + format,
                "--rotate-size=5k",
                "-o",
                folder.resolve("flows.out").toString(),
                capture.toString());
    }

    private Path traffic() throws IOException {
        Capture traffic = Traffic.random(31, 1_500).capture();
        return Path.of(Samples.file(folder, "capture.pcap", traffic));
    }

    /** RFC 7011, section 3.1: version, length of the message; behind its 16 bytes sets, 2 being one of templates. */
    @Test
    void everyFileOfIpfixBeginsWithTemplatesAndEndsWithAMessage() throws IOException {
        assertThat(rotated("ipfix", traffic()).status()).isZero();
        assertThat(names()).hasSizeGreaterThan(3);
        for (String name : names()) {
            ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name)));
            assertThat(file.getShort(16)).as(name).isEqualTo((short) 2);
            int sequence = file.getInt(8);
            assertThat(sequence).as(name).isZero();
            while (file.hasRemaining()) {
                assertThat(file.getShort(file.position())).as(name).isEqualTo((short) 10);
                file.position(file.position() + (file.getShort(file.position() + 2) & 0xFFFF));
            }
        }
    }

    @Test
    void tsharkReadsEveryFileOfIpfix() throws Exception {
        assumeTrue(Installed.missing("tshark").isEmpty(), "tshark is not installed");
        Path capture = traffic();
        assertThat(rotated("ipfix", capture).status()).isZero();
        int records = 0;
        for (String name : names()) {
            List<String> lines =
                    ToolRun.lines("tshark", "-r", folder.resolve(name).toString(), "-V");
            assertThat(lines).noneMatch(line -> line.contains("Malformed") || line.contains("No template found"));
            records += (int) lines.stream()
                    .filter(line -> line.strip().matches("Flow \\d+"))
                    .count();
        }
        assertThat(records)
                .isEqualTo(CommandRun.of("flows", "-q", "--format=ndjson", capture.toString())
                        .outLines()
                        .size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "ndjson", "eve", "zeek", "zeek-json", "ipfix"})
    void aFullDiskIsToldWithTheFileAndWhatWasThereBeforeStays(String format) throws IOException {
        assumeTrue(Files.exists(FULL), "no device that is always full");
        Path capture = traffic();
        assertThat(rotated(format, capture).status()).isZero();
        List<byte[]> good = new ArrayList<>();
        for (String name : names()) {
            good.add(Files.readAllBytes(folder.resolve(name)));
            Files.delete(folder.resolve(name));
        }
        assertThat(good).hasSizeGreaterThan(2);
        Path third = Files.createSymbolicLink(folder.resolve("flows-00003.out"), FULL);
        CommandRun run = rotated(format, capture);
        assertThat(run.status()).isEqualTo(ExitStatus.BAD_USAGE);
        assertThat(run.errLines()).containsExactly("flowtrack: " + third + ": No space left on device");
        assertThat(names()).hasSize(3);
        Files.delete(third);
        assertThat(folder.resolve("flows-00001.out")).hasBinaryContent(good.get(0));
        assertThat(folder.resolve("flows-00002.out")).hasBinaryContent(good.get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--threads=1", "--threads=3"})
    void aFullDiskIsToldWithoutRotationToo(String threads) throws IOException {
        assumeTrue(Files.exists(FULL), "no device that is always full");
        for (String format : List.of("table", "csv", "ndjson", "zeek", "ipfix")) {
            CommandRun run = CommandRun.of(
                    "flows",
                    "-q",
                    threads,
                    "--format=" + format,
                    "-o",
                    FULL.toString(),
                    traffic().toString());
            assertThat(run.errLines()).as(format).containsExactly("flowtrack: /dev/full: No space left on device");
            assertThat(run.status()).isEqualTo(ExitStatus.BAD_USAGE);
        }
    }
}
