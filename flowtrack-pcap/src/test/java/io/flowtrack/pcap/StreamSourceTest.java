package io.flowtrack.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StreamSourceTest {
    private static StreamSource source(int contentLength, int bufferLength) {
        return new StreamSource(new ByteArrayInputStream(PcapBytes.body(contentLength)), bufferLength);
    }

    @Test
    void theBufferIsUsedAgainWhileRunsFitIt() throws IOException {
        try (StreamSource source = source(100_000, 64)) {
            ByteBuffer buffer = source.bytes();
            for (int offset = 0; offset + 50 <= 100_000; offset += 50) {
                assertThat(source.require(50)).isEqualTo(50);
                assertThat(source.bytes().get(source.position())).isEqualTo((byte) offset);
                assertThat(source.bytes().get(source.position() + 49)).isEqualTo((byte) (offset + 49));
                source.skip(50);
                assertThat(source.offset()).isEqualTo(offset + 50);
            }
            assertThat(source.bytes()).isSameAs(buffer);
        }
    }

    @Test
    void theBufferGrowsToTheLongestRunAndNoFurther() throws IOException {
        try (StreamSource source = source(1_000, 64)) {
            assertThat(source.require(10)).isEqualTo(10);
            source.skip(10);
            assertThat(source.require(300)).isEqualTo(300);
            assertThat(source.bytes().capacity()).isEqualTo(300);
            byte[] run = new byte[300];
            source.bytes().get(source.position(), run);
            assertThat(run).isEqualTo(Arrays.copyOfRange(PcapBytes.body(310), 10, 310));
        }
    }

    @Test
    void anAnnouncedLengthTakesNoMemoryBeforeTheBytesCome() throws IOException {
        try (StreamSource source = source(1_000, 64)) {
            assertThat(source.require(128 << 20)).isEqualTo(1_000);
            assertThat(source.bytes().capacity()).isLessThanOrEqualTo(2_048);
        }
    }

    @Test
    void noMoreIsReadThanIsAskedForIfTheStreamIsSlow() throws IOException {
        int[] reads = new int[1];
        ByteArrayInputStream slow = new ByteArrayInputStream(new byte[100]) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                reads[0]++;
                return super.read(target, offset, Math.min(length, 24));
            }
        };
        try (StreamSource source = new StreamSource(slow, 1_024)) {
            source.require(24);
            assertThat(reads[0])
                    .as("a live pipe must not block for bytes nobody wants yet")
                    .isEqualTo(1);
        }
    }

    @Test
    void theEndGivesWhatIsLeft() throws IOException {
        try (StreamSource source = source(100, 64)) {
            assertThat(source.require(64)).isEqualTo(64);
            source.skip(64);
            assertThat(source.require(40)).isEqualTo(36);
            source.skip(36);
            assertThat(source.require(1)).isZero();
            assertThat(source.size()).isEmpty();
        }
    }
}
