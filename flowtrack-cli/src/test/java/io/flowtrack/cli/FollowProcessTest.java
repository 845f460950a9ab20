package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.testdata.PcapFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code --follow} in a process of its own, which gets a signal. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no SIGTERM there")
@Timeout(60)
class FollowProcessTest {
    @TempDir
    Path folder = Path.of("");

    private static Process start(String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.flowtrack.cli.Main"));
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line).redirectErrorStream(true).start();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static List<String> readUntil(BufferedReader lines, String part) throws IOException {
        List<String> read = new ArrayList<>();
        String line = lines.readLine();
        while (line != null) {
            read.add(line);
            if (line.contains(part)) {
                return read;
            }
            line = lines.readLine();
        }
        throw new AssertionError("no line with " + part + " in " + read);
    }

    @Test
    void aGrowingFileIsFollowedUntilASignalAndThenSummedUp() throws Exception {
        byte[] whole = PcapFile.bytes(Samples.connection());
        int half = whole.length / 2;
        Path file = Files.write(folder.resolve("growing.pcap"), Arrays.copyOf(whole, half));
        Process process = start("events", "--follow", file.toString());
        BufferedReader lines = output(process);
        assertThat(readUntil(lines, "\"established\"")).isNotEmpty();

        Files.write(file, Arrays.copyOfRange(whole, half, whole.length - 1), StandardOpenOption.APPEND);
        readUntil(lines, "\"fin_wait\"");
        process.toHandle().destroy(); // which, unlike that of Process, leaves the streams open

        List<String> rest = lines.lines().toList();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(rest).isNotEmpty();
        assertThat(rest.get(rest.size() - 1)).isEqualTo("8 packets: 8 in 1 flow (1 flushed), 0 passed over");
    }

    @Test
    void aQuietFileEndsNoFlowsBecauseItsClockIsThatOfThePackets() throws Exception {
        byte[] whole = PcapFile.bytes(Samples.connection());
        int half = whole.length / 2;
        Path file = Files.write(folder.resolve("quiet.pcap"), Arrays.copyOf(whole, half));
        // shorter than the pause below, and longer than the pauses between the packets
        String timeout = "--idle-tcp=500ms";
        Process process = start("events", "--follow", timeout, file.toString());
        BufferedReader lines = output(process);
        List<String> told = readUntil(lines, "\"established\"");
        Thread.sleep(1_500);
        Files.write(file, Arrays.copyOfRange(whole, half, whole.length), StandardOpenOption.APPEND);
        while (told.stream().filter(line -> line.contains("\"packet\"")).count() < 9) {
            told.addAll(readUntil(lines, "\"packet\""));
        }
        process.toHandle().destroy();
        told.addAll(lines.lines().toList());

        CommandRun atOnce = CommandRun.of("events", timeout, file.toString());
        assertThat(told).containsExactlyElementsOf(all(atOnce));
    }

    private static List<String> all(CommandRun run) {
        List<String> lines = new ArrayList<>(run.outLines());
        lines.addAll(run.errLines());
        return lines;
    }

    @Test
    void aPipeThatStaysOpenIsLeftAtASignal() throws Exception {
        Process process = start("events", "--follow", "-");
        BufferedReader lines = output(process);
        try (OutputStream pipe = process.getOutputStream()) {
            byte[] bytes = PcapFile.bytes(Samples.mixed());
            pipe.write(bytes, 0, bytes.length - 5);
            pipe.flush();
            for (int i = 0; i < 16; i++) {
                readUntil(lines, "\"packet\"");
            }
            process.toHandle().destroy();
            List<String> rest = lines.lines().toList();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(rest.get(rest.size() - 1)).startsWith("16 packets: 16 in 4 flows");
        }
    }
}
