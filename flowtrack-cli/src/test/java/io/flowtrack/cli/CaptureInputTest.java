package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.testdata.Capture;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.PcapFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureInputTest {
    @TempDir
    Path folder = Path.of("");

    private static byte[] compressed(String how, byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream stream = switch (how) {
            case "gzip" -> new GZIPOutputStream(bytes);
            case "zstd" -> new com.github.luben.zstd.ZstdOutputStreamNoFinalizer(bytes);
            default -> new org.tukaani.xz.XZOutputStream(bytes, new org.tukaani.xz.LZMA2Options(0));
        }) {
            stream.write(plain);
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd", "xz"})
    void aCompressedCaptureIsReadWhateverItsName(String how) throws IOException {
        byte[] plain = PcapFile.bytes(Samples.mixed());
        byte[] compressed = compressed(how, plain);
        Path file = Files.write(folder.resolve("capture.pcap"), compressed);
        CommandRun expected = CommandRun.withInput(plain, "flows", "-");
        assertThat(CommandRun.of("flows", file.toString())).isEqualTo(expected);
        assertThat(CommandRun.withInput(compressed, "flows", "-")).isEqualTo(expected);
    }

    @Test
    void aCutCompressedCaptureIsOneLineThatNamesTheFile() throws IOException {
        byte[] compressed = compressed("gzip", PcapFile.bytes(Samples.mixed()));
        Path file = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(compressed, compressed.length - 20));
        CommandRun run = CommandRun.of("flows", file.toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .startsWith("flowtrack: " + file + ": byte ")
                .endsWith(": decompressed up to here, then the gzip data is cut");
    }

    /** Every other packet of a connection in one capture, the others in the other. */
    private List<String> split() throws IOException {
        Capture connection = Samples.connection();
        List<Frame> even = new ArrayList<>();
        List<Frame> odd = new ArrayList<>();
        for (int i = 0; i < connection.size(); i++) {
            (i % 2 == 0 ? even : odd).add(connection.get(i));
        }
        return List.of(Samples.file(folder, "even.pcap", even), Samples.file(folder, "odd.pcap", odd));
    }

    @Test
    void mergedCapturesAreOneInTheOrderOfTime() throws IOException {
        List<String> names = split();
        CommandRun whole = CommandRun.withInput(PcapFile.bytes(Samples.connection()), "events", "-");
        assertThat(CommandRun.of("events", "--merge", names.get(0), names.get(1)))
                .isEqualTo(whole);
        assertThat(CommandRun.of("events", "--merge", names.get(1), names.get(0)))
                .isEqualTo(whole);
        assertThat(CommandRun.of("events", names.get(1), names.get(0))).isNotEqualTo(whole);
    }

    @Test
    void aBadCaptureAmongMergedOnesIsComplainedOfOnce() throws IOException {
        List<String> names = split();
        byte[] bytes = Files.readAllBytes(Path.of(names.get(1)));
        Path cut = Files.write(folder.resolve("cut.pcap"), Arrays.copyOf(bytes, bytes.length - 1));
        CommandRun run = CommandRun.of("flows", "--merge", "none.pcap", names.get(0), cut.toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errLines()).hasSize(2);
        assertThat(run.errLines().get(0)).isEqualTo("flowtrack: none.pcap: no such file or directory");
        assertThat(run.errLines().get(1)).startsWith("flowtrack: " + cut + ": byte ");
        assertThat(run.out()).contains("8 packets: 8 in 1 flow");
    }

    @Test
    void mergingDoesNotWait() throws IOException {
        CommandRun run = CommandRun.of("flows", "--merge", "--follow", split().get(0));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .startsWith("flowtrack: --merge and --follow exclude each other: ")
                .contains("--help");
    }

    @Test
    void aFollowedPipeEndsWithThePipe() throws IOException {
        byte[] bytes = PcapFile.bytes(Samples.mixed());
        CommandRun expected = CommandRun.withInput(bytes, "flows", "-");
        assertThat(CommandRun.withInput(bytes, "flows", "--follow", "-")).isEqualTo(expected);
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
        assertThat(CommandRun.withInput(cut, "flows", "--follow", "-"))
                .isEqualTo(CommandRun.withInput(cut, "flows", "-"));
    }
}
