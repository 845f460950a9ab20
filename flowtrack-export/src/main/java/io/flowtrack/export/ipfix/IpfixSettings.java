package io.flowtrack.export.ipfix;

import java.time.Duration;

/**
 * How messages are made.
 *
 * @param observationDomain the number of what was observed, 0 to 4294967295 (RFC 7011, section 3.1); 0 if there is no need to tell
 * @param maxMessageLength bytes of the largest message, {@value #MIN_MESSAGE_LENGTH} to {@value #MAX_MESSAGE_LENGTH}, without the
 *     headers of UDP and IP
 * @param templateRefresh UDP: after how long templates are sent again (RFC 7011, section 8.4); above 0. Collectors keep
 *     them for at least three times as long
 * @param templateRefreshMessages UDP: after how many messages they are sent again in any case, from 1
 */
public record IpfixSettings(
        long observationDomain, int maxMessageLength, Duration templateRefresh, int templateRefreshMessages) {
    /** Bytes: with the headers of IPv6 and UDP 512, the packet for a path of which nothing is known (RFC 7011, section 10.3.3). */
    public static final int MIN_MESSAGE_LENGTH = 464;

    /** Bytes: what the length in a message's header can say. */
    public static final int MAX_MESSAGE_LENGTH = 0xFFFF;

    /** The greatest number of an observation domain. */
    public static final long MAX_DOMAIN = 0xFFFF_FFFFL;

    /** What fits into a frame of Ethernet, with some room for tunnels. */
    private static final int USUAL_DATAGRAM_LENGTH = 1_400;

    private static final Duration USUAL_REFRESH = Duration.ofMinutes(10);
    private static final int USUAL_REFRESH_MESSAGES = 4_096;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public IpfixSettings {
        if (observationDomain < 0 || observationDomain > MAX_DOMAIN) {
            throw new IllegalArgumentException("observation domain " + observationDomain);
        }
        if (maxMessageLength < MIN_MESSAGE_LENGTH || maxMessageLength > MAX_MESSAGE_LENGTH) {
            throw new IllegalArgumentException("messages of " + maxMessageLength + " bytes");
        }
        if (templateRefresh.isNegative() || templateRefresh.isZero()) {
            throw new IllegalArgumentException("templates every " + templateRefresh);
        }
        if (templateRefreshMessages < 1) {
            throw new IllegalArgumentException("templates every " + templateRefreshMessages + " messages");
        }
    }

    /** For files and TCP: domain 0, messages of up to 65535 bytes. */
    public static IpfixSettings ofStreams() {
        return new IpfixSettings(0, MAX_MESSAGE_LENGTH, USUAL_REFRESH, USUAL_REFRESH_MESSAGES);
    }

    /** For UDP: domain 0, messages of up to 1400 bytes, templates every 10 minutes and every 4096 messages. */
    public static IpfixSettings ofDatagrams() {
        return new IpfixSettings(0, USUAL_DATAGRAM_LENGTH, USUAL_REFRESH, USUAL_REFRESH_MESSAGES);
    }

    /** The same for another domain. */
    public IpfixSettings withObservationDomain(long domain) {
        return new IpfixSettings(domain, maxMessageLength, templateRefresh, templateRefreshMessages);
    }

    /** The same with messages of another length. */
    public IpfixSettings withMaxMessageLength(int bytes) {
        return new IpfixSettings(observationDomain, bytes, templateRefresh, templateRefreshMessages);
    }

    /** The same with templates sent again after that time, and after that many messages. */
    public IpfixSettings withTemplateRefresh(Duration time, int messages) {
        return new IpfixSettings(observationDomain, maxMessageLength, time, messages);
    }
}
