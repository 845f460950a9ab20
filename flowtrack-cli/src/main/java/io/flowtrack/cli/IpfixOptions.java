package io.flowtrack.cli;

import io.flowtrack.export.ipfix.IpfixRecordWriter;
import io.flowtrack.export.ipfix.IpfixSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of the IPFIX format. */
final class IpfixOptions {
    static final String COLLECTOR = "--ipfix-collector";
    static final String DOMAIN = "--ipfix-domain";
    static final String MESSAGE_SIZE = "--ipfix-message-size";
    static final String TEMPLATE_REFRESH = "--ipfix-template-refresh";

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

    @Option(
            names = MESSAGE_SIZE,
            paramLabel = "BYTES",
            description =
                    "With --format ipfix: the largest message, 464 to 65535 bytes, over UDP to 65507; the headers of"
                            + " IP and UDP come on top (default: over UDP 1400, else 65535).")
    private Optional<Integer> messageSize = Optional.empty();

    @Option(
            names = TEMPLATE_REFRESH,
            paramLabel = "DURATION",
            description = "With --ipfix-collector udp://...: after how long templates are sent again, which a collector"
                    + " needs that missed them or began later (default: 10m). They are after 4096 messages, too.")
    private Optional<Duration> templateRefresh = Optional.empty();

    /**
     * Makes sure that the rest can be asked for.
     *
     * @throws BadUsage if a value is out of its range
     */
    void check() {
        Optional<IpfixCollector> remote = collector();
        if (templateRefresh.isPresent() && !remote.map(IpfixCollector::isUdp).orElse(false)) {
            throw new BadUsage(TEMPLATE_REFRESH + " has no meaning without " + COLLECTOR + " udp://HOST:PORT");
        }
        check(DOMAIN, domain, 0, IpfixSettings.MAX_DOMAIN);
        messageSize.ifPresent(bytes -> check(
                MESSAGE_SIZE,
                bytes,
                IpfixSettings.MIN_MESSAGE_LENGTH,
                remote.map(IpfixCollector::maxMessageLength).orElse(IpfixSettings.MAX_MESSAGE_LENGTH)));
        templateRefresh.filter(time -> time.isNegative() || time.isZero()).ifPresent(time -> {
            throw new BadUsage(TEMPLATE_REFRESH + " is above 0, not " + time);
        });
    }

    private static void check(String option, long value, long min, long max) {
        if (value < min || value > max) {
            throw new BadUsage(option + " is " + min + " to " + max + ", not " + value);
        }
    }

    /** Where messages are sent, if not to an output. */
    Optional<IpfixCollector> collector() {
        return collector.map(IpfixCollector::parse);
    }

    /** A writer to the collector; or, if there is none, to that output. */
    IpfixRecordWriter writer(OutputStream out) throws IOException {
        Optional<IpfixCollector> remote = collector();
        IpfixSettings usual = remote.map(IpfixCollector::usualSettings).orElseGet(IpfixSettings::ofStreams);
        IpfixSettings settings = usual.withObservationDomain(domain)
                .withMaxMessageLength(messageSize.orElse(usual.maxMessageLength()))
                .withTemplateRefresh(templateRefresh.orElse(usual.templateRefresh()), usual.templateRefreshMessages());
        return remote.isPresent() ? remote.get().writer(settings) : IpfixRecordWriter.of(out, settings);
    }
}
