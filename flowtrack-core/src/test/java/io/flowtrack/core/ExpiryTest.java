package io.flowtrack.core;

import static io.flowtrack.core.Tape.ACK;
import static io.flowtrack.core.Tape.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.FlowEvent;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frames;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpiryTest {
    private static final Duration NEVER = Duration.ofDays(10_000);
    private static final Endpoint A = Endpoint.client(1);
    private static final Endpoint B = Endpoint.server(1, 53);

    private static Tape sweeping(Duration interval) {
        return new Tape(TrackerConfig.builder().sweepInterval(interval).build());
    }

    @Test
    void aPacketThatFindsItsFlowOverBeginsANewOneWithoutAnySweep() {
        for (Duration interval : List.of(Duration.ZERO, Duration.ofSeconds(1), NEVER)) {
            Tape tape = sweeping(interval);
            tape.datagram(A, B);
            assertThat(tape.pause(Duration.ofMinutes(1).minusNanos(1)).datagram(B, A))
                    .containsExactly("Packet RESPONDER");
            assertThat(tape.pause(Duration.ofMinutes(1)).datagram(B, A))
                    .containsExactly("Ended IDLE_TIMEOUT", "Started", "Packet INITIATOR");
        }
    }

    @Test
    void everyTransportHasItsOwnTimeout() {
        Tape tcp = Tape.withDefaults();
        tcp.client(SYN, 1, 0);
        assertThat(tcp.pause(Duration.ofMinutes(5).minusNanos(1)).client(SYN, 1, 0))
                .contains("Packet INITIATOR");
        assertThat(tcp.pause(Duration.ofMinutes(5)).client(SYN, 1, 0)).contains("Ended IDLE_TIMEOUT", "Started");
        Tape icmp = Tape.withDefaults();
        icmp.play(Frames.icmp(A, B).at(icmp.nowNanos()).build());
        icmp.pause(Duration.ofSeconds(30).minusNanos(1));
        assertThat(icmp.play(Frames.icmp(A, B).at(icmp.nowNanos()).build())).containsExactly("Packet INITIATOR");
        icmp.pause(Duration.ofSeconds(30));
        assertThat(icmp.play(Frames.icmp(A, B).at(icmp.nowNanos()).build())).contains("Ended IDLE_TIMEOUT", "Started");
    }

    @Test
    void theSweepTellsTheEndByPacketTime() {
        Tape tape = sweeping(Duration.ofSeconds(10));
        tape.datagram(A, B);
        tape.pause(Duration.ofSeconds(59)).datagram(A, B.port(99));
        tape.pause(Duration.ofSeconds(3)).datagram(A, B.port(99));
        assertThat(tape.tracker.flowCount()).isEqualTo(2);
        assertThat(tape.pause(Duration.ofSeconds(7)).datagram(A, B.port(99)))
                .containsExactly("Ended IDLE_TIMEOUT", "Packet INITIATOR");
    }

    @Test
    void advanceToTellsEndsWithoutPackets() {
        Tape tape = sweeping(NEVER);
        tape.datagram(A, B);
        long last = tape.nowNanos();
        assertThat(tape.tracker.advanceTo(last + Duration.ofMinutes(1).toNanos() - 1))
                .isEmpty();
        List<? extends FlowEvent<?>> events =
                tape.tracker.advanceTo(last + Duration.ofMinutes(1).toNanos());
        assertThat(Tape.words(events)).containsExactly("Ended IDLE_TIMEOUT");
        assertThat(events.get(0).timestampNanos())
                .isEqualTo(last + Duration.ofMinutes(1).toNanos());
    }

    @Test
    void theFlowThatWasOverFirstEndsFirst() {
        Tape tape = sweeping(NEVER);
        tape.client(SYN, 1, 0);
        tape.pause(Duration.ofMinutes(1)).datagram(A, B);
        tape.pause(Duration.ofSeconds(1))
                .play(Frames.icmp(A, B).at(tape.nowNanos()).build());
        List<? extends FlowEvent<?>> events =
                tape.tracker.advanceTo(tape.nowNanos() + Duration.ofDays(1).toNanos());
        assertThat(events)
                .extracting(event -> String.valueOf(event.key()).split(" ", 2)[0])
                .containsExactly("ICMP", "UDP", "TCP");
    }

    @Test
    void timeNeverRunsBackwards() {
        Tape tape = sweeping(Duration.ZERO);
        tape.datagram(A, B);
        tape.pause(Duration.ofSeconds(50));
        tape.datagram(A, B.port(99));
        long now = tape.tracker.nowNanos();
        tape.pause(Duration.ofSeconds(-100));
        assertThat(tape.datagram(A, B)).containsExactly("Packet INITIATOR");
        assertThat(tape.tracker.nowNanos()).isEqualTo(now);
        tape.tracker.advanceTo(0);
        assertThat(tape.tracker.nowNanos()).isEqualTo(now);
        tape.pause(Duration.ofSeconds(109));
        assertThat(tape.datagram(A, B))
                .as("59 s after the tracker's time of the last packet")
                .containsExactly("Packet INITIATOR");
    }

    @Test
    void flushEndsAllThatIsLeftOldestFirst() {
        Tape tape = Tape.withDefaults();
        tape.datagram(A, B);
        tape.datagram(A, B.port(99));
        tape.client(SYN, 1, 0);
        tape.datagram(A, B);
        List<? extends FlowEvent<?>> events = tape.tracker.flush();
        assertThat(Tape.words(events)).containsOnly("Ended FLUSHED").hasSize(3);
        assertThat(events)
                .extracting(event -> String.valueOf(event.key()))
                .satisfiesExactly(
                        first -> assertThat(first).contains(":99"),
                        second -> assertThat(second).startsWith("TCP"),
                        third -> assertThat(third).contains(":53"));
        assertThat(tape.tracker.flowCount()).isZero();
        assertThat(tape.datagram(A, B)).as("the tracker goes on").contains("Started");
    }

    @Test
    void aLongFlowIsReportedEveryActiveTimeout() {
        Tape tape = new Tape(
                TrackerConfig.builder().activeTimeout(Duration.ofSeconds(10)).build());
        tape.handshake();
        tape.pause(Duration.ofSeconds(9));
        assertThat(tape.client(ACK, 101, 501, "x")).containsExactly("Packet INITIATOR");
        tape.pause(Duration.ofSeconds(1));
        assertThat(tape.client(ACK, 102, 501, "x")).containsExactly("Interim", "Packet INITIATOR");
        tape.pause(Duration.ofSeconds(9));
        assertThat(tape.client(ACK, 103, 501, "x")).containsExactly("Packet INITIATOR");
        tape.pause(Duration.ofSeconds(1));
        List<? extends FlowEvent<?>> events = tape.tracker.track(Frames.tcp(tape.client, tape.server)
                .flags(ACK)
                .sequence(104)
                .at(tape.nowNanos())
                .build()
                .view());
        FlowEvent.Interim<?> interim = (FlowEvent.Interim<?>) events.get(0);
        assertThat(interim.record().endReason()).isEqualTo(EndReason.ACTIVE_TIMEOUT);
        assertThat(interim.record().initiator().packets())
                .as("without the packet at hand")
                .isEqualTo(5);
        assertThat(tape.tracker.stats().flowsEndedTotal()).isZero();
    }
}
