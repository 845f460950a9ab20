package io.flowtrack.cli;

import io.flowtrack.api.EndedAt;
import io.flowtrack.api.TrackerConfig;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say what a flow is and how long it lives. */
final class TrackerOptions {
    /** How lengths of time are written, for the end of a help text. */
    static final String DURATIONS =
            "A DURATION is a number with its unit, ns, us, ms, s, m, h or d: 250ms, 1.5s, 5m. Without a unit it means"
                    + " seconds. ISO 8601 is understood too: PT5M.";

    @Option(
            names = "--key",
            paramLabel = "KEY",
            defaultValue = "five-tuple",
            description = {
                "What packets of one flow have in common (default: ${DEFAULT-VALUE}):",
                "five-tuple: protocol and both endpoints",
                "five-tuple,vlan: these, and the VLAN ids",
                "directional: protocol, source, destination",
                "hosts: both IP addresses",
                "macs: both MAC addresses"
            })
    private KeyChoice key = KeyChoice.FIVE_TUPLE;

    @Option(
            names = "--idle-tcp",
            paramLabel = "DURATION",
            defaultValue = "300s",
            description = "A TCP flow that is silent this long is over (default: ${DEFAULT-VALUE}).")
    private Duration tcpIdleTimeout = Duration.ZERO;

    @Option(
            names = "--idle-udp",
            paramLabel = "DURATION",
            defaultValue = "60s",
            description = "The same for UDP (default: ${DEFAULT-VALUE}).")
    private Duration udpIdleTimeout = Duration.ZERO;

    @Option(
            names = "--idle-other",
            paramLabel = "DURATION",
            defaultValue = "30s",
            description = "The same for everything else (default: ${DEFAULT-VALUE}).")
    private Duration otherIdleTimeout = Duration.ZERO;

    @Option(
            names = "--close-linger",
            paramLabel = "DURATION",
            defaultValue = "5s",
            description = "How long a closed or reset TCP connection takes in packets that come late"
                    + " (default: ${DEFAULT-VALUE}).")
    private Duration closeLinger = Duration.ZERO;

    @Option(
            names = "--active-timeout",
            paramLabel = "DURATION",
            description = "Report a flow that goes on each time it has lasted this long (default: never).")
    private Optional<Duration> activeTimeout = Optional.empty();

    @Option(
            names = "--sweep-interval",
            paramLabel = "DURATION",
            defaultValue = "1s",
            description = "How much packet time passes between two looks for flows that are over"
                    + " (default: ${DEFAULT-VALUE}). It changes the order of the output, not the flows.")
    private Duration sweepInterval = Duration.ZERO;

    @Option(
            names = "--max-flows",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Keep at most N flows; beyond, the one silent for the longest time is ended"
                    + " (default: ${DEFAULT-VALUE}).")
    private int maxFlows;

    KeyChoice key() {
        return key;
    }

    /**
     * What the tracker is to be told. Ends are told after the linger, so that a flow's counters hold late packets too.
     *
     * @throws BadUsage if a value is out of its range
     */
    TrackerConfig config() {
        try {
            return checkedConfig();
        } catch (IllegalArgumentException e) {
            throw new BadUsage(String.valueOf(e.getMessage()));
        }
    }

    private TrackerConfig checkedConfig() {
        TrackerConfig.Builder builder = TrackerConfig.builder()
                .endedAt(EndedAt.LINGER_END)
                .tcpIdleTimeout(tcpIdleTimeout)
                .udpIdleTimeout(udpIdleTimeout)
                .otherIdleTimeout(otherIdleTimeout)
                .closeLinger(closeLinger)
                .sweepInterval(sweepInterval)
                .maxFlows(maxFlows);
        activeTimeout.ifPresent(builder::activeTimeout);
        return builder.build();
    }
}
