package io.flowtrack.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowtrack.api.Side;
import io.flowtrack.testdata.Capture;
import io.flowtrack.testdata.Conversation;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NfstreamFeaturesTest {
    private static final Endpoint CLIENT = Endpoint.of("192.0.2.1", 40_000);
    private static final Endpoint SERVER = Endpoint.of("192.0.2.2", 80);
    private static final long MILLI = 1_000_000;

    private static Frame udp(Endpoint from, Endpoint to, long nanos, byte[] payload) {
        return Frames.udp(from, to)
                .at(Frames.START_NANOS + nanos)
                .payload(payload)
                .build();
    }

    /** Frames of 42 bytes and the payload: 10, 30 and 20 bytes at 0.9, 3.1 and 7.0 ms. */
    private static List<Frame> three() {
        return List.of(
                udp(CLIENT, SERVER, 900_000, new byte[10]),
                udp(SERVER, CLIENT, 3_100_000, new byte[30]),
                udp(CLIENT, SERVER, 7_000_000, new byte[20]));
    }

    @Test
    void totalsAreOfBothAndOfEachSide() {
        long start = Frames.START_NANOS / MILLI;
        assertThat(Rows.only(FeatureSet.nfstream(), three()))
                .containsEntry("src_ip", "192.0.2.1")
                .containsEntry("src_port", 40_000L)
                .containsEntry("dst_ip", "192.0.2.2")
                .containsEntry("dst_port", 80L)
                .containsEntry("protocol", 17L)
                .containsEntry("ip_version", 4L)
                .containsEntry("bidirectional_first_seen_ms", start)
                .containsEntry("bidirectional_last_seen_ms", start + 7)
                .containsEntry("bidirectional_duration_ms", 7L)
                .containsEntry("bidirectional_packets", 3L)
                .containsEntry("bidirectional_bytes", 186L)
                .containsEntry("src2dst_packets", 2L)
                .containsEntry("src2dst_bytes", 114L)
                .containsEntry("dst2src_first_seen_ms", start + 3)
                .containsEntry("dst2src_duration_ms", 0L)
                .containsEntry("dst2src_bytes", 72L);
    }

    @Test
    void momentsAreOfWholeMilliseconds() {
        assertThat(Rows.only(FeatureSet.nfstream(), three()))
                .containsEntry("bidirectional_min_ps", 52L)
                .containsEntry("bidirectional_max_ps", 72L)
                .containsEntry("bidirectional_mean_ps", 62.0)
                .containsEntry("bidirectional_stddev_ps", 10.0)
                .containsEntry("src2dst_stddev_ps", Math.sqrt(50))
                .containsEntry("dst2src_stddev_ps", 0.0)
                .containsEntry("bidirectional_min_piat_ms", 3L)
                .containsEntry("bidirectional_max_piat_ms", 4L)
                .containsEntry("bidirectional_mean_piat_ms", 3.5)
                .containsEntry("bidirectional_stddev_piat_ms", Math.sqrt(0.5))
                .containsEntry("src2dst_mean_piat_ms", 7.0)
                .containsEntry("src2dst_stddev_piat_ms", 0.0)
                .containsEntry("dst2src_min_piat_ms", 0L);
    }

    @Test
    void firstPacketsArePaddedWithMinusOne() {
        FeatureSet set = FeatureSet.nfstream(NfstreamSettings.defaults().withSpltLength(4));
        assertThat(Rows.only(set, three()))
                .containsEntry("splt_direction", List.of(0, 1, 0, -1))
                .containsEntry("splt_ps", List.of(52, 72, 62, -1))
                .containsEntry("splt_piat_ms", List.of(0, 3, 4, -1));
    }

    @Test
    void onlyTheFirstPacketsAreKept() {
        FeatureSet set = FeatureSet.nfstream(NfstreamSettings.defaults().withSpltLength(2));
        assertThat(Rows.only(set, three()))
                .containsEntry("splt_direction", List.of(0, 1))
                .containsEntry("splt_ps", List.of(52, 72))
                .containsEntry("bidirectional_packets", 3L);
        FeatureSet none = FeatureSet.nfstream(NfstreamSettings.defaults().withSpltLength(0));
        assertThat(Rows.only(none, three())).containsEntry("splt_ps", List.of());
    }

    @Test
    void directionsFollowTheInitiatorWhicheverAddressIsLower() {
        List<Frame> turned = List.of(udp(SERVER, CLIENT, 0, new byte[1]), udp(CLIENT, SERVER, MILLI, new byte[0]));
        FeatureSet set = FeatureSet.nfstream(
                NfstreamSettings.defaults().withSpltLength(2).withAccounting(SizeAccounting.PAYLOAD));
        assertThat(Rows.only(set, turned))
                .containsEntry("src_ip", "192.0.2.2")
                .containsEntry("splt_direction", List.of(0, 1))
                .containsEntry("splt_ps", List.of(1, 0));
    }

    @Test
    void sizesAreWhatTheAccountingSays() {
        assertBytes(SizeAccounting.FRAME, 186L);
        assertBytes(SizeAccounting.IP, 144L);
        assertBytes(SizeAccounting.TRANSPORT, 84L);
        assertBytes(SizeAccounting.PAYLOAD, 60L);
    }

    private static void assertBytes(SizeAccounting accounting, long bytes) {
        FeatureSet set = FeatureSet.nfstream(NfstreamSettings.defaults().withAccounting(accounting));
        assertThat(Rows.only(set, three())).containsEntry("bidirectional_bytes", bytes);
    }

    @Test
    void fragmentsAreOnePacket() {
        List<Frame> frames = new ArrayList<>(
                Frames.udp(CLIENT, SERVER).at(Frames.START_NANOS).payload(3_000).fragments(1_000));
        long frameBytes = frames.stream().mapToLong(Frame::wireLength).sum();
        assertThat(frameBytes).isGreaterThan(3_042);
        assertOnePacket(frames, SizeAccounting.FRAME, frameBytes);
        assertOnePacket(frames, SizeAccounting.IP, 3_028);
        assertOnePacket(frames, SizeAccounting.PAYLOAD, 3_000);
    }

    private static void assertOnePacket(List<Frame> frames, SizeAccounting accounting, long bytes) {
        FeatureSet set = FeatureSet.nfstream(NfstreamSettings.defaults().withAccounting(accounting));
        assertThat(Rows.only(set, frames))
                .containsEntry("bidirectional_packets", 1L)
                .containsEntry("bidirectional_bytes", bytes);
    }

    @Test
    void flagsAreCountedBySide() {
        Capture capture = Conversation.between(CLIENT, SERVER)
                .handshake()
                .send(Side.INITIATOR, "GET /")
                .ack(Side.RESPONDER)
                .close(Side.INITIATOR)
                .capture();
        assertThat(Rows.only(FeatureSet.nfstream(), capture))
                .containsEntry("bidirectional_syn_packets", 2L)
                .containsEntry("src2dst_syn_packets", 1L)
                .containsEntry("dst2src_syn_packets", 1L)
                .containsEntry("bidirectional_psh_packets", 1L)
                .containsEntry("src2dst_psh_packets", 1L)
                .containsEntry("dst2src_psh_packets", 0L)
                .containsEntry("bidirectional_fin_packets", 2L)
                .containsEntry("bidirectional_rst_packets", 0L)
                .containsEntry("bidirectional_ack_packets", 8L);
    }

    @Test
    void entropyIsThatOfTheFirstBytes() {
        byte[] half = {0, 0, 1, 1};
        byte[] all = new byte[300];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        List<Frame> frames = new ArrayList<>();
        frames.add(udp(CLIENT, SERVER, 0, half));
        frames.add(udp(SERVER, CLIENT, 1, all));
        assertEntropy(256, frames, 1, 8);
        frames.add(udp(CLIENT, SERVER, 2, new byte[] {2, 2, 3, 3}));
        assertEntropy(256, frames, 2, 8);
        assertEntropy(4, frames, 1, 2);
        assertEntropy(1, frames, 0, 0);
        assertEntropy(0, frames, 0, 0);
    }

    private static void assertEntropy(int length, List<Frame> frames, double source, double destination) {
        FeatureSet set = FeatureSet.nfstream(NfstreamSettings.defaults().withEntropyLength(length));
        Map<String, Object> row = Rows.only(set, frames);
        assertThat((Double) row.get("src2dst_payload_entropy")).isBetween(source - 1e-12, source + 1e-12);
        assertThat((Double) row.get("dst2src_payload_entropy")).isBetween(destination - 1e-12, destination + 1e-12);
        assertThat((Double) row.get("dst2src_payload_entropy")).isBetween(0.0, 8.0);
    }

    @Test
    void settingsHaveRanges() {
        NfstreamSettings defaults = NfstreamSettings.defaults();
        assertThatThrownBy(() -> defaults.withSpltLength(256)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> defaults.withSpltLength(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> defaults.withEntropyLength(257)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void timeDoesNotRunBackwards() {
        List<Frame> frames =
                List.of(udp(CLIENT, SERVER, 9 * MILLI, new byte[1]), udp(CLIENT, SERVER, MILLI, new byte[1]));
        assertThat(Rows.only(FeatureSet.nfstream(), frames))
                .containsEntry("bidirectional_duration_ms", 0L)
                .containsEntry("src2dst_min_piat_ms", 0L);
    }
}
