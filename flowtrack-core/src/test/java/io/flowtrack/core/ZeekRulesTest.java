package io.flowtrack.core;

import static io.flowtrack.core.Tape.ACK;
import static io.flowtrack.core.Tape.FIN;
import static io.flowtrack.core.Tape.RST;
import static io.flowtrack.core.Tape.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.ConnState;
import io.flowtrack.api.DirectionPolicy;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.PortSet;
import io.flowtrack.api.Side;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.testdata.Endpoint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When flows end and begin by Zeek's rules, and who is their initiator. */
class ZeekRulesTest {
    private static final Duration SHORT_OF_FIVE = Duration.ofMillis(4_999);
    private static final Duration FIVE = Duration.ofSeconds(5);

    private Tape tape = new Tape(zeek());

    private static TrackerConfig zeek() {
        return TrackerConfig.zeek().toBuilder()
                .direction(DirectionPolicy.serverPorts(PortSet.parse("80/tcp,53/udp")))
                .sweepInterval(Duration.ZERO)
                .build();
    }

    private Flow<FiveTuple, @Nullable Void> flow() {
        return tape.tracker.flows().findFirst().orElseThrow();
    }

    @Test
    void anAttemptIsOverFiveSecondsAfterItsFirstSyn() {
        tape.client(SYN, 100, 0);
        assertThat(tape.pause(SHORT_OF_FIVE).client(SYN, 100, 0)).containsExactly("Packet INITIATOR");
        assertThat(flow().connState()).isEqualTo(ConnState.S0);
        assertThat(tape.pause(Duration.ofMillis(1)).client(SYN, 100, 0))
                .containsExactly("Ended IDLE_TIMEOUT", "Started", "ACTIVE-SYN_SENT", "Packet INITIATOR");
    }

    @Test
    void anAnsweredAttemptLivesOn() {
        tape.client(SYN, 100, 0);
        tape.server(SYN | ACK, 500, 101);
        assertThat(tape.pause(Duration.ofSeconds(299)).client(ACK, 101, 501))
                .containsExactly("Established", "Packet INITIATOR");
        assertThat(tape.pause(Duration.ofMinutes(5)).client(ACK, 101, 501)).contains("Ended IDLE_TIMEOUT", "Started");
    }

    @Test
    void interactivePortsMayBeSilentForAnHour() {
        tape.server = Endpoint.server(1, 22);
        tape.handshake();
        assertThat(tape.pause(Duration.ofSeconds(3_599)).client(ACK, 101, 501)).containsExactly("Packet INITIATOR");
        assertThat(tape.pause(Duration.ofHours(1)).client(ACK, 101, 501)).contains("Ended IDLE_TIMEOUT");
    }

    @Test
    void stragglersDoNotProlongAClosedConnection() {
        tape.handshake();
        tape.client(FIN | ACK, 101, 501);
        tape.server(FIN | ACK, 501, 102);
        assertThat(tape.pause(SHORT_OF_FIVE).client(ACK, 102, 502)).contains("Packet INITIATOR");
        assertThat(flow().lastNanos()).isEqualTo(tape.nowNanos() - SHORT_OF_FIVE.toNanos());
        assertThat(flow().connState()).isEqualTo(ConnState.SF);
        assertThat(tape.pause(Duration.ofMillis(1)).client(ACK, 102, 502)).contains("Ended FIN", "Started");
    }

    @Test
    void aConnectionHalfClosedAndThenResetIsOverAtTheNextLookThatFindsItSilent() {
        tape.handshake();
        tape.client(FIN | ACK, 101, 501);
        tape.client(RST, 102, 0);
        assertThat(flow().connState()).isEqualTo(ConnState.RSTO);
        assertThat(tape.pause(SHORT_OF_FIVE).server(ACK, 501, 102)).containsExactly("Packet RESPONDER");
        assertThat(tape.pause(SHORT_OF_FIVE).server(ACK, 501, 102)).containsExactly("Packet RESPONDER");
        assertThat(tape.pause(Duration.ofSeconds(6)).server(ACK, 501, 102)).contains("Ended IDLE_TIMEOUT", "Started");
    }

    @Test
    void aConnectionThatWasResetAfterTheOtherSidesFinIsLookedAtNoMore() {
        tape.handshake();
        tape.server(FIN | ACK, 501, 101);
        tape.client(RST, 1_101, 0); // a hole below it, so that this side is not done
        assertThat(tape.pause(Duration.ofSeconds(19)).server(ACK, 502, 101)).containsExactly("Packet RESPONDER");
    }

    @Test
    void aFlowsTimeIsNotSetAnewBecauseItsOtherSideIsHeard() {
        tape.client(ACK, 101, 501, "hello");
        tape.pause(Duration.ofMillis(-200)).server(ACK, 501, 106); // captured late: its time is before the other's
        assertThat(tape.pause(Duration.ofMillis(300_100)).client(ACK, 106, 501)).containsExactly("Packet INITIATOR");
    }

    @Test
    void theLingerBeginsAnewWhenTheOtherSideClosesToo() {
        tape.handshake();
        tape.client(RST, 101, 0);
        tape.pause(Duration.ofSeconds(3)).server(RST, 501, 0);
        assertThat(tape.pause(Duration.ofSeconds(4)).server(ACK, 501, 101)).containsExactly("Packet RESPONDER");
        assertThat(tape.pause(Duration.ofSeconds(2)).server(ACK, 501, 101)).contains("Ended RST", "Started");
    }

    @Test
    void onceASideIsDoneTheSameSynBeginsANewConnection() {
        tape.client(SYN, 100, 0);
        assertThat(tape.client(SYN, 100, 0)).containsExactly("Packet INITIATOR");
        tape.server(RST | ACK, 0, 101);
        assertThat(flow().connState()).isEqualTo(ConnState.REJ);
        assertThat(tape.client(SYN, 100, 0)).contains("Ended RST", "Started");
    }

    @Test
    void aFlowFromAServerPortIsTurnedRound() {
        tape.server(ACK, 501, 101, "answer");
        assertThat(flow().history()).isEqualTo("^d");
        assertThat(flow().stats(Side.RESPONDER).packets()).isEqualTo(1);
    }

    @Test
    void anAnswerOfNoServerPortIsTurnedRoundWhenTheConnectionGoesOn() {
        tape.server = Endpoint.server(1, 4_444);
        assertThat(tape.server(SYN | ACK, 500, 101)).contains("Packet INITIATOR");
        assertThat(flow().history()).isEqualTo("H");
        assertThat(tape.client(ACK, 101, 501, "hello")).contains("Packet INITIATOR");
        assertThat(flow().history()).isEqualTo("^hD");
        assertThat(flow().stats(Side.INITIATOR).payloadBytes()).isEqualTo(5);
        assertThat(flow().stats(Side.RESPONDER).packets()).isEqualTo(1);
    }

    @Test
    void datagramsHaveAHistory() {
        tape.datagram(Endpoint.server(1, 53), Endpoint.client(1));
        assertThat(flow().history()).isEqualTo("^d");
        assertThat(flow().connState()).isEqualTo(ConnState.SHR);
        tape.datagram(Endpoint.client(1), Endpoint.server(1, 53));
        assertThat(flow().history()).isEqualTo("^dD");
        assertThat(flow().connState()).isEqualTo(ConnState.SF);
    }

    @Test
    void aReopenedTupleEndsAsItClosed() {
        tape.closedConnection();
        assertThat(tape.client(SYN, 900, 0))
                .containsExactly("Ended FIN", "Started", "ACTIVE-SYN_SENT", "Packet INITIATOR");
        assertThat(tape.pause(FIVE).client(SYN, 900, 0)).contains("Ended IDLE_TIMEOUT");
    }
}
