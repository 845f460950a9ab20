package io.flowtrack.core;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowEvent;
import io.flowtrack.api.TcpFlags;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.TcpFrameBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tracker and the packets of one client and one server, played to it; events come back as short words. */
final class Tape {
    static final int SYN = TcpFlags.SYN;
    static final int ACK = TcpFlags.ACK;
    static final int FIN = TcpFlags.FIN;
    static final int RST = TcpFlags.RST;

    final FlowTracker<FiveTuple, @Nullable Void> tracker;
    Endpoint client = Endpoint.client(1);
    Endpoint server = Endpoint.server(1, 80);
    private long nowNanos = Frames.START_NANOS;

    Tape(TrackerConfig config) {
        tracker = FlowTracker.of(FiveTupleExtractor.bidirectional(), config);
    }

    static Tape withDefaults() {
        return new Tape(TrackerConfig.defaults());
    }

    long nowNanos() {
        return nowNanos;
    }

    Tape pause(Duration duration) {
        nowNanos += duration.toNanos();
        return this;
    }

    /** A segment from client to server. */
    List<String> client(int flags, int sequence, int acknowledgement, String payload) {
        return play(segment(client, server, flags, sequence, acknowledgement).payload(payload));
    }

    /** A segment from server to client. */
    List<String> server(int flags, int sequence, int acknowledgement, String payload) {
        return play(segment(server, client, flags, sequence, acknowledgement).payload(payload));
    }

    List<String> client(int flags, int sequence, int acknowledgement) {
        return client(flags, sequence, acknowledgement, "");
    }

    List<String> server(int flags, int sequence, int acknowledgement) {
        return server(flags, sequence, acknowledgement, "");
    }

    /** SYN 100, SYN-ACK 500, ACK. */
    List<String> handshake() {
        List<String> events = new ArrayList<>(client(SYN, 100, 0));
        events.addAll(server(SYN | ACK, 500, 101));
        events.addAll(client(ACK, 101, 501));
        return events;
    }

    /** A handshake, then FIN, FIN-ACK and the last ACK, the client first. */
    List<String> closedConnection() {
        handshake();
        client(FIN | ACK, 101, 501);
        server(FIN | ACK, 501, 102);
        return client(ACK, 102, 502);
    }

    private static TcpFrameBuilder segment(Endpoint from, Endpoint to, int flags, int sequence, int acknowledgement) {
        return Frames.tcp(from, to).flags(flags).sequence(sequence).acknowledgement(acknowledgement);
    }

    List<String> datagram(Endpoint from, Endpoint to) {
        return play(Frames.udp(from, to).payload("x").at(nowNanos).build());
    }

    private List<String> play(TcpFrameBuilder segment) {
        return play(segment.at(nowNanos).build());
    }

    List<String> play(Frame frame) {
        return words(tracker.track(frame.view()));
    }

    static List<String> words(List<? extends FlowEvent<?>> events) {
        return events.stream().map(Tape::word).toList();
    }

    /** An event as a short word. */
    static String word(FlowEvent<?> event) {
        if (event instanceof FlowEvent.StateChange<?> change) {
            return change.from() + "-" + change.to();
        }
        if (event instanceof FlowEvent.Packet<?> packet) {
            return "Packet " + packet.side();
        }
        if (event instanceof FlowEvent.Ended<?> ended) {
            return "Ended " + ended.record().endReason();
        }
        return event.getClass().getSimpleName();
    }
}
