package io.flowtrack.bench.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.PacketView;
import io.flowtrack.pcap.CaptureFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

class PacketGeneratorTest {
    private static final int FLOWS = 50;
    private static final int PACKETS = 5_000;
    /** In the order of the workloads. */
    private static final long[] SUMS = {2_873_765_152L, 3_263_202_279L, 2_773_675_612L, 1_247_528_816L, 1_792_247_797L};

    private static byte[] bytes(PacketView packet) {
        byte[] bytes = new byte[packet.capturedLength()];
        packet.copy(0, bytes, 0, bytes.length);
        return bytes;
    }

    private static long checksum(Workload workload, long seed) {
        PacketGenerator generator = new PacketGenerator(workload, FLOWS, seed);
        CRC32C sum = new CRC32C();
        for (int i = 0; i < PACKETS; i++) {
            sum.update(bytes(generator.next()));
        }
        return sum.getValue();
    }

    @Test
    void bytesAreTheSameOnEveryMachineAndJava() {
        long[] sums = Arrays.stream(Workload.values())
                .mapToLong(workload -> checksum(workload, 1))
                .toArray();

        // Captures that others have measured with: a change here makes their figures those of other packets.
        assertThat(sums).containsExactly(SUMS);
    }

    @ParameterizedTest
    @EnumSource(names = {"SHUFFLED", "SKEWED"})
    void anotherSeedGivesOtherPackets(Workload workload) {
        assertThat(checksum(workload, 2)).isNotEqualTo(checksum(workload, 1));
    }

    @ParameterizedTest
    @EnumSource
    void captureHasTheSamePackets(Workload workload, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("out.pcap");
        int status = new CommandLine(new GenerateCommand())
                .execute("--workload", workload.toString(), "--flows", "50", "--packets", "5000", file.toString());
        assertThat(status).isZero();

        PacketGenerator generator = new PacketGenerator(workload, FLOWS, 1);
        PacketView read = new PacketView();
        int count = 0;
        try (CaptureFile capture = CaptureFile.open(file)) {
            while (capture.next(read)) {
                PacketView made = generator.next();
                assertThat(bytes(read)).isEqualTo(bytes(made));
                assertThat(read.timestampNanos()).isEqualTo(made.timestampNanos());
                assertThat(read.wireLength()).isEqualTo(made.wireLength());
                count++;
            }
        }
        assertThat(count).isEqualTo(PACKETS);
    }

    @ParameterizedTest
    @EnumSource
    void recordingHasThePacketsBehindTheOpening(Workload workload) {
        PacketGenerator generator = new PacketGenerator(workload, FLOWS, 1);
        for (int i = 0; i < generator.openingLength(); i++) {
            generator.next();
        }
        Recording recording = Recording.of(workload, FLOWS, 1);

        for (int i = 0; i < Math.min(PACKETS, recording.packetCount()); i++) {
            PacketView made = generator.next();
            PacketView recorded = recording.next();
            assertThat(bytes(recorded)).isEqualTo(bytes(made));
            assertThat(recorded.timestampNanos()).isEqualTo(made.timestampNanos());
        }
    }
}
