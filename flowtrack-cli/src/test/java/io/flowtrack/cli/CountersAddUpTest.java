package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Captures of other people, odd and damaged ones among them. Skipped where they are not at hand. */
class CountersAddUpTest {
    @Test
    void countersAddUpOnEveryCaptureDamagedOrNot() throws IOException {
        assumeTrue(Project.truth().isPresent(), "shared/truth is not beside the repository");
        int read = 0;
        try (Stream<Path> files = Files.walk(Project.truth().orElseThrow())) {
            for (Path file : files.filter(CountersAddUpTest::isCapture).sorted().toList()) {
                long[] heard = new long[1];
                TrackerStats stats = Replay.play(file, TrackerConfig.defaults(), new FlowListener<>() {
                    @Override
                    public void onPacket(Flow<FiveTuple, @Nullable Void> flow, FlowPacket packet) {
                        packet.frame().slice(packet.payloadOffset(), packet.payloadCapturedLength());
                        heard[0] += Math.max(1, packet.frame().fragmentCount());
                    }
                });
                assertThat(stats.packets()).as(file.toString()).isEqualTo(heard[0] + stats.passedOverTotal());
                assertThat(stats.packetsInFlows()).as(file.toString()).isEqualTo(heard[0]);
                assertThat(stats.fragments().fragmentsHeld())
                        .as(file.toString())
                        .isZero();
                assertThat(stats.flowsStarted()).as(file.toString()).isEqualTo(stats.flowsEndedTotal());
                read += stats.packets() > 0 ? 1 : 0;
            }
        }
        assertThat(read).isGreaterThan(500);
    }

    private static boolean isCapture(Path file) {
        return Files.isRegularFile(file) && file.toString().matches(".*\\.(pcap|cap|pcapng|dmp|trace|gz)");
    }
}
