package io.flowtrack.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flowtrack.api.TcpFlags;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Small conversations whose values were worked out by hand. */
class CicFeaturesTest {
    private static final Endpoint CLIENT = Endpoint.of("192.0.2.1", 40_000);
    private static final Endpoint SERVER = Endpoint.of("192.0.2.2", 80);
    private static final long MICRO = 1_000;
    private static final long SECOND = 1_000_000_000;

    private final List<Frame> frames = new ArrayList<>();

    private CicFeaturesTest client(long nanos, int flags, int length, int window) {
        return tcp(CLIENT, SERVER, nanos, flags, length, window);
    }

    private CicFeaturesTest server(long nanos, int flags, int length, int window) {
        return tcp(SERVER, CLIENT, nanos, flags, length, window);
    }

    private CicFeaturesTest tcp(Endpoint from, Endpoint to, long nanos, int flags, int length, int window) {
        frames.add(Frames.tcp(from, to)
                .at(Frames.START_NANOS + nanos)
                .flags(flags)
                .window(window)
                .payload(length)
                .build());
        return this;
    }

    private CicFeaturesTest udp(Endpoint from, Endpoint to, long nanos, int length) {
        frames.add(Frames.udp(from, to)
                .at(Frames.START_NANOS + nanos)
                .payload(length)
                .build());
        return this;
    }

    private Map<String, Object> cic() {
        return Rows.only(FeatureSet.cic(), frames);
    }

    /** SYN 0 bytes, SYN-ACK 0, ACK 0, request 100, reply 300, reply 100, at 0, 10, 20, 120, 220 and 260 µs. */
    private CicFeaturesTest request() {
        return client(0, TcpFlags.SYN, 0, 1_000)
                .server(10 * MICRO, TcpFlags.SYN | TcpFlags.ACK, 0, 2_000)
                .client(20 * MICRO, TcpFlags.ACK, 0, 1_001)
                .client(120 * MICRO, TcpFlags.PSH | TcpFlags.ACK | TcpFlags.CWR, 100, 1_002)
                .server(220 * MICRO, TcpFlags.ACK | TcpFlags.ECE, 300, 2_001)
                .server(260 * MICRO, TcpFlags.PSH | TcpFlags.ACK | TcpFlags.URG, 100, 2_002);
    }

    @Test
    void whoTalksToWhom() {
        Map<String, Object> row = request().cic();
        assertThat(row)
                .containsEntry("Flow ID", "192.0.2.1-192.0.2.2-40000-80-6")
                .containsEntry("Src IP", "192.0.2.1")
                .containsEntry("Src Port", 40_000L)
                .containsEntry("Dst IP", "192.0.2.2")
                .containsEntry("Dst Port", 80L)
                .containsEntry("Protocol", 6L)
                .containsEntry("Timestamp", "2026-01-01T00:00:00.000000000Z")
                .containsEntry("Label", "NeedManualLabel");
    }

    @Test
    void lengthsAreThoseOfThePayload() {
        Map<String, Object> row = request().cic();
        assertThat(row)
                .containsEntry("Total Fwd Packet", 3L)
                .containsEntry("Total Bwd packets", 3L)
                .containsEntry("Total Length of Fwd Packet", 100L)
                .containsEntry("Total Length of Bwd Packet", 400L)
                .containsEntry("Fwd Packet Length Max", 100L)
                .containsEntry("Fwd Packet Length Min", 0L)
                .containsEntry("Bwd Packet Length Max", 300L)
                .containsEntry("Packet Length Min", 0L)
                .containsEntry("Packet Length Max", 300L)
                .containsEntry("Fwd Header Length", 60L)
                .containsEntry("Bwd Header Length", 60L)
                .containsEntry("Fwd Act Data Pkts", 1L)
                .containsEntry("Fwd Seg Size Min", 0L)
                .containsEntry("FWD Init Win Bytes", 1_000L)
                .containsEntry("Bwd Init Win Bytes", 2_000L)
                .containsEntry("Down/Up Ratio", 1.0)
                .containsEntry("Bwd Segment Size Avg", 400.0 / 3)
                .containsEntry("Average Packet Size", 500.0 / 6);
        // 0, 0, 100: squares of the distances from 100/3 add up to 20000/3
        near(row, "Fwd Packet Length Std", Math.sqrt(20_000.0 / 3 / 2));
        // 0, 0, 0, 100, 300, 100: 110000 - 500^2/6
        near(row, "Packet Length Variance", (110_000 - 250_000.0 / 6) / 5);
        near(row, "Packet Length Std", Math.sqrt((110_000 - 250_000.0 / 6) / 5));
        near(row, "Packet Length Mean", 500.0 / 6);
    }

    @Test
    void timesAreMicroseconds() {
        Map<String, Object> row = request().cic();
        assertThat(row)
                .containsEntry("Flow Duration", 260.0)
                .containsEntry("Flow IAT Mean", 52.0)
                .containsEntry("Flow IAT Max", 100.0)
                .containsEntry("Flow IAT Min", 10.0)
                .containsEntry("Fwd IAT Total", 120.0)
                .containsEntry("Fwd IAT Mean", 60.0)
                .containsEntry("Fwd IAT Max", 100.0)
                .containsEntry("Fwd IAT Min", 20.0)
                .containsEntry("Bwd IAT Total", 250.0)
                .containsEntry("Bwd IAT Mean", 125.0);
        // 10, 10, 100, 100, 40: 21800 - 260^2/5
        near(row, "Flow IAT Std", Math.sqrt((21_800 - 67_600.0 / 5) / 4));
        near(row, "Flow Bytes/s", 500 / 260e-6);
        near(row, "Flow Packets/s", 6 / 260e-6);
        near(row, "Fwd Packets/s", 3 / 260e-6);
        near(row, "Bwd Packets/s", 3 / 260e-6);
    }

    @Test
    void flagsAreCountedInEveryPacket() {
        Map<String, Object> row = request().cic();
        assertThat(row)
                .containsEntry("Fwd PSH Flags", 1L)
                .containsEntry("Bwd PSH Flags", 1L)
                .containsEntry("Fwd URG Flags", 0L)
                .containsEntry("Bwd URG Flags", 1L)
                .containsEntry("FIN Flag Count", 0L)
                .containsEntry("SYN Flag Count", 2L)
                .containsEntry("RST Flag Count", 0L)
                .containsEntry("PSH Flag Count", 2L)
                .containsEntry("ACK Flag Count", 5L)
                .containsEntry("URG Flag Count", 1L)
                .containsEntry("CWR Flag Count", 1L)
                .containsEntry("ECE Flag Count", 1L);
    }

    @Test
    void aBulkIsFourPacketsWithPayloadInOneGo() {
        for (int i = 0; i < 5; i++) {
            udp(SERVER, CLIENT, 100L * i * MICRO, 1_000);
        }
        udp(CLIENT, SERVER, 450 * MICRO, 0); // carries nothing, so interrupts nothing
        udp(SERVER, CLIENT, 500 * MICRO, 1_000);
        udp(CLIENT, SERVER, 600 * MICRO, 10); // interrupts
        for (int i = 0; i < 3; i++) {
            udp(SERVER, CLIENT, (700 + i) * MICRO, 1_000); // too few
        }
        Map<String, Object> row = cic();
        assertThat(row) // who came first is forward
                .containsEntry("Fwd Bytes/Bulk Avg", 6_000.0)
                .containsEntry("Fwd Packet/Bulk Avg", 6.0)
                .containsEntry("Fwd Bulk Rate Avg", 6_000 / 500e-6)
                .containsEntry("Bwd Bytes/Bulk Avg", 0.0)
                .containsEntry("Bwd Packet/Bulk Avg", 0.0)
                .containsEntry("Bwd Bulk Rate Avg", 0.0);
    }

    @Test
    void aBulkEndsWithASecondOfSilence() {
        for (int i = 0; i < 4; i++) {
            udp(CLIENT, SERVER, i * SECOND, 10); // a second is not more than a second
        }
        for (int i = 0; i < 3; i++) {
            udp(CLIENT, SERVER, 5 * SECOND + i, 10);
        }
        Map<String, Object> row = cic();
        assertThat(row)
                .containsEntry("Fwd Bytes/Bulk Avg", 40.0)
                .containsEntry("Fwd Packet/Bulk Avg", 4.0)
                .containsEntry("Fwd Bulk Rate Avg", 40 / 3.0);
    }

    @Test
    void subflowsAreWhatPausesPart() {
        udp(CLIENT, SERVER, 0, 10).udp(SERVER, CLIENT, SECOND, 20).udp(CLIENT, SERVER, 2 * SECOND + 1, 10);
        Map<String, Object> row = cic();
        assertThat(row)
                .containsEntry("Subflow Fwd Packets", 1.0)
                .containsEntry("Subflow Fwd Bytes", 10.0)
                .containsEntry("Subflow Bwd Packets", 0.5)
                .containsEntry("Subflow Bwd Bytes", 10.0);
    }

    @Test
    void activeAndIdlePeriodsTakeTurns() {
        udp(CLIENT, SERVER, 0, 10)
                .udp(CLIENT, SERVER, 2 * SECOND, 10)
                .udp(CLIENT, SERVER, 12 * SECOND, 10) // alone
                .udp(CLIENT, SERVER, 20 * SECOND, 10)
                .udp(CLIENT, SERVER, 25 * SECOND, 10); // five seconds are not more than five seconds
        Map<String, Object> row = cic();
        assertThat(row)
                .containsEntry("Active Max", 5e6)
                .containsEntry("Active Min", 0.0)
                .containsEntry("Idle Max", 10e6)
                .containsEntry("Idle Min", 8e6)
                .containsEntry("Idle Mean", 9e6);
        near(row, "Idle Std", 1e6 * Math.sqrt(2));
        near(row, "Active Mean", 7e6 / 3);
    }

    @Test
    void theActivityTimeoutCanBeChosen() {
        udp(CLIENT, SERVER, 0, 10).udp(CLIENT, SERVER, 2 * SECOND, 10);
        assertThat(Rows.only(FeatureSet.cic(Duration.ofSeconds(1)), frames)).containsEntry("Idle Max", 2e6);
        assertThat(cic()).containsEntry("Idle Max", 0.0);
    }

    @Test
    void onePacketHasNoRates() {
        Map<String, Object> row = udp(CLIENT, SERVER, 0, 10).cic();
        assertThat(row)
                .containsEntry("Flow Duration", 0.0)
                .containsEntry("Flow Bytes/s", 0.0)
                .containsEntry("Flow Packets/s", 0.0)
                .containsEntry("Flow IAT Std", 0.0)
                .containsEntry("Bwd Packet Length Min", 0L)
                .containsEntry("Bwd Init Win Bytes", 0L)
                .containsEntry("Fwd Header Length", 8L)
                .containsEntry("Active Max", 0.0);
    }

    @Test
    void nanosecondsCount() {
        udp(CLIENT, SERVER, 0, 1).udp(CLIENT, SERVER, 1_234_567, 1);
        assertThat(cic()).containsEntry("Flow Duration", 1234.567).containsEntry("Fwd IAT Max", 1234.567);
    }

    @Test
    void timeDoesNotRunBackwards() {
        udp(CLIENT, SERVER, 100 * MICRO, 1).udp(CLIENT, SERVER, 50 * MICRO, 1).udp(CLIENT, SERVER, 110 * MICRO, 1);
        assertThat(cic())
                .containsEntry("Flow Duration", 10.0)
                .containsEntry("Flow IAT Min", 0.0)
                .containsEntry("Flow IAT Max", 10.0);
    }

    @Test
    void forwardIsTheInitiatorWhateverCameFirst() {
        server(0, TcpFlags.SYN | TcpFlags.ACK, 0, 2_000).client(10 * MICRO, TcpFlags.ACK, 0, 1_000);
        assertThat(cic()).containsEntry("Src IP", "192.0.2.1").containsEntry("FWD Init Win Bytes", 1_000L);
    }

    private static void near(Map<String, Object> row, String column, double value) {
        assertThat((Double) row.get(column)).as(column).isCloseTo(value, within(Math.abs(value) * 1e-12));
    }
}
