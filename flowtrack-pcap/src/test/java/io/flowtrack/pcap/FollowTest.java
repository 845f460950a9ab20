package io.flowtrack.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowtrack.api.PacketView;
import io.flowtrack.pcap.Reading.Packet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FollowTest {
    @TempDir
    private Path folder;

    private static byte[] classic() {
        return PcapBytes.ethernet().randomPackets(new Random(4), 60, 200).toArray();
    }

    private static byte[] pcapNg() {
        PcapNgBytes file = PcapNgBytes.ethernet();
        for (int i = 0; i < 60; i++) {
            file.packet(0, i, PcapBytes.body(i)).block(5, new byte[16]);
        }
        return file.toArray();
    }

    /** Reads a file that grows by a few bytes whenever its end has been reached. */
    private List<Packet> readGrowing(byte[] content, int step) throws IOException {
        Path path = Files.createFile(folder.resolve("growing"));
        int[] written = new int[1];
        GrowthWaiter waiter = () -> {
            int end = Math.min(content.length, written[0] + step);
            Files.write(path, Arrays.copyOfRange(content, written[0], end), StandardOpenOption.APPEND);
            boolean isMore = end > written[0];
            written[0] = end;
            return isMore;
        };
        List<Packet> packets = new ArrayList<>();
        PacketView view = new PacketView();
        try (CaptureFile capture = CaptureFile.follow(path, waiter)) {
            while (capture.next(view)) {
                packets.add(Packet.of(view));
            }
        }
        return packets;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 5_000})
    void aFileThatGrowsIsReadAsItGrows(int step) throws IOException {
        assertThat(readGrowing(classic(), step))
                .isEqualTo(Reading.of(Way.STREAMED.open(classic(), folder)).packets());
    }

    @Test
    void aPcapNgFileThatGrowsIsReadAsItGrows() throws IOException {
        assertThat(readGrowing(pcapNg(), 3))
                .isEqualTo(Reading.of(Way.STREAMED.open(pcapNg(), folder)).packets());
    }

    @ParameterizedTest
    @EnumSource(Compressed.class)
    void aCompressedFileThatGrowsIsReadAsItGrows(Compressed how) throws IOException {
        assertThat(readGrowing(how.compress(classic()), 50))
                .isEqualTo(Reading.of(Way.STREAMED.open(classic(), folder)).packets());
    }

    @Test
    void aPacketThatIsNotWholeWhenWaitingEndsIsNoError() throws IOException {
        byte[] whole = pcapNg();
        for (int missing = 1; missing < 120; missing++) {
            Path path = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length - missing));
            PacketView view = new PacketView();
            try (CaptureFile capture = CaptureFile.follow(path, () -> false)) {
                while (capture.next(view)) {
                    assertThat(view.capturedLength()).isLessThan(60);
                }
                assertThat(capture.packetCount()).isGreaterThanOrEqualTo(58);
            }
        }
    }

    @Test
    void damageIsAnErrorWhereverItIs() throws IOException {
        byte[] file = PcapNgBytes.ethernet().block(5, 7, new byte[0], 7).toArray();
        Path path = Files.write(folder.resolve("damaged"), file);
        try (CaptureFile capture = CaptureFile.follow(path, () -> false)) {
            assertThatThrownBy(() -> capture.next(new PacketView())).isInstanceOf(DamagedCaptureException.class);
        }
    }

    @Test
    void aFileThatShrinksIsAnError() throws IOException {
        Path path = Files.write(folder.resolve("shrinking"), classic());
        GrowthWaiter waiter = () -> {
            Files.write(path, new byte[3]);
            return true;
        };
        try (CaptureFile capture = CaptureFile.follow(path, waiter)) {
            PacketView view = new PacketView();
            for (int i = 0; i < 60; i++) {
                assertThat(capture.next(view)).isTrue();
            }
            assertThatThrownBy(() -> capture.next(view)).hasMessage("the file was cut while it was read");
        }
    }

    @Test
    void aFileThatIsNotThereIsNotWaitedFor() {
        assertThatThrownBy(() ->
                        CaptureFile.follow(folder.resolve("none"), () -> true).close())
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageEndingWith("none: no such file or directory");
    }
}
