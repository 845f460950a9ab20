package io.flowtrack.cli;

import io.flowtrack.api.PacketView;
import io.flowtrack.pcap.CaptureFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Packets of recorded captures, in the order of their files, for tests that make something else of them. */
final class SeedPackets {
    private static final int MOST_OF_A_FILE = 2_000;
    private static final long MOST_BYTES = 128 << 20;

    private final List<PacketView> seeds = new ArrayList<>();
    private long byteCount;

    private SeedPackets() {}

    /** Those of this repository, and those beside it where they are at hand. */
    static List<PacketView> all() throws IOException {
        SeedPackets packets = new SeedPackets();
        packets.readFolder(Project.root().resolve("testdata/captures"));
        if (Project.truth().isPresent()) {
            packets.readFolder(Project.truth().get());
        }
        return packets.seeds;
    }

    private void readFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".pcap"))
                    .sorted()
                    .toList()) {
                read(file);
            }
        }
    }

    private void read(Path file) {
        try (CaptureFile capture = CaptureFile.open(file)) {
            PacketView packet = new PacketView();
            for (int i = 0; i < MOST_OF_A_FILE && byteCount < MOST_BYTES && capture.next(packet); i++) {
                seeds.add(copy(packet));
                byteCount += packet.capturedLength();
            }
        } catch (IOException damaged) {
            // what came before the damage is good enough
        }
    }

    /** The same, but of bytes of its own. */
    private static PacketView copy(PacketView packet) {
        byte[] bytes = new byte[packet.capturedLength()];
        packet.copy(0, bytes, 0, bytes.length);
        return new PacketView()
                .wrap(ByteBuffer.wrap(bytes), 0, bytes.length, packet.linkType(), packet.timestampNanos())
                .wireLength(packet.wireLength());
    }
}
