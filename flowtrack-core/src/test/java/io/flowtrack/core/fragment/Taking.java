package io.flowtrack.core.fragment;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.Reassembly;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.testdata.Frame;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A reassembler, and the frames of a test as a tracker gives them to it. */
final class Taking {
    private static final int IPV4_LENGTH = 20;

    final Reassembler reassembler;
    private final FiveTupleExtractor extractor =
            FiveTupleExtractor.bidirectional().withVlanIds();
    private final Extraction found = new Extraction();

    Taking(Reassembly settings) {
        this(new Reassembler(settings, false));
    }

    private Taking(Reassembler reassembler) {
        this.reassembler = reassembler;
        found.fragments().reassembling(true, true);
    }

    static Taking asZeek() {
        return asZeek(Reassembly.ZEEK);
    }

    static Taking asZeek(Reassembly settings) {
        return new Taking(new Reassembler(settings, true));
    }

    /** The datagram that this fragment completes, or null. */
    @Nullable Rebuilt take(Frame frame) {
        found.reset();
        PacketView view = frame.view();
        assertThat(extractor.extract(view, found)).isFalse();
        assertThat(found.fragments().isFragment()).isTrue();
        return reassembler.take(view, found, null, frame.timestampNanos());
    }

    /** The bytes of the datagram that this fragment completes, or null. */
    byte @Nullable [] bytes(Frame frame) {
        Rebuilt rebuilt = take(frame);
        return rebuilt == null ? null : bytes(rebuilt.packet());
    }

    /** What lies behind the IPv4 header of the datagram that this fragment completes. */
    String text(Frame last) {
        byte[] bytes = Objects.requireNonNull(bytes(last));
        return new String(bytes, IPV4_LENGTH, bytes.length - IPV4_LENGTH, StandardCharsets.US_ASCII);
    }

    static byte[] bytes(PacketView packet) {
        byte[] bytes = new byte[packet.capturedLength()];
        packet.copy(0, bytes, 0, bytes.length);
        return bytes;
    }

    long passedOver(PassReason reason) {
        return reassembler.counters().fragmentsPassedOver().getOrDefault(reason, 0L);
    }

    long unfinished(PassReason reason) {
        return reassembler.counters().snapshot().datagramsUnfinished().getOrDefault(reason, 0L);
    }

    long held() {
        return reassembler.counters().fragmentsHeld();
    }
}
