package io.flowtrack.testdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowtrack.api.LinkType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptureTest {
    private final Capture five = numbered(5);

    /** Frames of one byte, which is their number, at ten times their number in nanoseconds. */
    private static Capture numbered(int count) {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            frames.add(Frame.of(new byte[] {(byte) i}, 10L * i, LinkType.ETHERNET));
        }
        return Capture.of(frames);
    }

    private static List<Integer> numbers(Capture capture) {
        return capture.stream().map(frame -> (int) frame.bytes()[0]).toList();
    }

    private static List<Long> times(Capture capture) {
        return capture.stream().map(Frame::timestampNanos).toList();
    }

    @Test
    void droppingLeavesTheOthersAlone() {
        assertThat(numbers(five.dropping(3, 0))).containsExactly(1, 2, 4);
        assertThat(times(five.dropping(3, 0))).containsExactly(10L, 20L, 40L);
        assertThat(numbers(five.dropping(frame -> frame.timestampNanos() > 10))).containsExactly(0, 1);
    }

    @Test
    void swappedFramesTakeEachOthersTimes() {
        assertThat(numbers(five.swapping(1, 3))).containsExactly(0, 3, 2, 1, 4);
        assertThat(times(five.swapping(1, 3))).isEqualTo(times(five));
    }

    @Test
    void reorderingKeepsAllFramesAndTheOrderOfTimes() {
        Capture many = numbered(100);
        Capture reordered = many.reordering(1);
        assertThat(numbers(reordered)).containsExactlyInAnyOrderElementsOf(numbers(many));
        assertThat(numbers(reordered)).isNotEqualTo(numbers(many));
        assertThat(times(reordered)).isEqualTo(times(many));
        assertThat(reordered).isEqualTo(many.reordering(1)).isNotEqualTo(many.reordering(2));
    }

    @Test
    void aDuplicateFollowsItsOriginal() {
        assertThat(numbers(five.duplicating(2))).containsExactly(0, 1, 2, 2, 3, 4);
        assertThat(times(five.duplicating(2))).isSorted();
    }

    @Test
    void aRetransmissionFollowsTheFrameItWasPutBehind() {
        assertThat(numbers(five.retransmitting(1, 3))).containsExactly(0, 1, 2, 3, 1, 4);
        assertThat(times(five.retransmitting(1, 3))).isSorted();
        assertThat(times(five.retransmitting(1, 4))).endsWith(1040L);
    }

    @Test
    void mergingSortsByTimeAndKeepsEqualTimesInOrder() {
        Capture even = five.dropping(1, 3);
        Capture odd = five.dropping(0, 2, 4);
        assertThat(Capture.merged(List.of(even, odd))).isEqualTo(five);
        assertThat(numbers(Capture.merged(List.of(odd, five)))).containsExactly(0, 1, 1, 2, 3, 3, 4);
    }

    @Test
    void partsAndSumsKeepTheOrder() {
        assertThat(numbers(five.between(1, 3))).containsExactly(1, 2);
        assertThat(numbers(five.between(3, 5).then(five.between(0, 1)))).containsExactly(3, 4, 0);
    }

    @Test
    void aCaptureFileHoldsEveryFrameWithItsTimeAndLengths() {
        Frame frame = new Frame(new byte[] {1, 2, 3}, 5_000_000_007L, 9, LinkType.RAW);
        ByteBuffer file = ByteBuffer.wrap(PcapFile.bytes(List.of(frame)));
        assertThat(file.capacity()).isEqualTo(24 + 16 + 3);
        assertThat(file.getInt(20)).isEqualTo(101);
        assertThat(file.getInt(24)).isEqualTo(5);
        assertThat(file.getInt(28)).isEqualTo(7);
        assertThat(file.getInt(32)).isEqualTo(3);
        assertThat(file.getInt(36)).isEqualTo(9);
        assertThat(file.get(42)).isEqualTo((byte) 3);
    }

    @Test
    void aCaptureFileOfSeveralLinkTypesIsRefused() {
        List<Frame> mixed =
                List.of(Frame.of(new byte[1], 0, LinkType.RAW), Frame.of(new byte[1], 0, LinkType.ETHERNET));
        assertThatThrownBy(() -> PcapFile.bytes(mixed)).isInstanceOf(IllegalArgumentException.class);
    }
}
