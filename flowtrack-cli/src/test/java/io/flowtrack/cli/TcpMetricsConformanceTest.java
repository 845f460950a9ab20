package io.flowtrack.cli;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flowtrack.api.Side;
import io.flowtrack.api.TcpFindings;
import io.flowtrack.api.TcpSideAnalysis;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Small captures of other people, with what an agent of theirs counted in them. Skipped where they are not at hand. */
class TcpMetricsConformanceTest {
    private static final int NANO_DIGITS = 6;

    private static final String LAST_SYN = "the last SYN is timed, as by tshark; the agent times the first";
    private static final String LAST_SYN_ACK = "the last SYN-ACK is timed, as by tshark; the agent times the first";
    private static final String EARLY_ACK =
            "acknowledged before the SYN-ACK was captured: the next acknowledgement is taken, as by tshark";
    private static final String EARLY_SYN_ACK = "captured before its SYN: the acknowledgement is timed, as by tshark";
    private static final String NO_PAYLOAD =
            "frames of 66 bytes: the payload that the agent counts was not on the wire";

    /** What differs, ours first, and why. */
    private static final Map<String, String> KNOWN = Map.ofEntries(
            entry("syn-retrans.pcap server leg: 216300000, agent 316300000", LAST_SYN),
            entry("syn-syn-ack-retrans.pcap server leg: 216300000, agent 532600000", LAST_SYN),
            entry("syn-syn-ack-retrans.pcap client leg: 9100000, agent 225400000", LAST_SYN_ACK),
            entry("syn-syn-ack-retrans-2.pcap server leg: 216300000, agent 532600000", LAST_SYN),
            entry("syn-syn-ack-retrans-2.pcap client leg: 9100000, agent 325400000", LAST_SYN_ACK),
            entry("handshake-error.pcap server leg: 2304000, agent 0", EARLY_ACK),
            entry("handshake-error.pcap client leg: 9725000, agent 0", EARLY_ACK),
            entry("handshake-error.pcap handshake: 12029000, agent 0", EARLY_ACK),
            entry("handshake-error.pcap retransmissions 0: 3, agent 2", "a FIN that is sent again is one, too"),
            entry("out-of-order.pcap client leg: 109100000, agent 0", EARLY_SYN_ACK),
            entry("out-of-order.pcap handshake: 9100000, agent 0", EARLY_SYN_ACK),
            entry("xiangdao-retrans.pcap retransmissions 0: 0, agent 2", NO_PAYLOAD));

    private final List<String> differences = new ArrayList<>();
    private int compared;
    private int equal;

    @Test
    void legsAndCountersAreThoseOfTheAgentButForKnownReasons() throws IOException {
        assumeTrue(Project.truth().isPresent(), "shared/truth is not beside the repository");
        Path truth = Project.truth().orElseThrow().resolve("tcp-metrics");
        for (TsvTable.Row row : TsvTable.read(truth.resolve("perf_final.tsv")).rows()) {
            String name = row.text("capture");
            TcpFindings found = Objects.requireNonNull(
                    TcpRecords.of(truth.resolve("captures").resolve(name))
                            .get(0)
                            .tcpAnalysis());
            compareTimes(name, row, found);
            compareSide(name, row, "0", found.side(Side.INITIATOR));
            compareSide(name, row, "1", found.side(Side.RESPONDER));
        }
        System.out.printf("tcp-metrics: %d of %d figures equal%n", equal, compared);
        assertThat(differences).as("figures that differ").containsExactlyInAnyOrderElementsOf(KNOWN.keySet());
    }

    private void compareTimes(String name, TsvTable.Row row, TcpFindings found) {
        compare(name + " server leg", found.serverLegNanos(), nanos(row, "rtt_1_max_ms"));
        compare(name + " client leg", found.clientLegNanos(), nanos(row, "rtt_0_max_ms"));
        compare(name + " handshake", found.handshakeNanos(), nanos(row, "rtt_full"));
    }

    private void compareSide(String name, TsvTable.Row row, String number, TcpSideAnalysis side) {
        compare(name + " retransmissions " + number, side.retransmittedPackets(), row.number("retrans_" + number));
        compare(name + " out of order " + number, side.outOfOrderPackets(), row.number("ooo_" + number));
        compare(name + " zero windows " + number, side.zeroWindowEpisodes(), row.number("zero_win_count_" + number));
    }

    /** A time that is 0 was not seen. */
    private static long nanos(TsvTable.Row row, String name) {
        return new BigDecimal(row.text(name)).scaleByPowerOfTen(NANO_DIGITS).longValueExact();
    }

    private void compare(String what, long ours, long theirs) {
        compared++;
        if (Math.max(0, ours) == theirs) {
            equal++;
        } else {
            differences.add("%s: %d, agent %d".formatted(what, ours, theirs));
        }
    }
}
