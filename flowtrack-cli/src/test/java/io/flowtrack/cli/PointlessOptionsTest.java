package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointlessOptionsTest {
    @TempDir
    Path folder = Path.of("");

    private String capture = "";

    @BeforeEach
    void writeCapture() throws IOException {
        capture = Samples.file(folder, "capture.pcap", Samples.question());
    }

    private CommandRun run(String line) {
        List<String> arguments = new ArrayList<>(List.of(line.split(" ", -1)));
        arguments.add(capture);
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flows --format zeek | --active-timeout=5s",
                "flows --format=zeek | --fragment-policy=bsd",
                "flows | --report-gaps-for-partial",
                "flows | --community-id",
                "flows | --community-id-seed=1",
                "flows --format=zeek | --community-id-seed=1",
                "flows --format=zeek-json | --active-timeout=5s",
                "flows --format=zeek-json | --fragment-policy=bsd",
                "flows --format=zeek-json | --community-id-seed=1",
                "flows --format=eve | --active-timeout=5s",
                "flows --format=eve | --community-id-seed=1",
                "flows --format=ndjson --key=hosts | --community-id",
                "flows --format=csv --key=macs | --community-id-seed=1",
                "flows --no-reassembly | --fragment-policy=first",
                "events --no-reassembly | --fragment-timeout=5s",
                "flows -C | --verify-checksums",
                "flows -C --format=zeek | --ignore-checksums-from=192.0.2.0/24",
                "flows --tunnel-depth=0 | --tunnel-ports=vxlan=4789",
                "flows --tunnel-depth=0 | --outer-flows",
                "flows --key=hosts | --idle-tcp=1s",
                "flows --key=hosts | --idle-udp=1s",
                "flows --key=hosts | --close-linger=1s",
                "flows --key=hosts | --server-ports=80/tcp",
                "events --key=hosts | --report-gaps-for-partial",
                "flows --key=hosts | --ignore-resets-out-of-window",
                "flows --key=hosts | --fragment-policy=last",
                "flows --key=hosts | --fragment-timeout=1s",
                "flows --key=hosts | --outer-flows",
                "flows --key=macs | --idle-tcp=1s",
                "events --key=macs | --tunnel-depth=1",
                "flows --key=macs | --tunnel-ports=vxlan=4789"
            })
    void anOptionThatCanChangeNothingIsRefused(String line, String pointless) {
        CommandRun run = run(line + " " + pointless);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        String name = pointless.replaceFirst("=.*", "");
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .startsWith("flowtrack: " + name + " has no meaning with -")
                .endsWith("(see 'flowtrack " + line.replaceFirst(" .*", "") + " --help')");
        assertThat(run(line).status()).as("without it").isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flows --format=zeek --fragment-policy=first --fragment-timeout=5s --no-emergency --outer-flows",
                "flows --format=zeek --verify-checksums --tunnel-depth=1 --memory-budget=9 --idle-tcp=1m",
                "flows --format=zeek --server-ports=80/tcp --close-linger=1s --report-gaps-for-partial",
                "flows --format=ndjson --report-gaps-for-partial -C --outer-flows",
                "flows --format=zeek --community-id --community-id-seed=1",
                "flows --format=zeek-json --community-id --community-id-seed=1",
                "flows --format=eve --community-id --community-id-seed=1 --fragment-policy=bsd",
                "flows --format=ndjson --community-id",
                "flows --format=csv --community-id-seed=65535",
                "flows --key=hosts --no-reassembly --tunnel-depth=2 --idle-other=5s",
                "events --key=macs --no-reassembly --tunnel-depth=0",
                "events --report-gaps-for-partial --active-timeout=1s"
            })
    void oneThatHasAMeaningOrAsksForWhatHappensAnywayIsNot(String line) {
        assertThat(run(line).status()).isZero();
    }

    @Test
    void helpIsGivenWhateverElseIsAskedFor() {
        CommandRun run = run("flows --format=zeek --active-timeout=5s --help");
        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("Usage: flowtrack flows");
    }

    @Test
    void theOutputFileIsLeftAlone() throws IOException {
        Path output = Files.writeString(folder.resolve("precious"), "before");
        assertThat(run("flows --format=zeek --active-timeout=5s -o " + output).status())
                .isEqualTo(2);
        assertThat(output).hasContent("before");
    }

    @Test
    void liveCaptureRefusesThemToo() {
        CommandRun run = CommandRun.of("live", "-i", "lo", "--format=zeek", "--active-timeout=5s");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines())
                .containsExactly("flowtrack: --active-timeout has no meaning with --format zeek"
                        + " (see 'flowtrack live --help')");
    }
}
