package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The events of every recorded capture are those in the text file beside it. {@code -Dflowtrack.golden=write} writes the
 * files anew; look at the difference before it is committed.
 */
class GoldenEventsTest {
    static Stream<Path> captures() throws IOException {
        try (Stream<Path> files = Files.list(Project.root().resolve("testdata/captures"))) {
            return files.filter(file -> file.toString().endsWith(".pcap")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("captures")
    void eventsAreThoseExpected(Path capture) throws IOException {
        Path expected = capture.resolveSibling(capture.getFileName().toString().replace(".pcap", ".events.ndjson"));
        CommandRun run = CommandRun.of("events", capture.toString());
        assertThat(run.status()).isZero();
        if ("write".equals(System.getProperty("flowtrack.golden"))) {
            Files.writeString(expected, run.out());
        }
        assertThat(run.out()).isEqualTo(Files.readString(expected));
    }
}
