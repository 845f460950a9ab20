package io.flowtrack.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.flowtrack.api.PacketView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Any bytes, mapped, streamed and followed: all ways deliver the same, and say the same of damage. */
class ReadersAgreeFuzz {
    private static final Path FOLDER = folder();

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("flowtrack-fuzz");
            folder.toFile().deleteOnExit();
            folder.resolve(Way.NAME).toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FuzzTest(maxDuration = "60s")
    void theWayDoesNotMatter(byte[] bytes) throws IOException {
        byte[] file = behindAHeader(bytes);
        if (file.length >= Integer.BYTES
                && Compression.of(ByteBuffer.wrap(file).getInt()).isPresent()) {
            return; // only some of the ways decompress
        }
        Outcome streamed = read(Way.STREAMED, file);
        assertThat(read(Way.MAPPED_IN_SMALL_WINDOWS, file)).isEqualTo(streamed);
        assertThat(read(Way.STREAMED_THROUGH_A_SMALL_BUFFER, file)).isEqualTo(streamed);
        assertThat(follow()).isEqualTo(streamed.packets);
    }

    /** The first byte says whether there is one, and of which format. */
    private static byte[] behindAHeader(byte[] bytes) {
        byte[] header = switch (bytes.length == 0 ? 0 : bytes[0] & 3) {
            case 0 -> new byte[0];
            case 1 -> PcapNgBytes.ethernet().toArray();
            default -> PcapBytes.ethernet().toArray();
        };
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(header);
        file.write(bytes, Math.min(1, bytes.length), Math.max(0, bytes.length - 1));
        return file.toByteArray();
    }

    private static Outcome read(Way way, byte[] file) throws IOException {
        try {
            Reading reading = Reading.of(way.open(file, FOLDER));
            return new Outcome(reading.packets(), reading.damage().map(DamagedCaptureException::getMessage));
        } catch (DamagedCaptureException damage) {
            return new Outcome(List.of(), Optional.ofNullable(damage.getMessage()));
        }
    }

    /** The file that was mapped last, as if somebody wrote it still. */
    private static List<Reading.Packet> follow() throws IOException {
        List<Reading.Packet> packets = new ArrayList<>();
        PacketView view = new PacketView();
        try (CaptureFile capture = CaptureFile.follow(FOLDER.resolve(Way.NAME), () -> false)) {
            while (capture.next(view)) {
                packets.add(Reading.Packet.of(view));
            }
        } catch (DamagedCaptureException damage) {
            assertThat(damage.isCut() && !packets.isEmpty()).isFalse();
        }
        return packets;
    }

    private record Outcome(List<Reading.Packet> packets, Optional<String> damage) {}
}
