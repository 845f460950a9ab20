package io.flowtrack.testdata;

import static io.flowtrack.api.TcpFlags.ACK;
import static io.flowtrack.api.TcpFlags.FIN;
import static io.flowtrack.api.TcpFlags.PSH;
import static io.flowtrack.api.TcpFlags.RST;
import static io.flowtrack.api.TcpFlags.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.Side;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private static final Endpoint CLIENT = Endpoint.client(0);
    private static final Endpoint SERVER = Endpoint.server(0, 80);

    private final Conversation tcp = Conversation.between(CLIENT, SERVER).shape(f -> f.link(LinkType.RAW));

    /** What a segment says: whether the client sent it, and its flags, numbers (raw) and payload length. */
    private record Segment(boolean fromClient, int flags, int sequence, int acknowledgement, int payloadLength) {
        static Segment of(Frame frame) {
            PacketView view = frame.view();
            int payloadLength = view.u16(2) - 20 - (view.u8(32) >> 4) * 4;
            return new Segment(view.u16(20) == CLIENT.port(), view.u8(33), view.i32(24), view.i32(28), payloadLength);
        }
    }

    private static Segment client(int flags, int sequence, int acknowledgement, int payloadLength) {
        return new Segment(true, flags, sequence, acknowledgement, payloadLength);
    }

    private static Segment server(int flags, int sequence, int acknowledgement, int payloadLength) {
        return new Segment(false, flags, sequence, acknowledgement, payloadLength);
    }

    private static List<Segment> segments(Conversation conversation) {
        return conversation.capture().stream().map(Segment::of).toList();
    }

    @Test
    void sequenceNumbersContinueThroughAWholeConnection() {
        tcp.handshake().send(Side.INITIATOR, "hello").ack(Side.RESPONDER).close(Side.RESPONDER);
        assertThat(segments(tcp))
                .containsExactly(
                        client(SYN, 1000, 0, 0),
                        server(SYN | ACK, 5000, 1001, 0),
                        client(ACK, 1001, 5001, 0),
                        client(PSH | ACK, 1001, 5001, 5),
                        server(ACK, 5001, 1006, 0),
                        server(FIN | ACK, 5001, 1006, 0),
                        client(ACK, 1006, 5002, 0),
                        client(FIN | ACK, 1006, 5002, 0),
                        server(ACK, 5002, 1007, 0));
    }

    @Test
    void dataIsSplitByTheMssAndTheLastSegmentIsPushed() {
        tcp.midstream().mss(100).send(Side.RESPONDER, 250);
        assertThat(segments(tcp))
                .containsExactly(
                        server(ACK, 5001, 1001, 100), server(ACK, 5101, 1001, 100), server(PSH | ACK, 5201, 1001, 50));
    }

    @Test
    void sequenceNumbersWrap() {
        tcp.initialSequences(-3, Integer.MAX_VALUE).handshake("abcdef").ack(Side.RESPONDER);
        assertThat(segments(tcp))
                .containsExactly(
                        client(SYN, -3, 0, 6),
                        server(SYN | ACK, Integer.MAX_VALUE, 4, 0),
                        client(ACK, 4, Integer.MIN_VALUE, 0),
                        server(ACK, Integer.MIN_VALUE, 4, 0));
    }

    @Test
    void simultaneousOpenersSendTheirSynTwice() {
        assertThat(segments(tcp.simultaneousOpen().ack(Side.INITIATOR)))
                .containsExactly(
                        client(SYN, 1000, 0, 0),
                        server(SYN, 5000, 0, 0),
                        client(SYN | ACK, 1000, 5001, 0),
                        server(SYN | ACK, 5000, 1001, 0),
                        client(ACK, 1001, 5001, 0));
    }

    @Test
    void simultaneousClosersDoNotAcknowledgeEachOthersFinWithTheirOwn() {
        assertThat(segments(tcp.midstream().simultaneousClose()))
                .containsExactly(
                        client(FIN | ACK, 1001, 5001, 0),
                        server(FIN | ACK, 5001, 1001, 0),
                        client(ACK, 1002, 5002, 0),
                        server(ACK, 5002, 1002, 0));
    }

    @Test
    void aCloseInThreeAcknowledgesWithTheSecondFin() {
        assertThat(segments(tcp.midstream().closeInThree(Side.INITIATOR)))
                .containsExactly(
                        client(FIN | ACK, 1001, 5001, 0), server(FIN | ACK, 5001, 1002, 0), client(ACK, 1002, 5002, 0));
    }

    @Test
    void dataOnAFinCountsBesidesTheFin() {
        assertThat(segments(tcp.midstream().fin(Side.INITIATOR, "bye").ack(Side.RESPONDER)))
                .containsExactly(client(FIN | PSH | ACK, 1001, 5001, 3), server(ACK, 5001, 1005, 0));
    }

    @Test
    void unansweredSynsRepeatThemselvesAfterDoublingTimes() {
        Capture capture = tcp.step(Duration.ZERO).halfOpen(3).capture();
        assertThat(capture.stream().map(Segment::of)).hasSize(4).containsOnly(client(SYN, 1000, 0, 0));
        assertThat(capture.stream().map(f -> (f.timestampNanos() - Frames.START_NANOS) / 1_000_000_000))
                .containsExactly(0L, 1L, 3L, 7L);
    }

    @Test
    void aRefusalHasSequenceNumberZero() {
        assertThat(segments(tcp.refused())).containsExactly(client(SYN, 1000, 0, 0), server(RST | ACK, 0, 1001, 0));
    }

    @Test
    void aResetContinuesTheSequence() {
        assertThat(segments(tcp.midstream().send(Side.INITIATOR, "x").reset(Side.INITIATOR)))
                .containsExactly(client(PSH | ACK, 1001, 5001, 1), client(RST | ACK, 1002, 5001, 0));
    }

    @Test
    void aKeepAliveIsOneBehindAndTakesNothing() {
        assertThat(segments(tcp.midstream().keepAlive(Side.INITIATOR).ack(Side.INITIATOR)))
                .containsExactly(client(ACK, 1000, 5001, 0), server(ACK, 5001, 1001, 0), client(ACK, 1001, 5001, 0));
    }

    @Test
    void timeGoesOnBySteps() {
        tcp.startingAt(50).step(Duration.ofNanos(7)).handshake().pause(Duration.ofNanos(100));
        assertThat(tcp.ack(Side.RESPONDER).capture().stream().map(Frame::timestampNanos))
                .containsExactly(50L, 57L, 64L, 171L);
    }
}
