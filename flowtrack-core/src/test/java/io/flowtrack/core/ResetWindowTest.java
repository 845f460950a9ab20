package io.flowtrack.core;

import static io.flowtrack.core.Tape.ACK;
import static io.flowtrack.core.Tape.RST;
import static io.flowtrack.core.Tape.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.FlowState;
import io.flowtrack.api.Side;
import io.flowtrack.api.TcpAnalysis;
import io.flowtrack.api.TrackerConfig;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ResetWindowTest {
    private final Tape believing = Tape.withDefaults();
    private final Tape ignoring =
            new Tape(TrackerConfig.builder().ignoresResetsOutOfWindow(true).build());

    private static TcpAnalysis analysis(Tape tape) {
        return Objects.requireNonNull(
                tape.tracker.flows().findFirst().orElseThrow().tcpAnalysis());
    }

    @Test
    void aResetOutsideTheWindowResetsUnlessToldOtherwise() {
        believing.handshake();
        assertThat(believing.server(RST, 501 + 0x10000, 0)).contains("ESTABLISHED-RESET", "Ended RST");
    }

    @Test
    void aResetOutsideTheWindowIsCountedAndMayBeIgnored() {
        ignoring.handshake();
        assertThat(ignoring.server(RST, 501 + 0x10000, 0)).containsExactly("Packet RESPONDER");
        assertThat(ignoring.server(RST, 500, 0)).as("one before the window").containsExactly("Packet RESPONDER");
        assertThat(analysis(ignoring).side(Side.RESPONDER).resetsOutOfWindow()).isEqualTo(2);
        assertThat(ignoring.tracker.flows().findFirst().orElseThrow().state()).isEqualTo(FlowState.ESTABLISHED);
        assertThat(ignoring.client(ACK, 101, 501, "on")).containsExactly("Packet INITIATOR");
    }

    @Test
    void aResetWithinTheWindowIsAlwaysBelieved() {
        ignoring.handshake();
        assertThat(ignoring.server(RST, 501 + 0xFFFE, 0)).contains("Ended RST");
        Tape exact =
                new Tape(TrackerConfig.builder().ignoresResetsOutOfWindow(true).build());
        exact.handshake();
        assertThat(exact.server(RST, 501, 0)).contains("Ended RST");
    }

    @Test
    void aRefusalMustAcknowledgeTheSyn() {
        ignoring.client(SYN, 100, 0);
        assertThat(ignoring.server(RST | ACK, 0, 999)).containsExactly("Packet RESPONDER");
        assertThat(analysis(ignoring).side(Side.RESPONDER).resetsOutOfWindow()).isEqualTo(1);
        assertThat(ignoring.server(RST | ACK, 0, 101)).contains("Ended RST");
    }

    @Test
    void aResetOfAnUnknownConnectionIsBelieved() {
        assertThat(ignoring.client(RST, 1, 0)).contains("Ended RST");
    }
}
