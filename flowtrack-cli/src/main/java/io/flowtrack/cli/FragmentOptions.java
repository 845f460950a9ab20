package io.flowtrack.cli;

import io.flowtrack.api.OverlapPolicy;
import io.flowtrack.api.Reassembly;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say how fragments are put together. */
final class FragmentOptions {
    @Option(
            names = "--fragment-policy",
            paramLabel = "POLICY",
            defaultValue = "first",
            description = {
                "Whose bytes count where fragments of an IPv4 datagram overlap (default: ${DEFAULT-VALUE}; --format zeek"
                        + " takes no other):",
                "first, last: those that came first or last",
                "bsd, linux: as these hosts have it, by the fragments' offsets (linux: 2.4 to 4.18)",
                "drop: none, the datagram is passed over, as by Linux from 4.19 on and always in IPv6"
            })
    private OverlapPolicy policy = OverlapPolicy.FIRST;

    @Option(
            names = "--fragment-timeout",
            paramLabel = "DURATION",
            description = "How long a datagram may take to be whole (default: 30s, with --format zeek 5m).")
    private Optional<Duration> timeout = Optional.empty();

    @Option(
            names = "--no-reassembly",
            description =
                    "Do not put fragments together: a first one is tracked by its ports, later ones are passed over.")
    private boolean isOff;

    /**
     * These settings, where others are not given.
     *
     * @throws IllegalArgumentException if the timeout is out of its range
     */
    Reassembly over(Reassembly defaults) {
        if (isOff) {
            return Reassembly.NONE;
        }
        return defaults.overlaps(policy).within(timeout.orElse(defaults.timeout()));
    }
}
