package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.FlowEvent;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.testdata.Endpoint;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvictionTest {
    private static final Endpoint SERVER = Endpoint.server(1, 53);

    private static Tape limitedTo(int flows) {
        return new Tape(
                TrackerConfig.builder().maxFlows(flows).withoutEmergency().build());
    }

    private static String port(FlowEvent<?> event) {
        String text = String.valueOf(event.key());
        return text.substring(text.indexOf(':') + 1, text.indexOf(' ', text.indexOf(':')));
    }

    @Test
    void theLeastRecentlyUsedFlowIsEvictedBeforeTheNewOneStarts() {
        Tape tape = limitedTo(2);
        tape.datagram(Endpoint.client(1), SERVER);
        tape.datagram(Endpoint.client(2), SERVER);
        tape.datagram(SERVER, Endpoint.client(1));
        assertThat(tape.datagram(Endpoint.client(3), SERVER))
                .containsExactly("Ended EVICTED", "Started", "Packet INITIATOR");
        assertThat(tape.datagram(Endpoint.client(1), SERVER)).containsExactly("Packet INITIATOR");
        assertThat(tape.datagram(Endpoint.client(2), SERVER)).contains("Ended EVICTED", "Started");
        assertThat(tape.tracker.flowCount()).isEqualTo(2);
    }

    @Test
    void recencyIsExactAcrossTransports() {
        Tape tape = limitedTo(3);
        tape.client(Tape.SYN, 1, 0);
        tape.datagram(Endpoint.client(2), SERVER);
        tape.datagram(Endpoint.client(3), SERVER);
        tape.client(Tape.SYN, 1, 0);
        List<? extends FlowEvent<?>> events = tape.tracker.reconfigure(
                TrackerConfig.builder().maxFlows(1).withoutEmergency().build());
        assertThat(events).extracting(EvictionTest::port).containsExactly("49154", "49155");
        assertThat(tape.tracker.flows().findFirst().orElseThrow().key().toString())
                .startsWith("TCP");
    }

    @Test
    void aLimitOfOneWorks() {
        Tape tape = limitedTo(1);
        assertThat(tape.datagram(Endpoint.client(1), SERVER)).containsExactly("Started", "Packet INITIATOR");
        assertThat(tape.datagram(SERVER, Endpoint.client(1))).containsExactly("Packet RESPONDER");
        assertThat(tape.datagram(Endpoint.client(2), SERVER))
                .containsExactly("Ended EVICTED", "Started", "Packet INITIATOR");
        assertThat(tape.tracker.flowCount()).isEqualTo(1);
    }

    @Test
    void shrinkingTheLimitEvictsTheOldestAtOnce() {
        Tape tape = limitedTo(5);
        for (int i = 0; i < 5; i++) {
            tape.datagram(Endpoint.client(i), SERVER);
        }
        List<? extends FlowEvent<?>> events = tape.tracker.reconfigure(
                tape.tracker.config().toBuilder().maxFlows(2).build());
        assertThat(Tape.words(events)).containsExactly("Ended EVICTED", "Ended EVICTED", "Ended EVICTED");
        assertThat(events).extracting(EvictionTest::port).containsExactly("49152", "49153", "49154");
        assertThat(tape.tracker.config().maxFlows()).isEqualTo(2);
        assertThat(tape.tracker.stats().flowsEnded(EndReason.EVICTED)).isEqualTo(3);
    }

    @Test
    void expiredFlowsEndBeforeOthersAreEvicted() {
        Tape tape = limitedTo(2);
        tape.datagram(Endpoint.client(1), SERVER);
        tape.pause(Duration.ofSeconds(40)).datagram(Endpoint.client(2), SERVER);
        tape.pause(Duration.ofSeconds(30));
        assertThat(tape.datagram(Endpoint.client(3), SERVER))
                .containsExactly("Ended IDLE_TIMEOUT", "Started", "Packet INITIATOR");
    }

    @Test
    void aFlowThatIsOverMakesRoomBeforeALiveOneIsEvictedWhateverTheSweep() {
        Tape tape = new Tape(TrackerConfig.builder()
                .maxFlows(2)
                .sweepInterval(Duration.ofDays(1))
                .build());
        tape.client(Tape.SYN, 1, 0);
        tape.pause(Duration.ofSeconds(1)).datagram(Endpoint.client(2), SERVER);
        tape.pause(Duration.ofSeconds(60));
        assertThat(tape.datagram(Endpoint.client(3), SERVER))
                .containsExactly("Ended IDLE_TIMEOUT", "Started", "Packet INITIATOR");
        assertThat(tape.client(Tape.SYN, 1, 0)).containsExactly("Packet INITIATOR");
    }
}
