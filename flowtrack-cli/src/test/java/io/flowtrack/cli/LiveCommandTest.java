package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveCommandTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "live",
                "live -i lo --snaplen=0",
                "live -i lo --buffer-size=0",
                "live -i lo --buffer-size=3000000",
                "live -i lo --count=0",
                "live -i lo --format=zeek --key=hosts",
                "live -i lo --idle-tcp=0",
                "live -i lo capture.pcap"
            })
    void aWrongCommandLineIsOneLineAndStatusTwo(String line) {
        CommandRun run = CommandRun.of(line.split(" ", -1));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines()).singleElement().asString().contains("flowtrack live --help");
    }

    @Test
    void anInterfaceThatIsNotThereIsOneLine() {
        assumeTrue(Installed.libpcap(), "libpcap is not installed");
        CommandRun run = CommandRun.of("live", "-i", "nowhere0");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        // who may not capture is not told what interfaces there are
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .matches("flowtrack: nowhere0: (no such interface; there are .*|no right to capture: .*)");
    }

    @Test
    void withoutLibpcapItIsOneLineThatSaysWhatToInstall() throws Exception {
        CommandRun run = JavaProcess.run(List.of("-Dio.flowtrack.libpcap=nowhere"), "live", "-i", "lo");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .startsWith("flowtrack: lo: libpcap")
                .contains("apt-get install libpcap0.8");
    }
}
