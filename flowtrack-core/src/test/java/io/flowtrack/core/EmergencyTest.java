package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.EmergencyPolicy;
import io.flowtrack.api.EmergencyStats;
import io.flowtrack.api.FlowEvent;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frames;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmergencyTest {
    private static final Endpoint SERVER = Endpoint.server(1, 53);
    private static final Endpoint LATECOMER = Endpoint.client(99);
    private static final String[] ENTERED = {"EmergencyEntered", "Ended EVICTED", "Started", "Packet INITIATOR"};

    /** Timeouts a tenth as long, until the table is half empty. */
    private static Tape limitedTo(int flows) {
        return new Tape(TrackerConfig.builder()
                .maxFlows(flows)
                .emergency(new EmergencyPolicy(10, 50))
                .build());
    }

    private static void answeredDatagrams(Tape tape, Endpoint client) {
        tape.datagram(client, SERVER);
        tape.datagram(SERVER, client);
    }

    private static boolean isLive(Tape tape, Endpoint client) {
        return tape.tracker
                .flows()
                .anyMatch(flow ->
                        flow.key().portA() == client.port() || flow.key().portB() == client.port());
    }

    @Test
    void aDatagramThatNobodyAnsweredGoesBeforeOlderOnesThatWereAnswered() {
        Tape tape = limitedTo(3);
        answeredDatagrams(tape, Endpoint.client(1));
        tape.datagram(Endpoint.client(2), SERVER);
        answeredDatagrams(tape, Endpoint.client(3));
        assertThat(tape.datagram(LATECOMER, SERVER)).containsExactly(ENTERED);
        assertThat(isLive(tape, Endpoint.client(2))).isFalse();
        assertThat(isLive(tape, Endpoint.client(1))).isTrue();
        assertThat(tape.tracker.stats().emergency()).isEqualTo(new EmergencyStats(true, 1, 1, 1));
    }

    @Test
    void aHandshakeThatIsNotCompleteGoesFirstAndACompleteOneDoesNot() {
        Tape tape = limitedTo(2);
        tape.handshake();
        tape.client = Endpoint.client(2);
        tape.client(Tape.SYN, 100, 0);
        tape.server(Tape.SYN | Tape.ACK, 500, 101);
        assertThat(tape.datagram(LATECOMER, SERVER)).containsExactly(ENTERED);
        assertThat(isLive(tape, Endpoint.client(1))).isTrue();
        assertThat(isLive(tape, Endpoint.client(2))).isFalse();
    }

    @Test
    void aConnectionSeenFromItsMiddleOnIsNoLongerHalfOpenWhenBothSidesWereHeard() {
        Tape tape = limitedTo(2);
        tape.client(Tape.ACK, 1, 1);
        tape.server(Tape.ACK, 1, 1);
        tape.client = Endpoint.client(2);
        tape.client(Tape.ACK, 1, 1);
        assertThat(tape.datagram(LATECOMER, SERVER)).containsExactly(ENTERED);
        assertThat(isLive(tape, Endpoint.client(1))).isTrue();
    }

    @Test
    void whereNoneIsHalfOpenTheLeastRecentlyUsedGoes() {
        Tape tape = limitedTo(2);
        answeredDatagrams(tape, Endpoint.client(1));
        answeredDatagrams(tape, Endpoint.client(2));
        assertThat(tape.datagram(LATECOMER, SERVER)).containsExactly(ENTERED);
        assertThat(isLive(tape, Endpoint.client(1))).isFalse();
        assertThat(tape.tracker.stats().emergency()).isEqualTo(new EmergencyStats(true, 1, 1, 0));
    }

    @Test
    void aTableFullOfLingeringFlowsIsNoEmergency() {
        Tape tape = limitedTo(1);
        tape.closedConnection();
        assertThat(tape.datagram(LATECOMER, SERVER)).containsExactly("Started", "Packet INITIATOR");
        assertThat(tape.tracker.stats().emergency()).isEqualTo(EmergencyStats.NONE);
    }

    @Test
    void timeoutsAreShorterWhileItLastsAndOnlyThen() {
        Tape tape = limitedTo(4);
        for (int i = 0; i < 4; i++) {
            answeredDatagrams(tape, Endpoint.client(i));
        }
        tape.datagram(LATECOMER, SERVER);
        Duration shortened = tape.tracker.config().udpIdleTimeout().dividedBy(10);
        tape.pause(shortened.minusNanos(1));
        answeredDatagrams(tape, Endpoint.client(3));
        assertThat(tape.tracker.flowCount()).isEqualTo(4);
        tape.pause(Duration.ofNanos(1));
        assertThat(Tape.words(tape.tracker.advanceTo(tape.nowNanos())))
                .containsExactly("Ended IDLE_TIMEOUT", "Ended IDLE_TIMEOUT", "Ended IDLE_TIMEOUT", "EmergencyLeft");
        tape.pause(shortened.multipliedBy(9));
        assertThat(tape.tracker.advanceTo(tape.nowNanos())).isEmpty();
    }

    @Test
    void flowsThatAreOverByTheShorterTimeoutsMakeRoomBeforeAnyIsEvicted() {
        Tape tape = limitedTo(2);
        answeredDatagrams(tape, Endpoint.client(1));
        tape.pause(Duration.ofSeconds(7));
        tape.datagram(Endpoint.client(2), SERVER);
        assertThat(tape.datagram(LATECOMER, SERVER))
                .containsExactly("EmergencyEntered", "Ended IDLE_TIMEOUT", "Started", "Packet INITIATOR");
    }

    @Test
    void aFlushEndsItBehindAllFlows() {
        Tape tape = limitedTo(1);
        tape.datagram(Endpoint.client(1), SERVER);
        tape.datagram(LATECOMER, SERVER);
        List<? extends FlowEvent<?>> events = tape.tracker.flush();
        assertThat(Tape.words(events)).containsExactly("Ended FLUSHED", "EmergencyLeft");
        assertThat(events.get(1)).isEqualTo(new FlowEvent.EmergencyLeft<>(tape.nowNanos(), 0));
        assertThat(events.get(1).key()).isNull();
    }

    @Test
    void moreRoomOrNoPolicyEndsIt() {
        for (TrackerConfig.Builder change : List.of(
                TrackerConfig.builder().maxFlows(2),
                TrackerConfig.builder().maxFlows(1).withoutEmergency())) {
            Tape tape = limitedTo(1);
            tape.datagram(Endpoint.client(1), SERVER);
            tape.play(Frames.udp(LATECOMER, SERVER).at(tape.nowNanos()).build());
            assertThat(Tape.words(tape.tracker.reconfigure(change.build()))).containsExactly("EmergencyLeft");
        }
    }

    @Test
    void lessRoomBeginsIt() {
        Tape tape = limitedTo(2);
        answeredDatagrams(tape, Endpoint.client(1));
        tape.datagram(Endpoint.client(2), SERVER);
        TrackerConfig less = tape.tracker.config().toBuilder().maxFlows(1).build();
        assertThat(Tape.words(tape.tracker.reconfigure(less))).containsExactly("EmergencyEntered", "Ended EVICTED");
        assertThat(isLive(tape, Endpoint.client(1))).isTrue();
    }
}
