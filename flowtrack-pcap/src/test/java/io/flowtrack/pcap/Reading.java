package io.flowtrack.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketBatch;
import io.flowtrack.api.PacketView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a capture delivered, kept: all packets to the end or the damage, and the damage.
 *
 * @param damage empty after a clean end
 */
record Reading(List<Packet> packets, Optional<DamagedCaptureException> damage) {
    /** One packet, kept. */
    record Packet(long timestampNanos, int wireLength, LinkType linkType, String hex) {
        static Packet of(PacketView view) {
            byte[] bytes = new byte[view.capturedLength()];
            view.copy(0, bytes, 0, bytes.length);
            return new Packet(
                    view.timestampNanos(),
                    view.wireLength(),
                    view.linkType(),
                    HexFormat.of().formatHex(bytes));
        }
    }

    /** Reads a capture to its end and closes it; every packet must move it on. */
    static Reading of(CaptureFile capture) throws IOException {
        List<Packet> packets = new ArrayList<>();
        PacketView view = new PacketView();
        try (capture) {
            long offset = capture.offset();
            while (capture.next(view)) {
                packets.add(Packet.of(view));
                assertThat(capture.offset()).isGreaterThan(offset + view.capturedLength());
                offset = capture.offset();
                assertThat(capture.packetCount()).isEqualTo(packets.size());
            }
            return new Reading(packets, Optional.empty());
        } catch (DamagedCaptureException damage) {
            assertThat(damage.getMessage()).startsWith(capture.name() + ": byte " + damage.offset() + ": ");
            assertThat(damage.getMessage()).doesNotContain("\n");
            return new Reading(packets, Optional.of(damage));
        }
    }

    /** Reads a capture to its end in batches and closes it. */
    static Reading inBatches(CaptureFile capture, int batchCapacity) throws IOException {
        List<Packet> packets = new ArrayList<>();
        PacketBatch batch = new PacketBatch(batchCapacity);
        try (capture) {
            while (capture.next(batch)) {
                for (int i = 0; i < batch.size(); i++) {
                    packets.add(Packet.of(batch.get(i)));
                }
            }
            assertThat(batch.isEmpty()).isTrue();
            return new Reading(packets, Optional.empty());
        } catch (DamagedCaptureException damage) {
            assertThat(batch.isEmpty()).isTrue();
            return new Reading(packets, Optional.of(damage));
        }
    }

    /** The message of the damage, from behind the name. */
    String message(String name) {
        String message = String.valueOf(damage.orElseThrow().getMessage());
        assertThat(message).startsWith(name + ": ");
        return message.substring(name.length() + 2);
    }
}
