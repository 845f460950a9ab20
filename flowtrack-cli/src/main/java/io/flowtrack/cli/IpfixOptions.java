package io.flowtrack.cli;

import io.flowtrack.export.ipfix.IpfixRecordWriter;
import io.flowtrack.export.ipfix.IpfixSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of the IPFIX format. */
final class IpfixOptions {
    static final String COLLECTOR = "--ipfix-collector";
    static final String DOMAIN = "--ipfix-domain";

    private static final long MAX_DOMAIN = 0xFFFF_FFFFL;

    @Option(
            names = COLLECTOR,
            paramLabel = "URL",
            description =
                    "With --format ipfix: send to udp://HOST:PORT or tcp://HOST:PORT instead of an output; port 4739"
                            + " if none is given. Over UDP nobody says whether messages arrive.")
    private Optional<String> collector = Optional.empty();

    @Option(
            names = DOMAIN,
            paramLabel = "N",
            defaultValue = "0",
            description = "With --format ipfix: the observation domain (default: ${DEFAULT-VALUE}).")
    private long domain;

    /**
     * Makes sure that the rest can be asked for.
     *
     * @throws BadUsage if a value is out of its range
     */
    void check() {
        collector();
        if (domain < 0 || domain > MAX_DOMAIN) {
            throw new BadUsage(DOMAIN + " is 0 to " + MAX_DOMAIN + ", not " + domain);
        }
    }

    /** Where messages are sent, if not to an output. */
    Optional<IpfixCollector> collector() {
        return collector.map(IpfixCollector::parse);
    }

    /** A writer to the collector; or, if there is none, to that output. */
    IpfixRecordWriter writer(OutputStream out) throws IOException {
        Optional<IpfixCollector> remote = collector();
        return remote.isPresent()
                ? remote.get().writer(domain)
                : IpfixRecordWriter.of(out, IpfixSettings.ofStreams().withObservationDomain(domain));
    }
}
