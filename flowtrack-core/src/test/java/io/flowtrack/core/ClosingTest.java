package io.flowtrack.core;

import static io.flowtrack.core.Tape.ACK;
import static io.flowtrack.core.Tape.FIN;
import static io.flowtrack.core.Tape.RST;
import static io.flowtrack.core.Tape.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.FlowState;
import io.flowtrack.api.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClosingTest {
    private final Tape tape = Tape.withDefaults();

    @Test
    void bothFinsAndTheLastAckCloseTheFlow() {
        tape.handshake();
        assertThat(tape.client(FIN | ACK, 101, 501)).containsExactly("ESTABLISHED-FIN_WAIT", "Packet INITIATOR");
        assertThat(tape.server(FIN | ACK, 501, 102)).containsExactly("FIN_WAIT-CLOSING", "Packet RESPONDER");
        assertThat(tape.client(ACK, 102, 502)).containsExactly("CLOSING-CLOSED", "Packet INITIATOR", "Ended FIN");
        assertThat(tape.tracker.flowCount()).isZero();
    }

    @Test
    void theOtherSideMayCloseFirstAndSendOn() {
        tape.handshake();
        assertThat(tape.server(FIN | ACK, 501, 101)).contains("ESTABLISHED-FIN_WAIT");
        assertThat(tape.client(ACK, 101, 502)).containsExactly("Packet INITIATOR");
        assertThat(tape.client(ACK, 101, 502, "more")).containsExactly("Packet INITIATOR");
        assertThat(tape.client(FIN | ACK, 105, 502)).contains("FIN_WAIT-CLOSING");
        assertThat(tape.server(ACK, 502, 105)).containsExactly("Packet RESPONDER");
        assertThat(tape.server(ACK, 502, 106)).contains("CLOSING-CLOSED", "Ended FIN");
    }

    @Test
    void simultaneousCloseWaitsForBothAcknowledgements() {
        tape.handshake();
        tape.client(FIN | ACK, 101, 501);
        assertThat(tape.server(FIN | ACK, 501, 101)).contains("FIN_WAIT-CLOSING");
        assertThat(tape.client(ACK, 102, 502)).containsExactly("Packet INITIATOR");
        assertThat(tape.server(ACK, 502, 102)).contains("CLOSING-CLOSED", "Ended FIN");
    }

    @Test
    void repeatedFinsDoNotAdvance() {
        tape.handshake();
        tape.client(FIN | ACK, 101, 501);
        assertThat(tape.client(FIN | ACK, 101, 501)).containsExactly("Packet INITIATOR");
    }

    @Test
    void dataOnFinIsCountedAndMustBeAcknowledged() {
        tape.handshake();
        tape.client(FIN | ACK, 101, 501, "bye");
        assertThat(tape.tracker
                        .flows()
                        .findFirst()
                        .orElseThrow()
                        .stats(Side.INITIATOR)
                        .payloadBytes())
                .isEqualTo(3);
        tape.server(FIN | ACK, 501, 102);
        assertThat(tape.client(ACK, 105, 502)).containsExactly("Packet INITIATOR");
        assertThat(tape.server(ACK, 502, 105)).contains("CLOSING-CLOSED", "Ended FIN");
    }

    @Test
    void anAcknowledgementSeenBeforeTheFinItAnswersStillCloses() {
        tape.handshake();
        tape.client(FIN | ACK, 101, 501);
        tape.client(ACK, 102, 502);
        assertThat(tape.server(FIN | ACK, 501, 102)).contains("FIN_WAIT-CLOSED", "Ended FIN");
    }

    @Test
    void resetEndsTheFlowAtOnce() {
        tape.handshake();
        assertThat(tape.server(RST, 501, 0)).containsExactly("ESTABLISHED-RESET", "Packet RESPONDER", "Ended RST");
        assertThat(tape.tracker.flowCount()).isZero();
    }

    @Test
    void resetOfAnAttemptIsARefusal() {
        tape.client(SYN, 100, 0);
        assertThat(tape.server(RST | ACK, 0, 101)).containsExactly("SYN_SENT-RESET", "Packet RESPONDER", "Ended RST");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void resetEndsAnyState(int packetsBefore) {
        Runnable[] packets = {
            () -> tape.client(SYN, 100, 0),
            () -> tape.server(SYN | ACK, 500, 101),
            () -> tape.client(ACK, 101, 501),
            () -> tape.client(FIN | ACK, 101, 501),
            () -> tape.server(FIN | ACK, 501, 102),
        };
        for (int i = 0; i < packetsBefore; i++) {
            packets[i].run();
        }
        assertThat(tape.client(RST, 101, 0)).contains("Ended RST");
        assertThat(tape.tracker.flowCount()).isZero();
    }

    @Test
    void aFlowFirstSeenInTheMiddleStaysActiveAndEndsByFin() {
        assertThat(tape.client(ACK, 700, 900, "mid")).containsExactly("Started", "Packet INITIATOR");
        assertThat(tape.server(ACK, 900, 703)).containsExactly("Packet RESPONDER");
        assertThat(tape.client(FIN | ACK, 703, 900)).containsExactly("ACTIVE-FIN_WAIT", "Packet INITIATOR");
        assertThat(tape.server(FIN | ACK, 900, 704)).contains("FIN_WAIT-CLOSING");
        assertThat(tape.client(ACK, 704, 901)).contains("CLOSING-CLOSED", "Ended FIN");
    }

    @Test
    void aFlowFirstSeenInTheMiddleEndsByReset() {
        tape.client(ACK, 700, 900, "mid");
        assertThat(tape.server(RST, 900, 0)).containsExactly("ACTIVE-RESET", "Packet RESPONDER", "Ended RST");
    }

    @Test
    void aLoneResetIsAFlowOfOnePacket() {
        assertThat(tape.client(RST, 1, 0)).containsExactly("Started", "ACTIVE-RESET", "Packet INITIATOR", "Ended RST");
    }

    @Test
    void theHistoryHasThePacketsLettersOncePerSide() {
        tape.handshake();
        for (int i = 0; i < 3; i++) {
            tape.client(ACK, 101, 501, "question");
            tape.server(ACK, 501, 109, "answer");
            tape.client(ACK, 109, 507);
            tape.server(ACK, 507, 109);
        }
        assertThat(tape.tracker.flows().findFirst().orElseThrow().history()).isEqualTo("ShADdaTt");
        assertThat(tape.tracker.flows().findFirst().orElseThrow().state()).isEqualTo(FlowState.ESTABLISHED);
    }
}
