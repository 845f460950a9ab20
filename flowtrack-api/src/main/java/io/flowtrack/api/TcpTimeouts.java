package io.flowtrack.api;

import java.time.Duration;
import java.util.Optional;

/**
 * Timeouts of TCP flows beside {@link TrackerConfig#tcpIdleTimeout}.
 *
 * @param attempt how long an initiator's SYN may stay unanswered, counted from the first one; empty for as long as any
 *     flow may be silent
 * @param handshakeIdle how long a flow may be silent before the handshake is over; empty for as long as any TCP flow
 * @param interactivePorts ports of services where people think between packets
 * @param interactiveIdle how long a flow to one of these ports may be silent once its handshake was seen
 */
public record TcpTimeouts(
        Optional<Duration> attempt,
        Optional<Duration> handshakeIdle,
        PortSet interactivePorts,
        Duration interactiveIdle) {
    /** None: one timeout for all TCP flows. */
    public static final TcpTimeouts NONE =
            new TcpTimeouts(Optional.empty(), Optional.empty(), PortSet.NONE, Duration.ofHours(1));

    /** Zeek's: 5 s for attempts, 60 s for handshakes, an hour for FTP, SSH, Telnet and rlogin. */
    public static final TcpTimeouts ZEEK = new TcpTimeouts(
            Optional.of(Duration.ofSeconds(5)),
            Optional.of(Duration.ofMinutes(1)),
            PortSet.parse("21/tcp,22/tcp,23/tcp,513/tcp"),
            Duration.ofHours(1));

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a timeout is not positive
     */
    public TcpTimeouts {
        attempt.ifPresent(timeout -> check("timeout of attempts", timeout));
        handshakeIdle.ifPresent(timeout -> check("idle timeout of handshakes", timeout));
        check("idle timeout of interactive flows", interactiveIdle);
    }

    private static void check(String what, Duration timeout) {
        SettingRanges.positive(what, timeout);
    }
}
