package io.flowtrack.core.dissect;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InternetChecksumTest {
    private static final long SEED = 20_260_808;
    private static final int LONGEST_IP_PACKET = 65_575;

    private static PacketView view(byte[] bytes) {
        return new PacketView().wrap(ByteBuffer.wrap(bytes), 0, bytes.length, LinkType.RAW, 0);
    }

    /** Word by word with the carry added at once, as RFC 1071 describes it. */
    private static int checksum(byte[] bytes, int offset, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (bytes[offset + i] & 0xFF) << (i % 2 == 0 ? 8 : 0);
            sum = sum > 0xFFFF ? sum - 0xFFFF : sum;
        }
        return ~sum & 0xFFFF;
    }

    @Test
    void bytesAndTheirChecksumHaveARightSumAndNoOtherChecksumDoes() {
        Random random = new Random(SEED);
        for (int length = 0; length < 200; length++) {
            byte[] bytes = new byte[length + 16];
            random.nextBytes(bytes);
            for (int offset = 0; offset < 16; offset++) {
                long sum = InternetChecksum.sum(view(bytes), offset, length);
                int checksum = checksum(bytes, offset, length);
                assertThat(InternetChecksum.isRight(sum + checksum))
                        .as("%d bytes at %d, seed %d", length, offset, SEED)
                        .isTrue();
                int other = random.nextInt(0xFFFF) + 1;
                boolean isSameNumber = (checksum ^ other) % 0xFFFF == checksum % 0xFFFF;
                assertThat(InternetChecksum.isRight(sum + (checksum ^ other))).isEqualTo(isSameNumber);
            }
        }
    }

    @Test
    void theLongestPacketOfTheLargestNumbersFitsTheSum() {
        byte[] bytes = new byte[LONGEST_IP_PACKET];
        Arrays.fill(bytes, (byte) 0xFF);
        long sum = InternetChecksum.sum(view(bytes), 0, bytes.length);
        assertThat(InternetChecksum.isRight(sum + checksum(bytes, 0, bytes.length)))
                .isTrue();
        assertThat(InternetChecksum.isRight(sum + checksum(bytes, 0, bytes.length) - 1))
                .isFalse();
    }

    @Test
    void zerosAloneHaveAWrongSum() {
        assertThat(InternetChecksum.isRight(InternetChecksum.sum(view(new byte[40]), 0, 40)))
                .isFalse();
        assertThat(InternetChecksum.isRight(0xFFFF)).isTrue();
    }

    @Test
    void theExampleOfRfc1071HasTheSumItSays() {
        byte[] bytes = {0x00, 0x01, (byte) 0xF2, 0x03, (byte) 0xF4, (byte) 0xF5, (byte) 0xF6, (byte) 0xF7};
        long sum = InternetChecksum.sum(view(bytes), 0, bytes.length);
        assertThat(InternetChecksum.isRight(sum + (~0xDDF2 & 0xFFFF))).isTrue();
    }
}
