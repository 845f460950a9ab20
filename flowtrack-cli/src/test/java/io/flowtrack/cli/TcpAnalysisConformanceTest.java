package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.Side;
import io.flowtrack.api.TcpAnalysis;
import io.flowtrack.api.TcpFindings;
import io.flowtrack.api.TcpSideAnalysis;
import io.flowtrack.pcap.CaptureFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The sequence analysis of other people's captures, beside tshark's. Skipped where they are not at hand. */
class TcpAnalysisConformanceTest {
    private static final int NANO_DIGITS = 6;
    private static final String RTT = "smoothed RTT within the samples";

    private static final String SECOND_SYN_ACK =
            "tshark calls a SYN-ACK that it saw before out of order where it comes soon; here it is a retransmission";
    private static final String NO_ACK_FLAG = "tshark takes the acknowledgement field of a SYN without ACK for one";

    /** What differs, ours first, and why. */
    private static final Map<String, String> KNOWN = Map.of(
            "ndpi__KakaoTalk_talk.pcap frame 17 client leg: 7965000, tshark 7232000",
            "two SYN-ACKs with different numbers; the acknowledgement is of the first, not of the last",
            "pkts__tcp-streams__lower_seq.pcap frame 1 client leg: -1, tshark 359000",
            "the acknowledgement is not of the SYN-ACK, but of the number before",
            "ndpi__fix2.pcap frame 5 RESPONDER retrans: 88, tshark 87",
            SECOND_SYN_ACK,
            "ndpi__fix2.pcap frame 5 RESPONDER ooo: 0, tshark 1",
            SECOND_SYN_ACK,
            "ndpi__fuzz-2006-06-26-2594.pcap frame 44 RESPONDER retrans: 2, tshark 3",
            NO_ACK_FLAG,
            "ndpi__fuzz-2006-06-26-2594.pcap frame 44 RESPONDER spurious: 0, tshark 1",
            NO_ACK_FLAG);

    /** tshark begins a second stream in the middle of each connection, without a SYN. */
    private static final String SPLIT = "ndpi__vnc.pcap";

    /** In damaged packets, two of them datagrams whose TCP header contradicts itself once it is whole. */
    private static final int WITHOUT_COUNTERPART = 4;

    private final Map<String, Agreement> agreements = new TreeMap<>();
    private final List<String> differences = new ArrayList<>();
    private int missing;

    /** How often something was the same, of all and of those where there was something to see. */
    private static final class Agreement {
        private int all;
        private int seen;
        private int equal;
        private int equalSeen;

        void add(boolean isEqual, boolean isSeen) {
            all++;
            seen += isSeen ? 1 : 0;
            equal += isEqual ? 1 : 0;
            equalSeen += isEqual && isSeen ? 1 : 0;
        }

        double share() {
            return (double) equal / all;
        }

        @Override
        public String toString() {
            return "%d of %d, %d of %d not zero".formatted(equal, all, equalSeen, seen);
        }
    }

    @Test
    void countersAndHandshakesOfEveryConnectionAreThoseOfTshark() throws IOException {
        assumeTrue(Project.truth().isPresent(), "shared/truth is not beside the repository");
        Path truth = Project.truth().orElseThrow().resolve("tshark");
        for (TsvTable.Row row : TsvTable.read(truth.resolve("INDEX.tsv")).rows()) {
            Path capture = truth.resolve("captures").resolve(row.text("capture"));
            if (row.text("layer").equals("inner")
                    && row.text("tunnelled").equals("0")
                    && !row.text("capture").equals(SPLIT)
                    && isReadable(capture)) {
                compare(capture, truth.resolve("expected").resolve(row.text("expected")));
            }
        }
        agreements.forEach((what, agreement) -> System.out.println("tshark " + what + ": " + agreement));
        System.out.println("tshark connections without a counterpart: " + missing);
        assertThat(differences).as("figures that differ").containsExactlyInAnyOrderElementsOf(KNOWN.keySet());
        assertThat(missing).isEqualTo(WITHOUT_COUNTERPART);
        assertThat(agreement(RTT).share()).as(RTT).isGreaterThan(0.92);
        assertThat(agreement("retrans").seen).as("sides to compare").isGreaterThan(100);
    }

    private void compare(Path capture, Path expected) throws IOException {
        Map<String, List<FlowRecord<FiveTuple>>> ours = new HashMap<>();
        for (FlowRecord<FiveTuple> connection : TcpRecords.of(capture)) {
            ours.computeIfAbsent(
                            pair(TcpRecords.initiator(connection), TcpRecords.responder(connection)),
                            key -> new ArrayList<>())
                    .add(connection);
        }
        for (TsvTable.Row row : TsvTable.read(expected).rows()) {
            if (row.text("proto").equals("tcp")) {
                String a = row.text("a_addr") + " " + row.text("a_port");
                List<FlowRecord<FiveTuple>> candidates =
                        ours.getOrDefault(pair(a, row.text("b_addr") + " " + row.text("b_port")), List.of());
                if (candidates.isEmpty()) {
                    missing++;
                } else {
                    compare(capture.getFileName() + " frame " + row.text("first_frame"), row, a, candidates.remove(0));
                }
            }
        }
    }

    private void compare(String place, TsvTable.Row row, String a, FlowRecord<FiveTuple> connection) {
        TcpFindings found = Objects.requireNonNull(connection.tcpAnalysis());
        Side sideA = TcpRecords.initiator(connection).equals(a) ? Side.INITIATOR : Side.RESPONDER;
        for (TcpFigure figure : TcpFigure.ALL) {
            for (Side side : Side.values()) {
                long theirs = figure.tsharks(row, side == sideA);
                compare(figure.column(), place + " " + side, figure.ours(found.side(side)), theirs, theirs != 0);
            }
        }
        for (Side side : Side.values()) {
            compareRtt(found.side(side), row, side == sideA ? "_ba" : "_ab");
        }
        compareLeg("server leg", place, found.serverLegNanos(), row.text("rtt_syn_synack_ms"));
        compareLeg("client leg", place, found.clientLegNanos(), row.text("rtt_synack_ack_ms"));
    }

    /** tshark gives a sample to the acknowledgement, that is to the other direction. */
    private void compareRtt(TcpSideAnalysis ours, TsvTable.Row row, String direction) {
        if (ours.rttSamples() > 0 && row.number("ackrtt_n" + direction) > 0) {
            long least = nanos(row.text("ackrtt_min_ms" + direction));
            long most = nanos(row.text("ackrtt_max_ms" + direction));
            boolean isWithin = ours.minRttNanos() >= least && ours.smoothedRttNanos() <= most;
            agreement(RTT).add(isWithin, true);
        }
    }

    private void compareLeg(String name, String place, long ourNanos, String theirMillis) {
        long theirNanos = theirMillis.isEmpty() ? TcpAnalysis.NOT_SEEN : nanos(theirMillis);
        compare(name, place, ourNanos, theirNanos, theirNanos >= 0);
    }

    private void compare(String what, String place, long ours, long theirs, boolean isSeen) {
        agreement(what).add(ours == theirs, isSeen || ours > 0);
        if (ours != theirs) {
            differences.add("%s %s: %d, tshark %d".formatted(place, what, ours, theirs));
        }
    }

    private Agreement agreement(String what) {
        return agreements.computeIfAbsent(what, name -> new Agreement());
    }

    private static long nanos(String millis) {
        return new BigDecimal(millis).scaleByPowerOfTen(NANO_DIGITS).longValueExact();
    }

    private static String pair(String a, String b) {
        return a.compareTo(b) <= 0 ? a + " " + b : b + " " + a;
    }

    private static boolean isReadable(Path file) {
        try (CaptureFile capture = CaptureFile.open(file)) {
            return !capture.linkType().toString().startsWith("LINKTYPE ");
        } catch (IOException e) {
            return false;
        }
    }
}
