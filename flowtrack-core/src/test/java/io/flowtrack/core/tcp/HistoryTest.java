package io.flowtrack.core.tcp;

import static io.flowtrack.api.TcpFlags.ACK;
import static io.flowtrack.api.TcpFlags.FIN;
import static io.flowtrack.api.TcpFlags.PSH;
import static io.flowtrack.api.TcpFlags.RST;
import static io.flowtrack.api.TcpFlags.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Side;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final History history = new History();

    @Test
    void aPacketHasOneLetter() {
        history.note(Side.INITIATOR, SYN, 10);
        history.note(Side.RESPONDER, SYN | ACK, 0);
        history.note(Side.INITIATOR, ACK, 0);
        history.note(Side.INITIATOR, ACK | PSH, 5);
        history.note(Side.RESPONDER, FIN | ACK, 5);
        history.note(Side.INITIATOR, RST | ACK, 0);
        assertThat(history).hasToString("ShADfR");
    }

    @Test
    void aPacketWithoutFlagsAndPayloadHasNone() {
        history.note(Side.INITIATOR, 0, 0);
        assertThat(history.toString()).isEmpty();
    }

    @Test
    void noNumberOfPacketsMakesItGrow() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            history.note(
                    random.nextBoolean() ? Side.INITIATOR : Side.RESPONDER, random.nextInt(256), random.nextInt(2));
        }
        assertThat(history.toString())
                .matches("(?i)[SHADFR]{12}")
                .satisfies(text -> assertThat(text.chars().distinct().count()).isEqualTo(12));
    }
}
