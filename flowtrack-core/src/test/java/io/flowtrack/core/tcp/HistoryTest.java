package io.flowtrack.core.tcp;

import static io.flowtrack.api.TcpFlags.ACK;
import static io.flowtrack.api.TcpFlags.FIN;
import static io.flowtrack.api.TcpFlags.PSH;
import static io.flowtrack.api.TcpFlags.RST;
import static io.flowtrack.api.TcpFlags.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.Side;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final TcpConnection connection = new TcpConnection(new ConnectionRules(true, true, false, false));

    private void follow(Side side, int flags, int sequence, int acknowledgement, int payloadLength) {
        follow(side, flags, sequence, acknowledgement, payloadLength, 1_000);
    }

    private void follow(Side side, int flags, int sequence, int acknowledgement, int payloadLength, int window) {
        Extraction facts =
                new Extraction().tcp(flags, sequence, acknowledgement, window).payload(0, payloadLength, payloadLength);
        connection.follow(side, new TcpSegment(facts));
    }

    private void shakeHands() {
        follow(Side.INITIATOR, SYN, 100, 0, 0);
        follow(Side.RESPONDER, SYN | ACK, 500, 101, 0);
        follow(Side.INITIATOR, ACK, 101, 501, 0);
    }

    private String history() {
        return connection.history();
    }

    @Test
    void aPacketHasOneLetter() {
        shakeHands();
        follow(Side.INITIATOR, ACK | PSH, 101, 501, 5);
        follow(Side.RESPONDER, FIN | ACK, 501, 106, 5);
        follow(Side.INITIATOR, RST | ACK, 106, 507, 0);
        assertThat(history()).isEqualTo("ShADfR");
    }

    @Test
    void aPacketWithoutFlagsAndPayloadHasNone() {
        follow(Side.INITIATOR, 0, 7, 0, 0);
        assertThat(history()).isEmpty();
    }

    @Test
    void flagsThatExcludeEachOtherHaveLettersOfTheirOwn() {
        follow(Side.INITIATOR, SYN | FIN, 100, 0, 0);
        follow(Side.RESPONDER, FIN | RST, 1, 0, 0);
        assertThat(history()).isEqualTo("Qi");
    }

    @Test
    void mishapsAreWrittenAtEveryPowerOfTen() {
        shakeHands();
        follow(Side.INITIATOR, ACK, 101, 501, 10);
        for (int i = 0; i < 100; i++) {
            follow(Side.INITIATOR, ACK, 101, 501, 10);
        }
        follow(Side.RESPONDER, ACK, 501, 111, 0, 0);
        assertThat(history()).isEqualTo("ShADTTTaw");
    }

    @Test
    void whatWasAcknowledgedAndNotSeenIsAGap() {
        shakeHands();
        follow(Side.INITIATOR, ACK, 131, 501, 10);
        follow(Side.RESPONDER, ACK, 501, 151, 0);
        assertThat(history()).isEqualTo("ShADaG");
        assertThat(connection.missedBytes()).isEqualTo(40);
        assertThat(connection.endpoint(Side.INITIATOR).streamBytes()).isEqualTo(50);
    }

    @Test
    void aConnectionThatBeganWithAnAnswerIsTurnedRoundWhenItGoesOn() {
        follow(Side.INITIATOR, SYN | ACK, 500, 101, 0);
        follow(Side.RESPONDER, ACK, 101, 501, 0);
        assertThat(history()).isEqualTo("^hA");
    }

    @Test
    void aSynThatComesLateTurnsTheConnectionRound() {
        follow(Side.INITIATOR, SYN | ACK, 500, 101, 0);
        assertThat(connection.isReplacedBy(Side.RESPONDER, SYN, 100)).isFalse();
        follow(Side.RESPONDER, SYN, 100, 0, 0);
        assertThat(history()).isEqualTo("Hs^");
    }

    @Test
    void noNumberOfPacketsMakesItGrowBeyondItsLimit() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            Side side = random.nextBoolean() ? Side.INITIATOR : Side.RESPONDER;
            follow(side, random.nextInt(256), random.nextInt(), random.nextInt(), random.nextInt(2));
        }
        assertThat(history()).matches("(?i)[SHADFRIQTWGC^]*").hasSizeLessThanOrEqualTo(History.MOST_LETTERS);
    }
}
