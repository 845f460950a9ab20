package io.flowtrack.core;

import static io.flowtrack.core.Tape.ACK;
import static io.flowtrack.core.Tape.FIN;
import static io.flowtrack.core.Tape.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowState;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.Side;
import io.flowtrack.testdata.Endpoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    private final Tape tape = Tape.withDefaults();

    private Flow<FiveTuple, @Nullable Void> flow() {
        return tape.tracker.flows().findFirst().orElseThrow();
    }

    @Test
    void aHandshakeTellsEveryTransitionOnce() {
        assertThat(tape.client(SYN, 100, 0)).containsExactly("Started", "ACTIVE-SYN_SENT", "Packet INITIATOR");
        assertThat(tape.server(SYN | ACK, 500, 101)).containsExactly("SYN_SENT-SYN_RECEIVED", "Packet RESPONDER");
        assertThat(tape.client(ACK, 101, 501)).containsExactly("Established", "Packet INITIATOR");
        assertThat(tape.client(ACK, 101, 501, "data")).containsExactly("Packet INITIATOR");
        assertThat(flow().history()).isEqualTo("ShAD");
    }

    @Test
    void repeatedSynsAndSynAcksDoNotAdvance() {
        tape.client(SYN, 100, 0);
        assertThat(tape.client(SYN, 100, 0)).containsExactly("Packet INITIATOR");
        tape.server(SYN | ACK, 500, 101);
        assertThat(tape.server(SYN | ACK, 500, 101)).containsExactly("Packet RESPONDER");
        assertThat(tape.client(SYN, 100, 0)).containsExactly("Packet INITIATOR");
        assertThat(flow().state()).isEqualTo(FlowState.SYN_RECEIVED);
        assertThat(tape.client(ACK, 101, 501)).contains("Established");
        assertThat(tape.server(SYN | ACK, 500, 101)).containsExactly("Packet RESPONDER");
    }

    @Test
    void simultaneousOpenIsEstablishedWhenBothSynsAreAcknowledged() {
        assertThat(tape.client(SYN, 100, 0)).contains("ACTIVE-SYN_SENT");
        assertThat(tape.server(SYN, 500, 0)).containsExactly("SYN_SENT-SYN_RECEIVED", "Packet RESPONDER");
        assertThat(tape.client(SYN | ACK, 100, 501)).containsExactly("Packet INITIATOR");
        assertThat(tape.server(SYN | ACK, 500, 101)).containsExactly("Established", "Packet RESPONDER");
        assertThat(tape.tracker.flowCount()).isEqualTo(1);
    }

    @Test
    void aLeadingSynAckMakesItsReceiverTheInitiator() {
        assertThat(tape.server(SYN | ACK, 500, 101))
                .containsExactly("Started", "ACTIVE-SYN_RECEIVED", "Packet RESPONDER");
        assertThat(tape.client(ACK, 101, 501)).containsExactly("Established", "Packet INITIATOR");
        assertThat(flow().history()).isEqualTo("hA");
    }

    @Test
    void aSynThatTheCaptureShowsBehindItsSynAckBelongsToTheSameFlow() {
        tape.server(SYN | ACK, 500, 101);
        assertThat(tape.client(SYN, 100, 0)).containsExactly("Packet INITIATOR");
        assertThat(tape.client(ACK, 101, 501)).contains("Established");
    }

    @Test
    void aMissingSynAckIsInferredFromTheRespondersAcknowledgement() {
        tape.client(SYN, 100, 0);
        assertThat(tape.client(ACK, 101, 501)).containsExactly("Packet INITIATOR");
        assertThat(tape.server(ACK, 501, 101, "data")).contains("Established");
    }

    @Test
    void anInitiatorThatNobodyAnswersIsNotEstablished() {
        tape.client(SYN, 100, 0);
        assertThat(tape.client(ACK, 101, 501, "data")).containsExactly("Packet INITIATOR");
        assertThat(flow().state()).isEqualTo(FlowState.SYN_SENT);
    }

    @Test
    void aFinThatCompletesTheHandshakeEstablishesFirst() {
        tape.client(SYN, 100, 0);
        tape.server(SYN | ACK, 500, 101);
        assertThat(tape.client(FIN | ACK, 101, 501, "all")).containsExactly("Established", "Packet INITIATOR");
        assertThat(tape.server(FIN | ACK, 501, 105)).containsExactly("ESTABLISHED-CLOSING", "Packet RESPONDER");
        assertThat(tape.client(ACK, 105, 502)).containsExactly("CLOSING-CLOSED", "Packet INITIATOR", "Ended FIN");
    }

    @Test
    void dataOnSynIsCounted() {
        tape.client(SYN, 100, 0, "fast open");
        assertThat(flow().stats(Side.INITIATOR).payloadBytes()).isEqualTo(9);
        assertThat(flow().history()).isEqualTo("ST");
    }

    @Test
    void sequenceNumbersMayWrap() {
        tape.client(SYN, -1, 0);
        tape.server(SYN | ACK, -1, 0);
        assertThat(tape.client(ACK, 0, 0)).contains("Established");
    }

    @Test
    void theReplyIsTheRespondersWhicheverEndpointSortsFirst() {
        for (Endpoint low : new Endpoint[] {Endpoint.of("192.0.2.1", 9), Endpoint.of("203.0.113.1", 9)}) {
            Tape other = Tape.withDefaults();
            other.client = low;
            assertThat(other.client(SYN, 1, 0)).contains("Packet INITIATOR");
            assertThat(other.server(SYN | ACK, 1, 2)).contains("Packet RESPONDER");
            Flow<FiveTuple, @Nullable Void> flow =
                    other.tracker.flows().findFirst().orElseThrow();
            Orientation initiator = flow.initiatorOrientation();
            assertThat(flow.key().source(initiator)).isEqualTo(low.address());
            assertThat(flow.key().sourcePort(initiator)).isEqualTo(low.port());
        }
    }
}
