package io.flowtrack.cli;

import io.flowtrack.pcap.LiveOptions;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say where and how packets are captured. */
final class InterfaceOptions {
    private static final int KIBIBYTE = 1024;

    @Option(
            names = {"-i", "--interface"},
            paramLabel = "NAME",
            required = true,
            description = "The network interface, such as eth0; on Linux 'any' is all of them.")
    private String name = "";

    @Option(
            names = {"-f", "--filter"},
            paramLabel = "EXPRESSION",
            description = "Capture only packets that match, such as 'tcp port 80': the language of tcpdump, see"
                    + " pcap-filter(7). The kernel passes over the others, and nobody counts them.")
    private String filter = "";

    @Option(
            names = {"-s", "--snaplen"},
            paramLabel = "BYTES",
            defaultValue = "262144",
            description = "Capture at most so many bytes of a frame (default: ${DEFAULT-VALUE}).")
    private int snapLength;

    @Option(
            names = {"-p", "--no-promiscuous-mode"},
            description = "Do not ask the interface for frames that are sent to others.")
    private boolean isModest;

    @Option(
            names = {"-B", "--buffer-size"},
            paramLabel = "KIB",
            defaultValue = "16384",
            description = "What the kernel keeps packets in until they are fetched, in KiB (default:"
                    + " ${DEFAULT-VALUE}). When it is full, packets are dropped.")
    private int bufferKibibytes;

    @Option(
            names = {"-c", "--count"},
            paramLabel = "N",
            description = "Stop after N packets.")
    private Optional<Long> count = Optional.empty();

    @Option(names = "--duration", paramLabel = "DURATION", description = "Stop after this time.")
    private Optional<Duration> duration = Optional.empty();

    /** The interface's name. */
    String name() {
        return name;
    }

    /** Packets to read at most. */
    long maxCount() {
        return count.orElse(Long.MAX_VALUE);
    }

    /** Time to read, if it is to end by itself. */
    Optional<Duration> duration() {
        return duration;
    }

    /**
     * How to capture.
     *
     * @throws BadUsage if a value is out of its range
     */
    LiveOptions capture() {
        if (count.orElse(1L) < 1) {
            throw new BadUsage("--count: " + count.orElseThrow() + " is not positive");
        }
        if (bufferKibibytes < 1 || bufferKibibytes > Integer.MAX_VALUE / KIBIBYTE) {
            throw new BadUsage(
                    "--buffer-size: " + bufferKibibytes + " is not within 1 to " + Integer.MAX_VALUE / KIBIBYTE);
        }
        try {
            return LiveOptions.defaults()
                    .snapLength(snapLength)
                    .promiscuous(!isModest)
                    .bufferLength(bufferKibibytes * KIBIBYTE)
                    .filter(filter);
        } catch (IllegalArgumentException e) {
            throw new BadUsage(String.valueOf(e.getMessage()));
        }
    }
}
