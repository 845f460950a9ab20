package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.LinkType;
import io.flowtrack.api.OverlapPolicy;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.Reassembly;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.core.extract.FiveTupleExtractor;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Any fragments, through a tracker: IP headers that are nearly right, everything else as it comes. */
class FragmentFuzz {
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADERS = 48;
    private static final Duration TIMEOUT = Duration.ofNanos(1_000);

    private final FlowListener<FiveTuple, @Nullable Void> reader = new FlowListener<>() {
        @Override
        public void onPacket(Flow<FiveTuple, @Nullable Void> flow, FlowPacket packet) {
            packet.frame().slice(packet.payloadOffset(), packet.payloadCapturedLength());
        }
    };

    @FuzzTest(maxDuration = "90s")
    void noFragmentsDoHarmAndAllAreCounted(FuzzedDataProvider data) {
        boolean isZeek = data.consumeBoolean();
        FiveTupleExtractor extractor = FiveTupleExtractor.bidirectional();
        FlowTracker<FiveTuple, @Nullable Void> tracker =
                FlowTracker.of(isZeek ? extractor.asZeek() : extractor, config(data, isZeek));
        long nanos = 0;
        int packets = 0;
        while (data.remainingBytes() > 0) {
            nanos += data.consumeInt(-10, 500);
            byte[] bytes = data.consumeBoolean() ? ipv4(data) : ipv6(data);
            int captured = data.consumeInt(0, 7) == 0 ? data.consumeInt(0, bytes.length) : bytes.length;
            PacketView packet = new PacketView()
                    .wrap(ByteBuffer.wrap(bytes), 0, captured, LinkType.RAW, nanos)
                    .wireLength(bytes.length);
            tracker.track(packet, reader);
            packets++;
            check(tracker.stats(), packets);
        }
        tracker.flush(reader);
        check(tracker.stats(), packets);
        assertThat(tracker.stats().fragments().fragmentsHeld()).isZero();
    }

    private static TrackerConfig config(FuzzedDataProvider data, boolean isZeek) {
        OverlapPolicy policy = data.pickValue(OverlapPolicy.values());
        Reassembly reassembly = new Reassembly(policy, TIMEOUT, 4, Reassembly.LEAST_BYTES, 16);
        return (isZeek ? TrackerConfig.zeek() : TrackerConfig.defaults())
                .toBuilder().reassembly(reassembly).build();
    }

    private static void check(TrackerStats stats, int packets) {
        assertThat(stats.packets()).isEqualTo(packets);
        assertThat(stats.packetsInFlows()
                        + stats.passedOverTotal()
                        + stats.fragments().fragmentsHeld())
                .isEqualTo(packets);
    }

    private static byte[] ipv4(FuzzedDataProvider data) {
        int flags = data.consumeBoolean() ? 0x2000 : 0;
        byte[] payload = data.consumeBytes(data.consumeInt(0, 64));
        int header = data.consumeInt(0, 9) == 0 ? IPV4_HEADER + 4 : IPV4_HEADER;
        return ByteBuffer.allocate(header + payload.length)
                .put((byte) (0x40 | header / 4))
                .put((byte) 0)
                .putShort((short) (header + payload.length))
                .putShort((short) data.consumeInt(0, 1))
                .putShort((short) (flags | offset(data)))
                .put((byte) 64)
                .put(data.pickValue(new byte[] {1, 6, 17, 51}))
                .putShort((short) 0)
                .putInt(1)
                .putInt(2)
                .put(header, payload)
                .array();
    }

    private static byte[] ipv6(FuzzedDataProvider data) {
        int more = data.consumeBoolean() ? 1 : 0;
        byte[] payload = data.consumeBytes(data.consumeInt(0, 64));
        return ByteBuffer.allocate(IPV6_HEADERS + payload.length)
                .putInt(6 << 28)
                .putShort((short) (8 + payload.length))
                .put((byte) 44)
                .put((byte) 64)
                .putLong(1)
                .putLong(2)
                .putLong(3)
                .putLong(4)
                .put(data.pickValue(new byte[] {58, 6, 17, 44, 60, 0}))
                .put((byte) 0)
                .putShort((short) (offset(data) << 3 | more))
                .putInt(data.consumeInt(0, 1))
                .put(payload)
                .array();
    }

    private static int offset(FuzzedDataProvider data) {
        return data.consumeInt(0, 9) == 0 ? data.consumeInt(0, 0x1FFF) : data.consumeInt(0, 12);
    }
}
