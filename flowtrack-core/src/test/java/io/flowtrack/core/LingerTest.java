package io.flowtrack.core;

import static io.flowtrack.core.Tape.ACK;
import static io.flowtrack.core.Tape.FIN;
import static io.flowtrack.core.Tape.RST;
import static io.flowtrack.core.Tape.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.EndedAt;
import io.flowtrack.api.FlowEvent;
import io.flowtrack.api.FlowState;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.testdata.Endpoint;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LingerTest {
    private static final Duration LINGER = Duration.ofSeconds(5);

    private final Tape atClose = Tape.withDefaults();
    private final Tape atLingerEnd =
            new Tape(TrackerConfig.builder().endedAt(EndedAt.LINGER_END).build());

    @Test
    void atCloseLatePacketsArePassedOver() {
        assertThat(atClose.closedConnection()).contains("Ended FIN");
        assertThat(atClose.server(FIN | ACK, 501, 102)).isEmpty();
        assertThat(atClose.server(ACK, 502, 102, "late")).isEmpty();
        assertThat(atClose.client(RST, 102, 0)).isEmpty();
        assertThat(atClose.tracker.stats().passedOver(PassReason.LATE)).isEqualTo(3);
        assertThat(atClose.tracker.flowCount()).isZero();
        assertThat(atClose.tracker.flows()).isEmpty();
    }

    @Test
    void atCloseALatePacketPassesTimeAsAnyPacketOfAFlowDoes() {
        atClose.closedConnection();
        atClose.pause(Duration.ofSeconds(2)).server(ACK, 502, 102);
        assertThat(atClose.tracker.nowNanos()).isEqualTo(atClose.nowNanos());
    }

    @Test
    void atCloseTheTupleIsForgottenAfterTheLinger() {
        atClose.closedConnection();
        assertThat(atClose.pause(LINGER.minusNanos(1)).server(ACK, 502, 102)).isEmpty();
        assertThat(atClose.pause(Duration.ofNanos(1)).server(ACK, 502, 102))
                .containsExactly("Started", "Packet INITIATOR");
    }

    @Test
    void latePacketsDoNotProlongTheLinger() {
        atClose.closedConnection();
        for (int i = 0; i < 4; i++) {
            assertThat(atClose.pause(Duration.ofSeconds(1)).server(ACK, 502, 102))
                    .isEmpty();
        }
        assertThat(atClose.pause(Duration.ofSeconds(1)).server(ACK, 502, 102)).contains("Started");
    }

    @Test
    void aNewSynWithinTheLingerBeginsANewFlow() {
        atClose.closedConnection();
        assertThat(atClose.client(SYN, 9000, 0)).containsExactly("Started", "ACTIVE-SYN_SENT", "Packet INITIATOR");
    }

    @Test
    void aSynRepeatedFromTheClosedConnectionIsLate() {
        atClose.closedConnection();
        assertThat(atClose.client(SYN, 100, 0)).isEmpty();
    }

    @Test
    void aSynOfTheSideThatNeverSentOneBeginsANewFlow() {
        atClose.client(SYN, 100, 0);
        atClose.client(RST, 101, 0);
        assertThat(atClose.server(SYN, 7, 0)).contains("Started", "Packet INITIATOR");
    }

    @Test
    void withoutLingerALatePacketBeginsAFlowOfItsOwn() {
        Tape tape = new Tape(TrackerConfig.builder().closeLinger(Duration.ZERO).build());
        tape.closedConnection();
        assertThat(tape.server(ACK, 502, 102)).containsExactly("Started", "Packet INITIATOR");
        Tape later = new Tape(TrackerConfig.builder()
                .closeLinger(Duration.ZERO)
                .endedAt(EndedAt.LINGER_END)
                .build());
        assertThat(later.closedConnection()).contains("CLOSING-CLOSED", "Ended FIN");
    }

    @Test
    void atLingerEndLatePacketsAreCounted() {
        assertThat(atLingerEnd.closedConnection()).containsExactly("CLOSING-CLOSED", "Packet INITIATOR");
        assertThat(atLingerEnd.tracker.flowCount()).isEqualTo(1);
        assertThat(atLingerEnd.server(ACK, 502, 102, "late")).containsExactly("Packet RESPONDER");
        assertThat(atLingerEnd.server(RST, 502, 0)).containsExactly("Packet RESPONDER");
        List<FlowEvent<io.flowtrack.api.FiveTuple>> events =
                atLingerEnd.tracker.advanceTo(atLingerEnd.nowNanos() + LINGER.toNanos());
        assertThat(Tape.words(events)).containsExactly("Ended FIN");
        FlowEvent.Ended<?> ended = (FlowEvent.Ended<?>) events.get(0);
        assertThat(ended.record().state()).isEqualTo(FlowState.CLOSED);
        assertThat(ended.record().responder().packets()).isEqualTo(4);
        assertThat(ended.record().responder().payloadBytes()).isEqualTo(4);
    }

    @Test
    void atLingerEndTheEndIsToldOnTime() {
        atLingerEnd.closedConnection();
        long closed = atLingerEnd.nowNanos();
        assertThat(atLingerEnd.tracker.advanceTo(closed + LINGER.toNanos() - 1)).isEmpty();
        assertThat(Tape.words(atLingerEnd.tracker.advanceTo(closed + LINGER.toNanos())))
                .containsExactly("Ended FIN");
    }

    @Test
    void atLingerEndANewSynEndsTheOldFlowAsItClosed() {
        atLingerEnd.closedConnection();
        assertThat(atLingerEnd.client(SYN, 9000, 0))
                .containsExactly("Ended FIN", "Started", "ACTIVE-SYN_SENT", "Packet INITIATOR");
    }

    @Test
    void flushEndsALingeringFlowAsItClosed() {
        atLingerEnd.handshake();
        atLingerEnd.client(RST, 101, 0);
        assertThat(Tape.words(atLingerEnd.tracker.flush())).containsExactly("Ended RST");
        assertThat(atLingerEnd.tracker.stats().flowsEnded(EndReason.FLUSHED)).isZero();
    }

    @Test
    void aNewSynOnAnOpenConnectionEndsItAsReused() {
        atClose.handshake();
        assertThat(atClose.client(SYN, 9000, 0))
                .containsExactly(
                        "ESTABLISHED-ABORTED", "Ended REUSED", "Started", "ACTIVE-SYN_SENT", "Packet INITIATOR");
    }

    @Test
    void aNewSynOfTheResponderMakesItTheInitiator() {
        atClose.handshake();
        assertThat(atClose.server(SYN, 9000, 0)).contains("Ended REUSED", "Started", "Packet INITIATOR");
    }

    @Test
    void lingeringFlowsCountTowardsTheLimitAndGoFirst() {
        for (EndedAt endedAt : EndedAt.values()) {
            Tape tape = new Tape(
                    TrackerConfig.builder().endedAt(endedAt).maxFlows(2).build());
            tape.datagram(Endpoint.client(7), Endpoint.server(7, 53));
            tape.closedConnection();
            List<String> events = tape.datagram(Endpoint.client(8), Endpoint.server(8, 53));
            if (endedAt == EndedAt.CLOSE) {
                assertThat(events).containsExactly("Started", "Packet INITIATOR");
            } else {
                assertThat(events).containsExactly("Ended FIN", "Started", "Packet INITIATOR");
            }
            assertThat(tape.tracker.flowCount()).isEqualTo(2);
            assertThat(tape.tracker.stats().flowsEnded(EndReason.EVICTED)).isZero();
        }
    }
}
