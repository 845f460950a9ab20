package io.flowtrack.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.flowtrack.api.PacketView;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AllocationTest {
    private static final int PACKETS = 50_000;
    private static final int WARM_PACKETS = 1_000;

    @TempDir
    private Path folder;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final byte[] file =
            PcapBytes.ethernet().randomPackets(new Random(1), PACKETS, 200).toArray();

    @ParameterizedTest
    @EnumSource(names = {"MAPPED", "STREAMED", "STREAMED_BYTE_BY_BYTE"})
    void readingAllocatesNothingPerPacket(Way way) throws IOException {
        PacketView view = new PacketView();
        try (CaptureFile capture = way.open(file, folder)) {
            for (int i = 0; i < WARM_PACKETS; i++) {
                capture.next(view);
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            while (capture.packetCount() < PACKETS) {
                capture.next(view);
            }
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(PACKETS / 10);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"READ", "MAPPED", "STREAMED"})
    void readingPcapNgAllocatesNothingPerPacket(Way way) throws IOException {
        PcapNgBytes pcapNg = PcapNgBytes.ethernet();
        pcapNg.device(101, 0, pcapNg.resolution(9));
        for (int i = 0; i < PACKETS; i++) {
            pcapNg.packet(i & 1, 1_000L * i, new byte[60]);
        }
        PacketView view = new PacketView();
        try (CaptureFile capture = way.open(pcapNg.toArray(), folder)) {
            for (int i = 0; i < WARM_PACKETS; i++) {
                capture.next(view);
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            while (capture.packetCount() < PACKETS) {
                capture.next(view);
            }
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(PACKETS / 10);
        }
    }

    @Test
    void mergingAllocatesNothingPerPacket() throws IOException {
        PacketView view = new PacketView();
        List<CaptureFile> captures =
                List.of(Way.STREAMED.open(file, folder), Way.READ.open(file, folder), Way.MAPPED.open(file, folder));
        try (CaptureMerge merge = CaptureMerge.of(captures)) {
            for (int i = 0; i < WARM_PACKETS; i++) {
                merge.next(view);
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < PACKETS; i++) {
                merge.next(view);
            }
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(PACKETS / 10);
        }
    }

    @Test
    void writingAllocatesNothingPerPacket() throws IOException {
        PacketView view = new PacketView();
        try (CaptureFile capture = Way.MAPPED.open(file, folder);
                PcapWriter writer = PcapWriter.of(OutputStream.nullOutputStream(), capture.linkType())) {
            for (int i = 0; i < WARM_PACKETS; i++) {
                capture.next(view);
                writer.write(view);
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            while (capture.next(view)) {
                writer.write(view);
            }
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(PACKETS / 10);
        }
    }
}
