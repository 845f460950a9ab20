package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilterOptionTest {
    @TempDir
    Path folder = Path.of("");

    private String mixed = "";

    @BeforeEach
    void writeCapture() throws IOException {
        mixed = Samples.file(folder, "mixed.pcap", Samples.mixed());
    }

    @Test
    void onlyPacketsThatMatchAreTrackedAndTheOthersAreCounted() {
        assumeTrue(Installed.libpcap(), "libpcap is not installed");
        CommandRun run = CommandRun.of("flows", "--filter", "tcp port 80", mixed);
        assertThat(run.status()).isZero();
        assertThat(run.outLines())
                .endsWith("9 packets: 9 in 1 flow (1 fin), 0 passed over", "8 packets did not match the filter");
    }

    @Test
    void eventsAreFilteredToo() {
        assumeTrue(Installed.libpcap(), "libpcap is not installed");
        CommandRun run = CommandRun.of("events", "-f", "ip6 and udp", mixed);
        assertThat(run.status()).isZero();
        assertThat(run.outLines()).hasSize(4).allMatch(line -> line.contains("2001:db8:"));
        assertThat(run.errLines())
                .containsExactly(
                        "2 packets: 2 in 1 flow (1 flushed), 0 passed over", "15 packets did not match the filter");
    }

    @Test
    void theFilterIsCompiledForEachLinkTypeThatComes() {
        assumeTrue(Installed.libpcap(), "libpcap is not installed");
        for (String capture : new String[] {"any-device", "any-device-sll1"}) {
            String name = Project.capture(capture).toString();
            CommandRun run = CommandRun.of("flows", "-f", "udp", name, mixed);
            assertThat(run.status()).isZero();
            assertThat(run.out()).contains(" in 2 flows").doesNotContain("tcp");
        }
    }

    @Test
    void aWrongFilterIsOneLineWithTheReasonAndLeavesTheOutputAlone() throws IOException {
        assumeTrue(Installed.libpcap(), "libpcap is not installed");
        Path output = Files.writeString(folder.resolve("precious"), "before");
        CommandRun run = CommandRun.of("flows", "-o", output.toString(), "--filter", "tcp prt 80", mixed);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .startsWith("flowtrack: filter 'tcp prt 80': ")
                .contains("syntax error");
        assertThat(output).hasContent("before");
    }

    @Test
    void aFilterThatTheLinkTypeDoesNotKnowIsOneLine() {
        assumeTrue(Installed.libpcap(), "libpcap is not installed");
        CommandRun run = CommandRun.of("flows", "--filter", "wlan type mgt", mixed);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines()).singleElement().asString().contains("in packets of link type ETHERNET");
    }

    @Test
    void longPacketsAreFiltered() throws IOException {
        assumeTrue(Installed.libpcap(), "libpcap is not installed");
        Frame giant = Frames.udp(Samples.CLIENT, Samples.SERVER).payload(60_000).build();
        String file = Samples.file(folder, "giant.pcap", List.of(giant));
        assertThat(CommandRun.of("flows", "-f", "greater 60000 and len > 60000", file)
                        .out())
                .contains("1 packet: 1 in 1 flow", "0 packets did not match");
    }

    @Test
    void withoutLibpcapAFilterIsOneLineThatSaysWhatToInstall() throws Exception {
        CommandRun run = JavaProcess.run(List.of("-Dio.flowtrack.libpcap=nowhere"), "flows", "-f", "tcp", mixed);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines()).singleElement().asString().contains("apt-get install libpcap0.8");
    }

    @Test
    void withoutLibpcapCapturesAreReadAllTheSame() throws Exception {
        CommandRun run = JavaProcess.run(List.of("-Dio.flowtrack.libpcap=nowhere"), "flows", mixed);
        assertThat(run).isEqualTo(CommandRun.of("flows", mixed));
    }
}
