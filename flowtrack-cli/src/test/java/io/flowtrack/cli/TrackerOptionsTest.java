package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.DirectionPolicy;
import io.flowtrack.api.EndedAt;
import io.flowtrack.api.MemoryBudget;
import io.flowtrack.api.OverlapPolicy;
import io.flowtrack.api.Reassembly;
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
                "--server-ports=80/tcp",
                "--report-gaps-for-partial",
                "--ignore-resets-out-of-window",
                "--fragment-policy=bsd",
                "--fragment-timeout=7s",
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
                        .direction(DirectionPolicy.serverPorts(ServerPorts.of("80/tcp")))
                        .countsPartialGaps(true)
                        .ignoresResetsOutOfWindow(true)
                        .reassembly(
                                Reassembly.DEFAULT.overlaps(OverlapPolicy.BSD).within(Duration.ofSeconds(7)))
                        .memoryBudget(MemoryBudget.ofBytes(7 << 20))
                        .withoutEmergency()
                        .build());
    }

    @Test
    void reassemblyIsThatOfTheFormatUnlessItIsTurnedOff() {
        assertThat(options().config(Format.ZEEK).reassembly()).isEqualTo(Reassembly.ZEEK);
        assertThat(options("--fragment-timeout=7s").config(Format.ZEEK).reassembly())
                .isEqualTo(Reassembly.ZEEK.within(Duration.ofSeconds(7)));
        assertThat(options("--no-reassembly").config(Format.ZEEK).reassembly()).isEqualTo(Reassembly.NONE);
        assertThat(options("--no-reassembly").config().reassembly().isOn()).isFalse();
    }

    private static TrackerConfig config(String... arguments) {
        return options(arguments).config();
    }

    private static TrackerOptions options(String... arguments) {
        TrackerOptions options = new TrackerOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("tracking", mixin(options)))
                .registerConverter(Duration.class, new DurationConverter())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(arguments);
        return options;
    }

    private static CommandLine.Model.CommandSpec mixin(TrackerOptions options) {
        return CommandLine.Model.CommandSpec.forAnnotatedObject(options);
    }
}
