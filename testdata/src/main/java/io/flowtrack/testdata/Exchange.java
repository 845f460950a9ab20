package io.flowtrack.testdata;

import io.flowtrack.api.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A script for requests and replies: UDP datagrams, or ICMP echoes. An echo reply has the sequence number of the last
 * request.
 */
public final class Exchange {
    private static final int ECHO_IDENTIFIER = 0x1234;

    private final Endpoint initiator;
    private final Endpoint responder;
    private final boolean isEcho;
    private final Clock clock = new Clock();
    private final List<Frame> frames = new ArrayList<>();
    private Consumer<IpFrameBuilder<?>> shape = packet -> {};
    private int echoIdentifier = ECHO_IDENTIFIER;
    private int echoSequence;

    private Exchange(Endpoint initiator, Endpoint responder, boolean isEcho) {
        this.initiator = initiator;
        this.responder = responder;
        this.isEcho = isEcho;
    }

    /** An empty script of UDP datagrams; the first endpoint is the initiator. */
    public static Exchange udp(Endpoint initiator, Endpoint responder) {
        return new Exchange(initiator, responder, false);
    }

    /** An empty script of ICMP or ICMPv6 echoes; the first endpoint is the initiator. */
    public static Exchange echo(Endpoint initiator, Endpoint responder) {
        return new Exchange(initiator, responder, true);
    }

    /** When the next frame is captured, nanoseconds since 1970-01-01T00:00Z. */
    public Exchange startingAt(long nanos) {
        clock.set(nanos);
        return this;
    }

    /** The time from frame to frame. Without it, one millisecond. */
    public Exchange step(Duration step) {
        clock.step(step);
        return this;
    }

    /** The identifier of the echoes: 0 to 65535. */
    public Exchange echoIdentifier(int identifier) {
        this.echoIdentifier = identifier;
        return this;
    }

    /** What is done to every frame from now on, such as a VLAN tag or another link type. */
    public Exchange shape(Consumer<IpFrameBuilder<?>> shape) {
        this.shape = shape;
        return this;
    }

    /** Lets time pass before the next frame. */
    public Exchange pause(Duration pause) {
        clock.pause(pause);
        return this;
    }

    /** One packet from the initiator with as many bytes of payload. */
    public Exchange request(int length) {
        return add(Side.INITIATOR, length);
    }

    /** One packet from the responder with as many bytes of payload. */
    public Exchange reply(int length) {
        return add(Side.RESPONDER, length);
    }

    /** One datagram in IP fragments, with up to so many bytes of the datagram in each. */
    public Exchange fragmented(Side from, int length, int fragmentLength) {
        frames.addAll(packet(from, length).identification(frames.size() + 1).fragments(fragmentLength));
        return this;
    }

    /** The frames so far. */
    public Capture capture() {
        return Capture.of(frames);
    }

    private Exchange add(Side from, int length) {
        frames.add(packet(from, length).build());
        return this;
    }

    private IpFrameBuilder<?> packet(Side from, int length) {
        boolean isRequest = from == Side.INITIATOR;
        echoSequence += isRequest ? 1 : 0;
        Endpoint source = isRequest ? initiator : responder;
        Endpoint destination = isRequest ? responder : initiator;
        IpFrameBuilder<?> packet = isEcho ? echo(source, destination, isRequest) : Frames.udp(source, destination);
        packet.payload(length).at(clock.tick());
        shape.accept(packet);
        return packet;
    }

    private IcmpFrameBuilder echo(Endpoint source, Endpoint destination, boolean isRequest) {
        IcmpFrameBuilder echo =
                Frames.icmp(source, destination).identifier(echoIdentifier).sequence(echoSequence);
        return isRequest ? echo.echoRequest() : echo.echoReply();
    }
}
