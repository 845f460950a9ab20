package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowEvent;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.FlowTracker;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.pcap.CaptureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the README shows is what the code does. */
class ReadmeTest {
    private static String readme() throws IOException {
        return Files.readString(Project.root().resolve("README.md"));
    }

    private static String block(String text, String from, String to) {
        int start = text.indexOf(from) + from.length();
        return text.substring(start, text.indexOf(to, start)).stripIndent().stripTrailing();
    }

    /** The README's lines of Java, compiled. */
    private static void snippet(Path path) throws IOException {
        // snippet begins
        var tracker = FlowTracker.of(FiveTupleExtractor.bidirectional(), TrackerConfig.defaults());
        try (CaptureFile capture = CaptureFile.open(path)) {
            PacketView packet = new PacketView();
            while (capture.next(packet)) {
                for (FlowEvent<FiveTuple> event : tracker.track(packet)) {
                    if (event instanceof FlowEvent.Ended<FiveTuple> ended) {
                        System.out.println(ended.record());
                    }
                }
            }
        }
        tracker.flush().forEach(System.out::println);
        // snippet ends
    }

    @Test
    void itsJavaIsCompiledAndRuns() throws IOException {
        Path source = Project.root().resolve("flowtrack-cli/src/test/java/io/flowtrack/cli/ReadmeTest.java");
        String compiled = block(Files.readString(source), "// snippet begins\n", "// snippet ends");
        assertThat(block(readme(), "```java\n", "```")).isEqualTo(compiled);
        snippet(Project.capture("http-keepalive"));
    }

    @Test
    void itsFirstCommandPrintsWhatItShows() throws IOException {
        CommandRun run =
                CommandRun.of("flows", Project.capture("http-keepalive").toString());
        assertThat(run.status()).isZero();
        assertThat(run.out().strip()).isEqualTo("START" + block(readme(), "```\nSTART", "```"));
    }
}
