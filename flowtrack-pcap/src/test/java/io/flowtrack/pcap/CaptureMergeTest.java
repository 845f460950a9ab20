package io.flowtrack.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowtrack.api.PacketView;
import io.flowtrack.pcap.Reading.Packet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CaptureMergeTest {
    private static CaptureFile capture(byte[] file) throws IOException {
        return CaptureFile.of("x", new StreamSource(new ByteArrayInputStream(file), 64));
    }

    /** One packet for each second; its byte says which capture it is from. */
    private static PcapBytes at(int number, long... seconds) {
        PcapBytes file = PcapBytes.ethernet();
        for (long second : seconds) {
            file.packet(second, 0, new byte[] {(byte) number});
        }
        return file;
    }

    private static List<String> order(CaptureMerge merge) throws IOException {
        PacketView view = new PacketView();
        List<String> order = new ArrayList<>();
        try (merge) {
            while (merge.next(view)) {
                order.add(view.timestampNanos() / 1_000_000_000 + "/" + view.u8(0));
            }
        }
        return order;
    }

    @Test
    void packetsComeInTheOrderOfTimeAndEqualOnesInTheOrderOfTheCaptures() throws IOException {
        CaptureMerge merge = CaptureMerge.of(List.of(
                capture(at(0, 5, 7, 7, 9).toArray()),
                capture(at(1, 1, 7, 8).toArray()),
                capture(at(2).toArray()),
                capture(at(3, 7).toArray())));
        assertThat(order(merge)).containsExactly("1/1", "5/0", "7/0", "7/0", "7/1", "7/3", "8/1", "9/0");
    }

    @Test
    void aCaptureWhoseTimesRunBackwardsKeepsItsOrder() throws IOException {
        CaptureMerge merge = CaptureMerge.of(
                List.of(capture(at(0, 5, 2, 6).toArray()), capture(at(1, 3, 4).toArray())));
        assertThat(order(merge)).containsExactly("3/1", "4/1", "5/0", "2/0", "6/0");
    }

    @Test
    void aDamagedCaptureIsToldOnceAndTheOthersGoOn() throws IOException {
        byte[] whole = at(0, 1, 2, 3).toArray();
        CaptureFile cut = capture(Arrays.copyOf(whole, whole.length - 1));
        CaptureFile good = capture(at(1, 2, 4).toArray());
        PacketView view = new PacketView();
        try (CaptureMerge merge = CaptureMerge.of(List.of(cut, good))) {
            assertThat(merge.current()).isNull();
            assertThat(merge.next(view)).isTrue();
            assertThat(merge.current()).isSameAs(cut);
            assertThat(merge.next(view)).isTrue();
            assertThatThrownBy(() -> merge.next(view)).isInstanceOf(DamagedCaptureException.class);
            assertThat(merge.current()).isSameAs(cut);
            assertThat(merge.next(view)).isTrue();
            assertThat(merge.current()).isSameAs(good);
            assertThat(merge.next(view)).isTrue();
            assertThat(merge.next(view)).isFalse();
        }
        assertThatThrownBy(() -> good.next(view)).hasMessage("x: already closed");
    }

    @Test
    void theBytesOfAPacketStayUntilTheNextCall() throws IOException {
        Random random = new Random(9);
        List<CaptureFile> captures = new ArrayList<>();
        List<Packet> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            byte[] file = PcapBytes.ethernet().randomPackets(random, 200, 90).toArray();
            captures.add(capture(file));
            all.addAll(Reading.of(capture(file)).packets());
        }
        all.sort(Comparator.comparingLong(Packet::timestampNanos));
        List<Packet> merged = new ArrayList<>();
        PacketView view = new PacketView();
        try (CaptureMerge merge = CaptureMerge.of(captures)) {
            while (merge.next(view)) {
                merged.add(Packet.of(view));
            }
        }
        assertThat(merged).isEqualTo(all);
    }
}
