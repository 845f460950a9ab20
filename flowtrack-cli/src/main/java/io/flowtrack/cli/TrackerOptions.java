package io.flowtrack.cli;

import io.flowtrack.api.DirectionPolicy;
import io.flowtrack.api.EndedAt;
import io.flowtrack.api.MemoryBudget;
import io.flowtrack.api.Reassembly;
import io.flowtrack.api.TrackerConfig;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what a flow is and how long it lives. */
final class TrackerOptions {
    /** How lengths of time are written, for the end of a help text. */
    static final String DURATIONS =
            "A DURATION is a number with its unit, ns, us, ms, s, m, h or d: 250ms, 1.5s, 5m. Without a unit it means"
                    + " seconds. ISO 8601 is understood too: PT5M.";

    private static final long MEBIBYTE = 1 << 20;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            defaultValue = "five-tuple",
            description = {
                "What packets of one flow have in common (default: ${DEFAULT-VALUE}):",
                "five-tuple: protocol and both endpoints",
                "five-tuple,vlan: these, and the VLAN ids",
                "five-tuple,tunnel: and the innermost tunnel's id (VNI, key)",
                "five-tuple,vlan,tunnel: and both",
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
            description = "The same for everything else (default: 30s, with --format zeek 60s).")
    private Optional<Duration> otherIdleTimeout = Optional.empty();

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
            description =
                    "Report a flow that goes on each time it has lasted this long (default: never; not possible with"
                            + " --format zeek).")
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

    @Option(
            names = "--memory-budget",
            paramLabel = "MIB",
            description =
                    "Keep no more flows than surely fit into that many MiB of memory (default: as many as --max-flows"
                            + " says).")
    private Optional<Long> memoryBudgetMebibytes = Optional.empty();

    @Option(
            names = "--no-emergency",
            description =
                    "When all flows kept are live and one more comes, end the one silent for the longest time, whatever"
                            + " it is. Without this, timeouts are then a quarter as long, and flows that only one side took part"
                            + " in, or whose TCP handshake is not complete, are ended before others. With --format zeek this is"
                            + " always so.")
    private boolean hasNoEmergency;

    @Option(
            names = "--server-ports",
            paramLabel = "PORTS",
            description = {
                "Where servers are likely to be found: a flow that comes from there and was not seen to begin is taken"
                        + " for an answer. A list such as 80/tcp,53/udp, 'none', or 'zeek' for those that Zeek knows,"
                        + " which is the default with --format zeek. Given with any format, the initiator is who Zeek"
                        + " takes for it; otherwise it is the sender of the first packet, or the receiver of a SYN-ACK."
            })
    private Optional<String> serverPorts = Optional.empty();

    @Option(
            names = "--report-gaps-for-partial",
            description =
                    "Count missed bytes also of TCP connections whose handshake was not seen. The table does not show"
                            + " them.")
    private boolean countsPartialGaps;

    @Option(
            names = "--ignore-resets-out-of-window",
            description = "Do not believe a RST that lies outside its receiver's window (RFC 5961): it changes no"
                    + " connection. Like Zeek, the command believes it otherwise.")
    private boolean ignoresResetsOutOfWindow;

    @Mixin
    private final FragmentOptions fragments = new FragmentOptions();

    KeyChoice key() {
        return key;
    }

    /**
     * What the tracker is to be told. Ends are told after the linger, so that a flow's counters hold late packets too.
     *
     * @throws BadUsage if a value is out of its range
     */
    TrackerConfig config() {
        return config(Format.TABLE);
    }

    /** What the tracker is to be told for records of that format: conn.log has rules of its own. */
    TrackerConfig config(Format format) {
        boolean isZeek = format.isZeek();
        TrackerConfig.Builder builder = (isZeek ? TrackerConfig.zeek() : TrackerConfig.defaults()).toBuilder();
        try {
            builder.reassembly(fragments.over(isZeek ? Reassembly.ZEEK : Reassembly.DEFAULT));
            set(builder, isZeek ? Optional.of(serverPorts.orElse(ServerPorts.ZEEK)) : serverPorts);
        } catch (IllegalArgumentException e) {
            throw new BadUsage(String.valueOf(e.getMessage()));
        }
        return builder.build();
    }

    private void set(TrackerConfig.Builder builder, Optional<String> likelyPorts) {
        builder.endedAt(EndedAt.LINGER_END)
                .tcpIdleTimeout(tcpIdleTimeout)
                .udpIdleTimeout(udpIdleTimeout)
                .closeLinger(closeLinger)
                .sweepInterval(sweepInterval)
                .maxFlows(maxFlows)
                .countsPartialGaps(countsPartialGaps)
                .ignoresResetsOutOfWindow(ignoresResetsOutOfWindow);
        if (hasNoEmergency) {
            builder.withoutEmergency();
        }
        memoryBudgetMebibytes.map(TrackerOptions::budget).ifPresent(builder::memoryBudget);
        otherIdleTimeout.ifPresent(builder::otherIdleTimeout);
        activeTimeout.ifPresent(builder::activeTimeout);
        likelyPorts.map(ServerPorts::of).map(DirectionPolicy::serverPorts).ifPresent(builder::direction);
    }

    private static MemoryBudget budget(long mebibytes) {
        return MemoryBudget.ofBytes(Math.max(0, Math.min(mebibytes, Long.MAX_VALUE / MEBIBYTE)) * MEBIBYTE);
    }
}
