package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class IpfixOptionsTest {
    @TempDir
    Path folder = Path.of("");

    private String mixed = "";

    @BeforeEach
    void writeCapture() throws IOException {
        mixed = Samples.file(folder, "mixed.pcap", Samples.mixed());
    }

    private byte[] file(String... options) throws IOException {
        Path file = folder.resolve("flows.ipfix");
        String[] line = new String[options.length + 5];
        System.arraycopy(options, 0, line, 5, options.length);
        System.arraycopy(new String[] {"flows", "--format=ipfix", mixed, "-o", file.toString()}, 0, line, 0, 5);
        CommandRun run = CommandRun.of(line);
        assertThat(run.status()).isZero();
        assertThat(run.errLines()).singleElement().asString().startsWith("17 packets: 16 in 4 flows");
        return Files.readAllBytes(file);
    }

    @Test
    void theSameCaptureGivesTheSameFileOnAnyNumberOfThreads() throws IOException {
        byte[] one = file();
        assertThat(file()).isEqualTo(one);
        assertThat(file("--threads=2")).isEqualTo(one);
        ByteBuffer bytes = ByteBuffer.wrap(one);
        assertThat(bytes.getInt(0)).as("version and length").isEqualTo(10 << 16 | one.length);
        assertThat(bytes.getInt(4)).as("time of the latest packet").isEqualTo(1_767_225_603);
        assertThat(bytes.getInt(12)).as("domain").isZero();
    }

    @Test
    void theDomainIsInEveryMessage() throws IOException {
        assertThat(ByteBuffer.wrap(file("--ipfix-domain=4294967295")).getInt(12))
                .isEqualTo(-1);
    }

    @Test
    void noMessageIsLongerThanTold() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(file("--ipfix-message-size=464"));
        int messageCount = 0;
        for (int start = 0; start < bytes.capacity(); start += bytes.getShort(start + 2)) {
            assertThat(bytes.getInt(start) - (10 << 16))
                    .as("version and length")
                    .isBetween(1, 464);
            messageCount++;
        }
        assertThat(messageCount).isGreaterThan(1);
    }

    @ParameterizedTest
    @CsvSource({
        "--ipfix-message-size=463, --ipfix-message-size is 464 to 65535",
        "--ipfix-message-size=65536, --ipfix-message-size is 464 to 65535",
        "--ipfix-message-size=65536 --ipfix-collector=tcp://127.0.0.1:9, --ipfix-message-size is 464 to 65535",
        "--ipfix-message-size=65508 --ipfix-collector=udp://127.0.0.1:9, --ipfix-message-size is 464 to 65507",
        "--ipfix-template-refresh=0 --ipfix-collector=udp://127.0.0.1:9, --ipfix-template-refresh is above 0",
        "--ipfix-template-refresh=1m, --ipfix-template-refresh has no meaning without --ipfix-collector udp",
        "--ipfix-template-refresh=1m --ipfix-collector=tcp://127.0.0.1:9, --ipfix-template-refresh has no meaning"
    })
    void whatCannotBeIsRefused(String options, String expected) {
        CommandRun run = CommandRun.of(("flows --format=ipfix " + options + " " + mixed).split(" ", -1));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines()).singleElement().asString().contains(expected);
    }

    @Test
    void templatesGoOutAgainAsOftenAsTold() throws Exception {
        try (DatagramSocket collector = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            collector.setSoTimeout(20_000);
            CommandRun run = CommandRun.of(
                    "flows",
                    "--format=ipfix",
                    "--ipfix-collector=udp://127.0.0.1:" + collector.getLocalPort(),
                    "--ipfix-message-size=464",
                    "--ipfix-template-refresh=1ns", // which is with every message
                    Project.capture("dns").toString());
            assertThat(run.status()).isZero();
            Set<Short> templates = new HashSet<>();
            for (int count = 0; count < 3; count++) {
                DatagramPacket message = new DatagramPacket(new byte[464], 464);
                collector.receive(message);
                ByteBuffer bytes = ByteBuffer.wrap(message.getData());
                assertThat(bytes.getShort(16)).as("set of templates").isEqualTo((short) 2);
                templates.add(bytes.getShort(20));
            }
            assertThat(templates).as("one for each IP version").hasSizeLessThan(3);
        }
    }

    @Test
    void aTerminalIsNotWrittenTo() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings terminal = new Surroundings(
                new ByteArrayInputStream(new byte[0]),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                /* colour= */ false,
                /* outIsTerminal= */ true,
                /* errIsTerminal= */ true,
                new StopRequest(),
                /* debug= */ false);
        assertThat(FlowtrackCommand.run(terminal, "flows", "--format=ipfix", mixed))
                .isEqualTo(2);
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("flowtrack: the ipfix format is no text for a terminal: give it a file with -o"
                        + " (see 'flowtrack flows --help')\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1:4739",
                "sctp://192.0.2.1:4739",
                "udp://192.0.2.1:0",
                "udp://192.0.2.1:65536",
                "udp://192.0.2.1:4739/here",
                "udp://me@192.0.2.1:4739",
                "udp://",
                "udp:192.0.2.1",
                "udp://[::1:4739",
                ""
            })
    void whatIsNoCollectorIsRefused(String collector) {
        CommandRun run = CommandRun.of("flows", "--format=ipfix", "--ipfix-collector=" + collector, mixed);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines())
                .containsExactly("flowtrack: '" + collector + "' is no collector: udp://HOST:PORT or tcp://HOST:PORT"
                        + " (see 'flowtrack flows --help')");
    }

    @ParameterizedTest
    @CsvSource({
        "udp://192.0.2.1:9995, udp://192.0.2.1:9995",
        "TCP://collector.example, tcp://collector.example:4739",
        "udp://[2001:db8::1], udp://[2001:db8::1]:4739"
    })
    void aCollectorHasAPort(String text, String expected) {
        assertThat(IpfixCollector.parse(text)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "4294967296", "many"})
    void aDomainHas32Bits(String domain) {
        CommandRun run = CommandRun.of("flows", "--format=ipfix", "--ipfix-domain=" + domain, mixed);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines()).singleElement().asString().contains("--ipfix-domain");
    }

    @ParameterizedTest
    @CsvSource({
        "--format=csv --ipfix-message-size=500, --ipfix-message-size has no meaning with another --format than ipfix",
        "--ipfix-template-refresh=1m, --ipfix-template-refresh has no meaning with another --format than ipfix",
        "--format=ndjson --ipfix-domain=1, --ipfix-domain has no meaning with another --format than ipfix",
        "--ipfix-collector=udp://127.0.0.1:9, --ipfix-collector has no meaning with another --format than ipfix",
        "--format=ipfix --ipfix-collector=udp://127.0.0.1:9 -o FILE, -o has no meaning with --ipfix-collector"
    })
    void optionsWithoutMeaningAreRefused(String options, String expected) {
        Path file = folder.resolve("none");
        String[] line = ("flows " + options.replace("FILE", file.toString()) + " " + mixed).split(" ", -1);
        CommandRun run = CommandRun.of(line);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines()).containsExactly("flowtrack: " + expected + " (see 'flowtrack flows --help')");
        assertThat(file).doesNotExist();
    }

    @Test
    void aCollectorThatIsNotThereIsOneLine() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        String collector = "tcp://127.0.0.1:" + port;
        CommandRun run = CommandRun.of("flows", "--format=ipfix", "--ipfix-collector", collector, mixed);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .startsWith("flowtrack: " + collector + ": ")
                .containsIgnoringCase("refused");
    }

    @Test
    void aCollectorGetsTheMessagesOfTheFile() throws Exception {
        byte[] file = file();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<byte[]> received = CompletableFuture.supplyAsync(() -> {
                try (Socket socket = server.accept()) {
                    return socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            String collector = "tcp://127.0.0.1:" + server.getLocalPort();
            CommandRun run = CommandRun.of("flows", "--format=ipfix", "--ipfix-collector", collector, mixed);
            assertThat(run.status()).isZero();
            assertThat(run.out()).isEmpty();
            ByteBuffer bytes = ByteBuffer.wrap(received.get(20, TimeUnit.SECONDS));
            bytes.putInt(4, ByteBuffer.wrap(file).getInt(4)); // the time of export
            assertThat(bytes.array()).isEqualTo(file);
        }
    }
}
