package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.testdata.PcapFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsTest {
    @TempDir
    Path folder = Path.of("");

    private String good = "";
    private String cut = "";

    @BeforeEach
    void writeCaptures() throws IOException {
        good = Samples.file(folder, "good.pcap", Samples.question());
        byte[] bytes = PcapFile.bytes(Samples.connection());
        cut = Files.write(folder.resolve("cut.pcap"), Arrays.copyOf(bytes, bytes.length - 1))
                .toString();
    }

    @Test
    void aDamagedCaptureGivesWhatCouldBeReadAndTheNextOneIsReadToo() {
        CommandRun run = CommandRun.of("flows", cut, good);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .startsWith("flowtrack: ")
                .contains("cut.pcap")
                .containsPattern("\\d");
        assertThat(run.out()).contains("10 packets: 10 in 2 flows (2 flushed), 0 passed over");
    }

    @Test
    void aCaptureThatIsNotThereIsOneLine() {
        CommandRun run = CommandRun.of("flows", folder.resolve("none.pcap").toString(), good);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errLines()).singleElement().asString().endsWith("none.pcap: no such file or directory");
        assertThat(run.out()).contains("2 packets: 2 in 1 flow");
    }

    @Test
    void aFolderIsNoCapture() {
        CommandRun run = CommandRun.of("flows", "--format=zeek", folder.toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errLines()).hasSize(2).first().asString().startsWith("flowtrack: " + folder);
        assertThat(run.outLines()).hasSize(9).contains("#open\t-", "#close\t-");
    }

    @Test
    void aTextIsNoCapture() {
        CommandRun run =
                CommandRun.withInput("no capture, just some text\n".getBytes(StandardCharsets.UTF_8), "events", "-");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errLines()).hasSize(2).first().asString().startsWith("flowtrack: standard input");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "flow",
                "flows",
                "flows --format=xml CAPTURE",
                "flows --colour CAPTURE",
                "flows --idle-tcp=never CAPTURE",
                "flows --idle-tcp=0 CAPTURE",
                "flows --idle-udp=-5s CAPTURE",
                "flows --close-linger=9999999999h CAPTURE",
                "flows --sweep-interval CAPTURE",
                "flows --max-flows=0 CAPTURE",
                "flows --max-flows=many CAPTURE",
                "flows --key=five CAPTURE",
                "flows --link=TOKENRING CAPTURE",
                "flows --link=70000 CAPTURE",
                "flows - -",
                "events",
                "events --format=zeek CAPTURE"
            })
    void aWrongCommandLineIsOneLineAndStatusTwo(String line) {
        String[] arguments =
                line.isEmpty() ? new String[0] : line.replace("CAPTURE", good).split(" ", -1);
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .startsWith("flowtrack: ")
                .contains("--help");
    }

    @Test
    void aWrongOptionDoesNotEmptyTheOutputFile() throws IOException {
        Path output = Files.writeString(folder.resolve("precious"), "before");
        assertThat(CommandRun.of("flows", "-o", output.toString(), "--idle-tcp=0", good)
                        .status())
                .isEqualTo(2);
        assertThat(output).hasContent("before");
    }

    @Test
    void anOutputFileThatCannotBeMadeIsOneLine() {
        String output = folder.resolve("none/flows").toString();
        CommandRun run = CommandRun.of("flows", "-o", output, good);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines()).containsExactly("flowtrack: " + output + ": no such file or directory");
    }

    @Test
    void aFullDiskIsOneLine() {
        for (String format : new String[] {"table", "ndjson", "zeek", "csv", "ipfix"}) {
            CommandRun run = CommandRun.with(
                    InputStream.nullInputStream(),
                    failing("No space left on device"),
                    "flows",
                    "--format",
                    format,
                    good);
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.errLines()).containsExactly("flowtrack: standard output: No space left on device");
        }
    }

    @Test
    void aReaderThatGoesAwayEndsTheCommandQuietly() {
        for (String command : new String[] {"flows", "events"}) {
            CommandRun run = CommandRun.with(InputStream.nullInputStream(), failing("Broken pipe"), command, good);
            assertThat(run).isEqualTo(new CommandRun(141, "", ""));
        }
    }

    @Test
    void theUnexpectedIsOneLineUnlessAskedForMore() {
        CommandRun brief = CommandRun.with(failing(), new ByteArrayOutputStream(), "flows", "-");
        assertThat(brief.status()).isEqualTo(3);
        assertThat(brief.errLines())
                .containsExactly("flowtrack: unexpected error: java.lang.IllegalStateException: a fault");
        CommandRun verbose = CommandRun.with(failing(), new ByteArrayOutputStream(), "flows", "-v", "-");
        assertThat(verbose.status()).isEqualTo(3);
        assertThat(verbose.err()).contains("\tat io.flowtrack.");
        CommandRun debug = CommandRun.with(failing(), new ByteArrayOutputStream(), true, "flows", "-");
        assertThat(debug.err()).contains("\tat io.flowtrack.");
    }

    @Test
    void namesWithLineBreaksStillGiveOneLine() {
        CommandRun run = CommandRun.of("flows", "no\nsuch\u001b[31mfile");
        assertThat(run.err()).startsWith("flowtrack: no such [31mfile: no such file");
        assertThat(run.errLines()).hasSize(1);
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }

    private static InputStream failing() {
        return new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("a\nfault");
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return read();
            }
        };
    }
}
