package io.flowtrack.core.tcp;

import static io.flowtrack.api.TcpFlags.ACK;
import static io.flowtrack.api.TcpFlags.FIN;
import static io.flowtrack.api.TcpFlags.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowState;
import io.flowtrack.api.Side;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcpConnectionTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomPacketsNeverMoveAStateBackNorOutOfAFinalOne(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            TcpConnection connection = new TcpConnection(ConnectionRules.STANDARD);
            FlowState before = connection.state();
            int established = 0;
            for (int i = 0; i < 20; i++) {
                Side side = random.nextBoolean() ? Side.INITIATOR : Side.RESPONDER;
                FlowState after = connection.follow(
                        side, segment(random.nextInt(32), random.nextInt(4), random.nextInt(4), random.nextInt(2)));
                assertThat(after).as("seed %d, round %d", seed, round).isGreaterThanOrEqualTo(before);
                if (before.isFinal()) {
                    assertThat(after).isEqualTo(before);
                }
                established += after == FlowState.ESTABLISHED && before != after ? 1 : 0;
                before = after;
            }
            assertThat(established).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aSynWithTheSameNumberIsARepetition() {
        TcpConnection connection = new TcpConnection(ConnectionRules.STANDARD);
        connection.follow(Side.INITIATOR, segment(SYN, 100, 0, 0));
        assertThat(connection.isReplacedBy(Side.INITIATOR, SYN, 100)).isFalse();
        assertThat(connection.isReplacedBy(Side.INITIATOR, SYN, 101)).isTrue();
        assertThat(connection.isReplacedBy(Side.RESPONDER, SYN, 7))
                .as("simultaneous open")
                .isFalse();
        assertThat(connection.isReplacedBy(Side.INITIATOR, SYN | ACK, 101)).isFalse();
    }

    @Test
    void aSynJustBeforeTheFirstByteSeenBelongsToTheConnection() {
        TcpConnection connection = new TcpConnection(ConnectionRules.STANDARD);
        connection.follow(Side.INITIATOR, segment(ACK, 101, 501, 10));
        assertThat(connection.isReplacedBy(Side.INITIATOR, SYN, 100)).isFalse();
        assertThat(connection.isReplacedBy(Side.RESPONDER, SYN, 500)).isFalse();
        assertThat(connection.isReplacedBy(Side.RESPONDER, SYN, 499)).isTrue();
    }

    @Test
    void onceOverOnlyTheVerySameSynIsARepetition() {
        TcpConnection connection = new TcpConnection(ConnectionRules.STANDARD);
        connection.follow(Side.INITIATOR, segment(SYN, 100, 0, 0));
        connection.follow(Side.INITIATOR, segment(io.flowtrack.api.TcpFlags.RST, 101, 0, 0));
        assertThat(connection.isReplacedBy(Side.INITIATOR, SYN, 100)).isFalse();
        assertThat(connection.isReplacedBy(Side.RESPONDER, SYN, 7)).isTrue();
    }

    @Test
    void aFinIsAcknowledgedAcrossTheWrapOfSequenceNumbers() {
        TcpConnection connection = new TcpConnection(ConnectionRules.STANDARD);
        connection.follow(Side.INITIATOR, segment(FIN | ACK, -1, 10, 0));
        connection.follow(Side.RESPONDER, segment(FIN | ACK, 10, 0, 0));
        assertThat(connection.follow(Side.INITIATOR, segment(ACK, 0, 11, 0))).isEqualTo(FlowState.CLOSED);
    }

    private static TcpSegment segment(int flags, int sequence, int acknowledgement, int payloadLength) {
        return new TcpSegment(
                new Extraction().tcp(flags, sequence, acknowledgement, 1).payload(0, payloadLength, payloadLength));
    }
}
