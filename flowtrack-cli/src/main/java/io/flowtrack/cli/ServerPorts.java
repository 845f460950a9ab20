package io.flowtrack.cli;

import io.flowtrack.api.PortSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Ports where servers are likely to be found, as the command line names them. */
final class ServerPorts {
    /** The ports that Zeek knows in its default configuration. */
    static final String ZEEK = "zeek";

    private static final String NONE = "none";
    private static final String RESOURCE = "server-ports.txt";

    private ServerPorts() {}

    /**
     * The ports of a word or a list.
     *
     * @throws BadUsage if it is neither {@code zeek} nor {@code none} nor a list such as {@code 80/tcp,53/udp}
     */
    static PortSet of(String text) {
        return switch (text) {
            case ZEEK -> zeek();
            case NONE -> PortSet.NONE;
            default -> list(text);
        };
    }

    private static PortSet list(String text) {
        try {
            return PortSet.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadUsage("--server-ports: " + e.getMessage());
        }
    }

    private static PortSet zeek() {
        try (InputStream in = Objects.requireNonNull(ServerPorts.class.getResourceAsStream(RESOURCE))) {
            return PortSet.parse(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
