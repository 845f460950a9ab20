package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowIdentity;
import io.flowtrack.api.PacketView;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.pcap.CaptureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of every recorded packet, and of many damaged ones, a quick look says what the whole extraction does, or nothing. */
class GlanceCapturesTest {
    private static final int MUTATIONS = 400_000;

    private final FlowIdentity seen = new FlowIdentity();
    private final Extraction found = reassembling();

    private static Extraction reassembling() {
        Extraction extraction = new Extraction();
        extraction.fragments().reassembling(true, true);
        return extraction;
    }

    private final FlowExtractor<?> extractor = FiveTupleExtractor.bidirectional();

    private boolean check(PacketView packet) {
        if (!extractor.glance(packet, seen)) {
            return false;
        }
        found.reset();
        assertThat(extractor.extract(packet, found)).isTrue();
        if (!Arrays.equals(words(seen), words(found.identity()))) {
            assertThat(words(seen)).isEqualTo(words(found.identity()));
        }
        assertThat(found.tunnels().depth()).isZero();
        return true;
    }

    private static long[] words(FlowIdentity identity) {
        return LongStream.range(0, identity.wordCount())
                .map(i -> identity.word((int) i))
                .toArray();
    }

    private static List<PacketView> recorded() throws IOException {
        List<PacketView> packets = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("..", "testdata", "captures"))) {
            for (Path file : files.filter(name -> name.toString().endsWith(".pcap"))
                    .sorted()
                    .toList()) {
                try (CaptureFile capture = CaptureFile.openMapped(file)) {
                    assertThat(capture.bytesStay()).isTrue();
                    for (PacketView packet = new PacketView(); capture.next(packet); packet = new PacketView()) {
                        packets.add(packet);
                    }
                }
            }
        }
        return packets;
    }

    @Test
    void recordedAndDamagedPackets() throws IOException {
        List<PacketView> packets = recorded();
        assertThat(packets.stream().filter(this::check).count()).isGreaterThan(packets.size() / 2);
        Mutations mutations = new Mutations(packets, 1);
        PacketView packet = new PacketView();
        for (int i = 0; i < MUTATIONS; i++) {
            mutations.next(packet);
            check(packet);
        }
    }
}
