package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.EndedAt;
import io.flowtrack.api.MemoryBudget;
import io.flowtrack.api.TrackerConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TrackerOptionsTest {
    @Test
    void withoutOptionsTheDefaultsOfTheLibraryHoldExceptThatEndsAreToldLate() {
        assertThat(config())
                .usingRecursiveComparison()
                .isEqualTo(TrackerConfig.builder().endedAt(EndedAt.LINGER_END).build());
    }

    @Test
    void everyOptionArrives() {
        TrackerConfig config = config(
                "--idle-tcp=1h",
                "--idle-udp=2m",
                "--idle-other=3s",
                "--close-linger=0",
                "--active-timeout=4s",
                "--sweep-interval=5ms",
                "--max-flows=6",
                "--memory-budget=7",
                "--no-emergency");
        assertThat(config)
                .usingRecursiveComparison()
                .isEqualTo(TrackerConfig.builder()
                        .endedAt(EndedAt.LINGER_END)
                        .tcpIdleTimeout(Duration.ofHours(1))
                        .udpIdleTimeout(Duration.ofMinutes(2))
                        .otherIdleTimeout(Duration.ofSeconds(3))
                        .closeLinger(Duration.ZERO)
                        .activeTimeout(Duration.ofSeconds(4))
                        .sweepInterval(Duration.ofMillis(5))
                        .maxFlows(6)
                        .memoryBudget(MemoryBudget.ofBytes(7 << 20))
                        .withoutEmergency()
                        .build());
    }

    private static TrackerConfig config(String... arguments) {
        TrackerOptions options = new TrackerOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("tracking", mixin(options)))
                .registerConverter(Duration.class, new DurationConverter())
                .parseArgs(arguments);
        return options.config();
    }

    private static CommandLine.Model.CommandSpec mixin(TrackerOptions options) {
        return CommandLine.Model.CommandSpec.forAnnotatedObject(options);
    }
}
