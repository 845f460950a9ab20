package io.flowtrack.core.tcp;

import static io.flowtrack.api.TcpFlags.ACK;
import static io.flowtrack.api.TcpFlags.CWR;
import static io.flowtrack.api.TcpFlags.ECE;
import static io.flowtrack.api.TcpFlags.FIN;
import static io.flowtrack.api.TcpFlags.RST;
import static io.flowtrack.api.TcpFlags.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.Side;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** A connection keeps nothing of its handshake that its sides know: what it tells of it is what a {@link Handshake} tells. */
class PlainHandshakeTest {
    private static final int[] ANY_FLAGS = {
        SYN, SYN | ACK, ACK, RST, RST | ACK, FIN | ACK, SYN | FIN, SYN | ACK | RST, 0
    };
    private static final long[] STEPS_NANOS = {
        0, 1, 1_000_000, 40_000_000, -1_000, Integer.MAX_VALUE, 1L << 31, 5_000_000_000L
    };

    private final TcpConnection connection = new TcpConnection(ConnectionRules.STANDARD);
    private final Handshake handshake = new Handshake();
    private Random random = new Random(0);
    private long nanos = 1_700_000_000_000_000_000L;
    private int clientStart;
    private int serverStart;

    @RepeatedTest(20)
    void aConnectionTellsOfItsHandshakeWhatOneThatKeepsAllOfItTells(RepetitionInfo repetition) {
        random = new Random(repetition.getCurrentRepetition());
        int plain = 0;
        for (int i = 0; i < 1_000; i++) {
            PlainHandshakeTest run = new PlainHandshakeTest();
            run.random = random;
            run.play(i % 5);
            plain += run.connection.handshakeNanos() >= 0 ? 1 : 0;
        }
        assertThat(plain).as("handshakes that came to their end").isBetween(200, 900);
    }

    @Test
    void aPlainHandshakeIsTold() {
        clientStart = 100;
        serverStart = 500;
        follow(Side.INITIATOR, SYN | ECE | CWR, 100, 0);
        nanos += 7;
        follow(Side.RESPONDER, SYN | ACK | ECE, 500, 101);
        assertThat(connection.serverLegNanos()).isEqualTo(7);
        nanos += 2;
        follow(Side.INITIATOR, ACK, 101, 501);
        assertThat(connection.handshakeNanos()).isEqualTo(9);
        assertThat(connection.isEcnNegotiated()).isTrue();
    }

    /** A handshake of three segments, with that many others before, between and behind them. */
    private void play(int others) {
        clientStart = random.nextInt();
        serverStart = random.nextInt();
        int placeOfOthers = random.nextInt(4);
        for (int place = 0; place < 4; place++) {
            for (int i = 0; i < others && place == placeOfOthers; i++) {
                followAny();
            }
            pass();
            int ecn = random.nextInt(3) == 0 ? 0 : ECE;
            switch (place) {
                case 0 -> follow(Side.INITIATOR, SYN | ecn | (ecn == 0 ? 0 : CWR), clientStart, 0);
                case 1 -> follow(Side.RESPONDER, SYN | ACK | ecn, serverStart, clientStart + 1);
                case 2 -> follow(Side.INITIATOR, ACK, clientStart + 1, serverStart + 1);
                default -> follow(Side.RESPONDER, ACK, serverStart + 1, clientStart + 1);
            }
        }
    }

    private void followAny() {
        pass();
        boolean isClients = random.nextBoolean();
        int sequence = (isClients ? clientStart : serverStart) + random.nextInt(3);
        int acknowledgement = (isClients ? serverStart : clientStart) + random.nextInt(3);
        int flags = ANY_FLAGS[random.nextInt(ANY_FLAGS.length)];
        follow(isClients ? Side.INITIATOR : Side.RESPONDER, flags, sequence, acknowledgement);
    }

    private void pass() {
        nanos += STEPS_NANOS[random.nextInt(STEPS_NANOS.length)];
    }

    private void follow(Side side, int flags, int sequence, int acknowledgement) {
        int length = (flags & SYN) == 0 && random.nextInt(4) == 0 ? 10 : 0;
        Extraction facts =
                new Extraction().tcp(flags, sequence, acknowledgement, 500).payload(0, length, length);
        TcpSegment segment = new TcpSegment(facts).at(nanos);
        handshake.follow(side, segment);
        connection.follow(side, segment);
        assertThat(connection.serverLegNanos()).isEqualTo(handshake.serverLegNanos());
        assertThat(connection.clientLegNanos()).isEqualTo(handshake.clientLegNanos());
        assertThat(connection.handshakeNanos()).isEqualTo(handshake.handshakeNanos());
        assertThat(connection.isEcnNegotiated()).isEqualTo(handshake.isEcnNegotiated());
        assertThat(connection.reorderingNanos()).isEqualTo(Handshake.reorderingNanos(handshake));
    }
}
