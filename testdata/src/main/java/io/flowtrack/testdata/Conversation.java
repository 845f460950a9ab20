package io.flowtrack.testdata;

import static io.flowtrack.api.TcpFlags.ACK;
import static io.flowtrack.api.TcpFlags.FIN;
import static io.flowtrack.api.TcpFlags.PSH;
import static io.flowtrack.api.TcpFlags.RST;
import static io.flowtrack.api.TcpFlags.SYN;

import io.flowtrack.api.Side;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * A script for one TCP connection: each method adds the frames of one scene, with the sequence numbers and times that
 * follow from those before. Everything a side sends arrives at the other at once; what gets lost or late is done
 * afterwards to the {@link Capture}.
 *
 * <pre>{@code
 * Capture capture = Conversation.between(client, server).handshake()
 *         .send(Side.INITIATOR, "GET /").ack(Side.RESPONDER).close(Side.INITIATOR).capture();
 * }</pre>
 */
public final class Conversation {
    private static final int MSS_IPV4 = 1460;
    private static final int MSS_IPV6 = 1440;
    private static final int WINDOW_SHIFT = 7;
    private static final int INITIATOR_SEQUENCE = 1_000;
    private static final int RESPONDER_SEQUENCE = 5_000;

    private final TcpHalf initiator;
    private final TcpHalf responder;
    private final Clock clock = new Clock();
    private final List<Frame> frames = new ArrayList<>();
    private Consumer<TcpFrameBuilder> shape = segment -> {};
    private int mss;

    private Conversation(Endpoint initiator, Endpoint responder) {
        this.initiator = new TcpHalf(initiator, INITIATOR_SEQUENCE);
        this.responder = new TcpHalf(responder, RESPONDER_SEQUENCE);
        this.mss = initiator.isIpv6() ? MSS_IPV6 : MSS_IPV4;
    }

    /** An empty script; the first endpoint is the initiator. */
    public static Conversation between(Endpoint initiator, Endpoint responder) {
        return new Conversation(initiator, responder);
    }

    /** When the next frame is captured, nanoseconds since 1970-01-01T00:00Z. */
    public Conversation startingAt(long nanos) {
        clock.set(nanos);
        return this;
    }

    /** The time from frame to frame. Without it, one millisecond. */
    public Conversation step(Duration step) {
        clock.step(step);
        return this;
    }

    /** The sequence numbers both sides begin with, raw: 1000 and 5000 without it. Before the first scene. */
    public Conversation initialSequences(int initiator, int responder) {
        this.initiator.startAt(initiator);
        this.responder.startAt(responder);
        return this;
    }

    /** Bytes of payload in one segment at most. Without it, 1460, or 1440 over IPv6. */
    public Conversation mss(int length) {
        this.mss = length;
        return this;
    }

    /** What is done to every frame from now on, such as a VLAN tag or another link type. */
    public Conversation shape(Consumer<TcpFrameBuilder> shape) {
        this.shape = shape;
        return this;
    }

    /** Lets time pass before the next frame. */
    public Conversation pause(Duration pause) {
        clock.pause(pause);
        return this;
    }

    /** SYN, SYN with ACK, ACK. */
    public Conversation handshake() {
        return handshake("");
    }

    /** A handshake whose SYN carries data, as in RFC 7413. */
    public Conversation handshake(String dataOnSyn) {
        return segment(Side.INITIATOR, SYN, utf8(dataOnSyn))
                .segment(Side.RESPONDER, SYN | ACK, Bytes.NONE)
                .ack(Side.INITIATOR);
    }

    /** No handshake, as if the capture began later: both sides are past their initial sequence numbers. */
    public Conversation midstream() {
        initiator.stepOn();
        responder.stepOn();
        return deliver();
    }

    /** SYNs that nobody answers: the first, then this many again after 1 s, 2 s, 4 s and so on. */
    public Conversation halfOpen(int retransmissions) {
        segment(Side.INITIATOR, SYN, Bytes.NONE);
        for (int i = 0; i < retransmissions; i++) {
            initiator.stepBack();
            pause(Duration.ofSeconds(1L << i)).segment(Side.INITIATOR, SYN, Bytes.NONE);
        }
        return this;
    }

    /** A SYN that a RST with sequence number 0 answers: the port is closed. */
    public Conversation refused() {
        segment(Side.INITIATOR, SYN, Bytes.NONE);
        responder.startAt(0);
        return reset(Side.RESPONDER);
    }

    /** Both sides send a SYN, then both answer with SYN and ACK (RFC 9293, figure 7). */
    public Conversation simultaneousOpen() {
        crossing(Side.INITIATOR, SYN).crossing(Side.RESPONDER, SYN).deliver();
        initiator.stepBack();
        responder.stepBack();
        return crossing(Side.INITIATOR, SYN | ACK)
                .crossing(Side.RESPONDER, SYN | ACK)
                .deliver();
    }

    /** Data, in as many segments as the MSS asks for; the last one has PSH. */
    public Conversation send(Side from, byte[] data) {
        for (int offset = 0; offset < data.length; offset += mss) {
            int end = Math.min(offset + mss, data.length);
            segment(from, end == data.length ? PSH | ACK : ACK, Arrays.copyOfRange(data, offset, end));
        }
        return this;
    }

    /** Data as UTF-8. */
    public Conversation send(Side from, String text) {
        return send(from, utf8(text));
    }

    /** As many bytes of data: the alphabet over and over. */
    public Conversation send(Side from, int length) {
        return send(from, Bytes.letters(length));
    }

    /** An ACK without data, for all that was sent so far. */
    public Conversation ack(Side from) {
        return segment(from, ACK, Bytes.NONE);
    }

    /** A keep-alive probe, which is one byte behind the sequence (RFC 9293, section 3.8.4), and its answer. */
    public Conversation keepAlive(Side from) {
        half(from).stepBack();
        emit(from, ACK, Bytes.NONE);
        half(from).stepOn();
        return ack(from.opposite());
    }

    /** FIN, ACK, FIN, ACK: each side closes its own direction. */
    public Conversation close(Side first) {
        return fin(first).ack(first.opposite()).fin(first.opposite()).ack(first);
    }

    /** FIN, FIN with the ACK of the first, ACK. */
    public Conversation closeInThree(Side first) {
        return fin(first).fin(first.opposite()).ack(first);
    }

    /** Both sides send a FIN before they see the other's, then both acknowledge. */
    public Conversation simultaneousClose() {
        crossing(Side.INITIATOR, FIN | ACK).crossing(Side.RESPONDER, FIN | ACK).deliver();
        return ack(Side.INITIATOR).ack(Side.RESPONDER);
    }

    /** A FIN and nothing else. */
    public Conversation fin(Side from) {
        return fin(from, "");
    }

    /** A FIN that carries data. */
    public Conversation fin(Side from, String data) {
        return segment(from, data.isEmpty() ? FIN | ACK : FIN | PSH | ACK, utf8(data));
    }

    /** A RST. */
    public Conversation reset(Side from) {
        return segment(from, RST | ACK, Bytes.NONE);
    }

    /** Any segment, sent and received; SYN and FIN take one sequence number each. */
    public Conversation segment(Side from, int flags, byte[] payload) {
        emit(from, flags, payload);
        half(from).advance(flags, payload.length);
        return deliver();
    }

    /** The frames so far. */
    public Capture capture() {
        return Capture.of(frames);
    }

    /** Sends a segment that the other side has not received yet. */
    private Conversation crossing(Side from, int flags) {
        emit(from, flags, Bytes.NONE);
        half(from).advance(flags, 0);
        return this;
    }

    private Conversation deliver() {
        initiator.receiveAllOf(responder);
        responder.receiveAllOf(initiator);
        return this;
    }

    private void emit(Side from, int flags, byte[] payload) {
        TcpHalf sender = half(from);
        TcpFrameBuilder segment = Frames.tcp(sender.endpoint, half(from.opposite()).endpoint)
                .flags(flags)
                .sequence(sender.next())
                .acknowledgement((flags & ACK) == 0 ? 0 : sender.expected())
                .payload(payload)
                .at(clock.tick());
        if ((flags & SYN) != 0) {
            segment.mss(mss).sackPermitted().windowScale(WINDOW_SHIFT);
        }
        shape.accept(segment);
        frames.add(segment.build());
    }

    private TcpHalf half(Side side) {
        return side == Side.INITIATOR ? initiator : responder;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
