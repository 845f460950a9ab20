package io.flowtrack.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.TcpFlags;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each known error of the tool, beside what is right. */
class LegacyCicFeaturesTest {
    private static final Endpoint CLIENT = Endpoint.of("192.0.2.1", 40_000);
    private static final Endpoint SERVER = Endpoint.of("192.0.2.2", 80);
    private static final long MICRO = 1_000;
    private static final long SECOND = 1_000_000_000;

    private final List<Frame> frames = new ArrayList<>();

    private LegacyCicFeaturesTest udp(Endpoint from, Endpoint to, long nanos, int length) {
        frames.add(Frames.udp(from, to)
                .at(Frames.START_NANOS + nanos)
                .payload(length)
                .build());
        return this;
    }

    private LegacyCicFeaturesTest tcp(Endpoint from, Endpoint to, long nanos, int flags, int window) {
        frames.add(Frames.tcp(from, to)
                .at(Frames.START_NANOS + nanos)
                .flags(flags)
                .window(window)
                .build());
        return this;
    }

    private void differ(String column, Object legacy, Object right) {
        assertThat(Rows.only(FeatureSet.cicLegacy(), frames)).containsEntry(column, legacy);
        assertThat(Rows.only(FeatureSet.cic(), frames)).containsEntry(column, right);
    }

    @Test
    void theFirstPacketsLengthCountsTwice() {
        udp(CLIENT, SERVER, 0, 100).udp(SERVER, CLIENT, MICRO, 400);
        differ("Packet Length Mean", 200.0, 250.0);
        differ("Packet Length Variance", 30_000.0, 45_000.0);
        differ("Packet Length Std", Math.sqrt(30_000), Math.sqrt(45_000));
        differ("Average Packet Size", 300.0, 250.0);
    }

    @Test
    void onlyTheFirstPacketsPushAndUrgentFlagsCount() {
        int both = TcpFlags.ACK | TcpFlags.PSH | TcpFlags.URG;
        tcp(CLIENT, SERVER, 0, both, 1).tcp(CLIENT, SERVER, 1, both, 1).tcp(SERVER, CLIENT, 2, both, 1);
        differ("Fwd PSH Flags", 1L, 2L);
        differ("Fwd URG Flags", 1L, 2L);
        differ("Bwd PSH Flags", 0L, 1L);
        differ("Bwd URG Flags", 0L, 1L);
        differ("PSH Flag Count", 3L, 3L);
    }

    @Test
    void allBulksAreBackwardAndNothingInterruptsThem() {
        udp(CLIENT, SERVER, 0, 10)
                .udp(SERVER, CLIENT, 100 * MICRO, 21)
                .udp(CLIENT, SERVER, 200 * MICRO, 10)
                .udp(SERVER, CLIENT, 300 * MICRO, 20);
        differ("Bwd Bytes/Bulk Avg", 61.0, 0.0);
        differ("Bwd Packet/Bulk Avg", 4.0, 0.0);
        differ("Bwd Bulk Rate Avg", 203_333.0, 0.0);
        for (int i = 0; i < 4; i++) {
            udp(CLIENT, SERVER, 2 * SECOND + i, 10);
        }
        differ("Fwd Bytes/Bulk Avg", 0.0, 40.0);
        differ("Fwd Packet/Bulk Avg", 0.0, 4.0);
        differ("Bwd Bytes/Bulk Avg", 50.0, 0.0); // 101 bytes in two
    }

    @Test
    void subflowsAreOneTooFewAndWhole() {
        udp(CLIENT, SERVER, 0, 10).udp(SERVER, CLIENT, 1, 20);
        differ("Subflow Fwd Packets", 0.0, 1.0);
        udp(CLIENT, SERVER, 2 * SECOND, 10).udp(CLIENT, SERVER, 4 * SECOND, 11);
        differ("Subflow Fwd Packets", 1.0, 1.0);
        differ("Subflow Fwd Bytes", 15.0, 31.0 / 3);
        differ("Subflow Bwd Bytes", 10.0, 20.0 / 3);
        differ("Subflow Bwd Packets", 0.0, 1.0 / 3);
    }

    @Test
    void theBackwardWindowIsTheLastOne() {
        tcp(CLIENT, SERVER, 0, TcpFlags.SYN, 1).tcp(SERVER, CLIENT, 1, TcpFlags.SYN | TcpFlags.ACK, 2);
        tcp(SERVER, CLIENT, 2, TcpFlags.ACK, 3);
        differ("Bwd Init Win Bytes", 3L, 2L);
        differ("FWD Init Win Bytes", 1L, 1L);
    }

    @Test
    void theFirstPacketsDataDoNotCount() {
        udp(CLIENT, SERVER, 0, 1).udp(CLIENT, SERVER, 1, 1);
        differ("Fwd Act Data Pkts", 1L, 2L);
    }

    @Test
    void theShortestSegmentIsAHeader() {
        udp(CLIENT, SERVER, 0, 100).udp(CLIENT, SERVER, 1, 50);
        differ("Fwd Seg Size Min", 8L, 50L);
    }

    @Test
    void theRatioOfPacketsIsWhole() {
        udp(CLIENT, SERVER, 0, 1).udp(CLIENT, SERVER, 1, 1).udp(SERVER, CLIENT, 2, 1);
        differ("Down/Up Ratio", 0.0, 0.5);
    }

    @Test
    void theLastActivePeriodAndThoseOfOnePacketAreLeftOut() {
        udp(CLIENT, SERVER, 0, 1)
                .udp(CLIENT, SERVER, SECOND, 1)
                .udp(CLIENT, SERVER, 10 * SECOND, 1)
                .udp(CLIENT, SERVER, 20 * SECOND, 1)
                .udp(CLIENT, SERVER, 22 * SECOND, 1);
        differ("Active Mean", 1e6, 1e6);
        differ("Active Min", 1e6, 0.0);
        differ("Active Max", 1e6, 2e6);
        differ("Idle Max", 10e6, 10e6);
    }

    @Test
    void timesAreWholeMicrosecondsAndMayRunBackwards() {
        udp(CLIENT, SERVER, 100 * MICRO + 900, 1)
                .udp(CLIENT, SERVER, 50 * MICRO, 1)
                .udp(CLIENT, SERVER, 110 * MICRO + 100, 1);
        differ("Flow IAT Min", -50.0, 0.0);
        differ("Flow Duration", 10.0, 9.2);
    }

    @Test
    void forwardIsWhoeverCameFirst() {
        tcp(SERVER, CLIENT, 0, TcpFlags.SYN | TcpFlags.ACK, 2).tcp(CLIENT, SERVER, 1, TcpFlags.ACK, 1);
        differ("Src IP", "192.0.2.2", "192.0.2.1");
        differ("Flow ID", "192.0.2.2-192.0.2.1-80-40000-6", "192.0.2.1-192.0.2.2-40000-80-6");
        differ("FWD Init Win Bytes", 2L, 1L);
    }

    @Test
    void sidesOfOneAddressAreOne() {
        Endpoint neighbour = Endpoint.of("192.0.2.1", 80);
        udp(CLIENT, neighbour, 0, 10).udp(neighbour, CLIENT, 100 * MICRO, 20).udp(CLIENT, neighbour, 250 * MICRO, 31);
        udp(neighbour, CLIENT, 300 * MICRO, 5);
        differ("Total Fwd Packet", 4L, 2L);
        differ("Total Bwd packets", 0L, 2L);
        differ("Fwd IAT Total", 300.0, 250.0);
        differ("Fwd IAT Min", 50.0, 250.0);
        differ("Fwd Header Length", 32L, 16L);
        differ("Fwd Act Data Pkts", 3L, 2L);
        differ("Bwd Bytes/Bulk Avg", 66.0, 0.0);
    }

    @Test
    void payloadThatWasNotCapturedIsNone() {
        udp(CLIENT, SERVER, 0, 100).udp(SERVER, CLIENT, MICRO, 10);
        frames.replaceAll(frame -> frame.snapped(102));
        differ("Total Length of Fwd Packet", 60L, 100L);
        differ("Packet Length Max", 60L, 100L);
        differ("Flow Bytes/s", 7e7, 1.1e8);
        differ("Total Length of Bwd Packet", 10L, 10L);
    }

    @Test
    void paddingBehindAVlanTagIsPayload() {
        frames.add(Frames.udp(CLIENT, SERVER)
                .at(Frames.START_NANOS)
                .vlan(5)
                .payload(1)
                .padded()
                .build());
        frames.add(Frames.udp(SERVER, CLIENT)
                .at(Frames.START_NANOS + MICRO)
                .vlan(5)
                .payload(100)
                .padded()
                .build());
        differ("Total Length of Fwd Packet", 14L, 1L);
        differ("Average Packet Size", 64.0, 50.5);
        frames.clear();
        frames.add(Frames.udp(CLIENT, SERVER).payload(1).padded().build());
        differ("Total Length of Fwd Packet", 1L, 1L);
    }

    @Test
    void noRunOfPayloadBeginsAtTimeZero() {
        for (int i = 0; i < 5; i++) {
            udp(CLIENT, SERVER, i * 100L * MICRO - Frames.START_NANOS, 10 + i);
        }
        differ("Bwd Bytes/Bulk Avg", 50.0, 0.0);
        differ("Bwd Bulk Rate Avg", 166_666.0, 0.0);
        differ("Fwd Bytes/Bulk Avg", 0.0, 60.0);
    }

    @Test
    void ratesOfAFlowThatTakesNoTimeAreZeroAndNotInfinite() {
        udp(CLIENT, SERVER, 0, 10).udp(CLIENT, SERVER, 0, 10);
        differ("Flow Bytes/s", 0.0, 0.0);
        differ("Flow Packets/s", 0.0, 0.0);
    }

    @Test
    void theClockHasTwelveHours() {
        udp(CLIENT, SERVER, 13 * 3_600 * SECOND, 10);
        differ("Timestamp", "01/01/2026 01:00:00 PM", "2026-01-01T13:00:00.000000000Z");
    }

    @Test
    void columnsAreThoseOfTheRightMode() {
        Map<String, Object> legacy = Rows.only(FeatureSet.cicLegacy(), udp(CLIENT, SERVER, 0, 1).frames);
        assertThat(legacy.keySet())
                .containsExactlyElementsOf(FeatureSet.cic().columns().stream()
                        .map(FeatureColumn::name)
                        .toList());
    }
}
