package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Logs in the form of other programs are those in the files beside the captures. {@code -Dflowtrack.golden=write} writes these
 * files anew.
 */
class ForeignFormatsTest {
    private static final List<String> CAPTURES =
            List.of("http-keepalive", "half-closed", "refused", "ping", "sctp", "dns");

    @ParameterizedTest
    @ValueSource(strings = {"zeek-json", "eve"})
    void logsAreThoseExpected(String format) throws IOException {
        String[] arguments = new String[CAPTURES.size() + 4];
        arguments[0] = "flows";
        arguments[1] = "--quiet";
        arguments[2] = "--format";
        arguments[3] = format;
        for (int i = 0; i < CAPTURES.size(); i++) {
            arguments[i + 4] = Project.capture(CAPTURES.get(i)).toString();
        }
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        Path expected = Project.root().resolve("testdata/captures/flows." + format + ".json");
        if ("write".equals(System.getProperty("flowtrack.golden"))) {
            Files.writeString(expected, run.out());
        }
        assertThat(run.out()).isEqualTo(Files.readString(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zeek", "zeek-json", "eve"})
    void theyTellOfAFlowOnceAndWantFiveTuples(String format) {
        String capture = Project.capture("dns").toString();
        CommandRun reported = CommandRun.of("flows", "--format", format, "--active-timeout=1s", capture);
        assertThat(reported.status()).isEqualTo(ExitStatus.BAD_USAGE);
        assertThat(reported.err()).contains("--active-timeout has no meaning with --format " + format);
        CommandRun hosts = CommandRun.of("flows", "--format", format, "--key=hosts", capture);
        assertThat(hosts.status()).isEqualTo(ExitStatus.BAD_USAGE);
        assertThat(hosts.err()).contains("the " + format + " format needs five-tuples");
    }

    @Test
    void bothOfZeeksLogsTellOfTheSameFlows() {
        String capture = Project.capture("http-ipv6").toString();
        List<String> rows = CommandRun.of("flows", "--format", "zeek", capture).outLines().stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1)[1])
                .toList();
        List<String> objects = CommandRun.of("flows", "--format", "zeek-json", capture).outLines().stream()
                .map(line -> line.replaceFirst(".*\"uid\":\"(\\w+)\".*", "$1"))
                .toList();
        assertThat(objects).isEqualTo(rows).isNotEmpty();
    }
}
