package io.flowtrack.cli;

import io.flowtrack.export.ipfix.IpfixRecordWriter;
import io.flowtrack.export.ipfix.IpfixSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.Locale;

/**
 * Where IPFIX messages are sent: {@code udp://192.0.2.1:4739}.
 *
 * @param isUdp UDP, or else TCP
 * @param host a name or an address; one of IPv6 in brackets
 * @param port 1 to 65535
 */
record IpfixCollector(boolean isUdp, String host, int port) {
    private static final String UDP = "udp";
    private static final String TCP = "tcp";
    /** IANA's port for IPFIX. */
    private static final int USUAL_PORT = 4739;

    private static final int MAX_PORT = 0xFFFF;

    /**
     * Reads the words of the command line.
     *
     * @throws BadUsage if they are not understood
     */
    static IpfixCollector parse(String text) {
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            int port = uri.getPort() == -1 ? USUAL_PORT : uri.getPort();
            boolean isKnown = scheme.equals(UDP) || scheme.equals(TCP);
            boolean isMore = uri.getRawPath() == null
                    || !uri.getRawPath().isEmpty()
                    || uri.getRawUserInfo() != null
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null;
            if (isKnown && !isMore && uri.getHost() != null && port > 0 && port <= MAX_PORT) {
                return new IpfixCollector(scheme.equals(UDP), uri.getHost(), port);
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw new BadUsage("'" + text + "' is no collector: udp://HOST:PORT or tcp://HOST:PORT");
    }

    /** How messages to it are made unless somebody says otherwise. */
    IpfixSettings usualSettings() {
        return isUdp ? IpfixSettings.ofDatagrams() : IpfixSettings.ofStreams();
    }

    /** Bytes of the largest message it can be sent. */
    int maxMessageLength() {
        return isUdp ? IpfixRecordWriter.MAX_DATAGRAM_LENGTH : IpfixSettings.MAX_MESSAGE_LENGTH;
    }

    /** A writer that sends to it. */
    IpfixRecordWriter writer(IpfixSettings settings) throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        Clock clock = Clock.systemUTC();
        return isUdp
                ? IpfixRecordWriter.udp(address, settings, clock)
                : IpfixRecordWriter.tcp(address, settings, clock);
    }

    /** As on the command line, with the port. */
    @Override
    public String toString() {
        return (isUdp ? UDP : TCP) + "://" + host + ":" + port;
    }
}
