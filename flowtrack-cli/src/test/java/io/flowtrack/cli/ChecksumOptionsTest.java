package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.testdata.Capture;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frames;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumOptionsTest {
    private static final Endpoint CLIENT = Endpoint.client(1);
    private static final Endpoint SERVER = Endpoint.server(1, 53);

    @TempDir
    Path folder = Path.of("");

    private String capture = "";

    /** A right datagram, and one with a wrong checksum. */
    @BeforeEach
    void writeCapture() throws IOException {
        capture = Samples.file(
                folder,
                "wrong.pcap",
                Capture.of(
                        Frames.udp(CLIENT, SERVER).payload(10).build(),
                        Frames.udp(CLIENT, SERVER).payload(10).wrongChecksum().build()));
    }

    private String summary(String... options) {
        String[] line = new String[options.length + 2];
        line[0] = "flows";
        System.arraycopy(options, 0, line, 1, options.length);
        line[line.length - 1] = capture;
        CommandRun run = CommandRun.of(line);
        assertThat(run.status()).isZero();
        String text = run.err().isEmpty() ? run.out() : run.err();
        return text.lines().reduce("", (first, second) -> second);
    }

    @Test
    void checksumsAreNotVerifiedUnlessAskedFor() {
        assertThat(summary()).endsWith("2 in 1 flow (1 flushed), 0 passed over");
    }

    @Test
    void aPacketWithAWrongChecksumIsPassedOver() {
        String one = "1 in 1 flow (1 flushed), 1 passed over (1 bad_transport_checksum)";
        assertThat(summary("--verify-checksums")).endsWith(one);
        assertThat(summary("--format=zeek")).endsWith(one);
        assertThat(summary("--ignore-checksums-from=203.0.113.77/32")).endsWith(one);
    }

    @Test
    void exceptFromHostsWhoseNetworkCardComputesThem() {
        String sender = CLIENT.address() + "/32";
        assertThat(summary("--ignore-checksums-from=" + sender)).endsWith("2 in 1 flow (1 flushed), 0 passed over");
    }

    @Test
    void theLetterCTurnsVerificationOff() {
        assertThat(summary("-C", "--format=zeek")).endsWith("2 in 1 flow (1 flushed), 0 passed over");
    }
}
