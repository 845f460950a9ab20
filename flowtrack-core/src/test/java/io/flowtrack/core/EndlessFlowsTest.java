package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.EndedAt;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.Transport;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EndlessFlowsTest {
    private static final int LIMIT = 1_000;
    private static final int FLOWS = 3_000_000;
    private static final long MOST_GROWTH_BYTES = 4 << 20;

    /** State of four kilobytes, so that a leak of one flow in a thousand shows: it is twice what others in the process may take. */
    private static ByteBuffer ballast(int key) {
        return ByteBuffer.allocate(4_096);
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @ParameterizedTest
    @EnumSource(EndedAt.class)
    void millionsOfFlowsThroughASmallLimitKeepTheHeapFlat(EndedAt endedAt) {
        TrackerConfig config =
                TrackerConfig.builder().maxFlows(LIMIT).endedAt(endedAt).build();
        FlowTracker<Integer, ByteBuffer> tracker =
                FlowTracker.of(new SyntheticPacket.Extractor(), config, EndlessFlowsTest::ballast);
        FlowListener<Integer, ByteBuffer> nobody = new FlowListener<>() {};
        PacketView view = new PacketView();
        ByteBuffer buffer = ByteBuffer.allocate(16);
        long before = 0;
        for (int i = 0; i < FLOWS; i++) {
            int flags = i % 5 == 0 ? 0x04 : 0x02;
            SyntheticPacket packet = new SyntheticPacket(i & 0xFFFF, true, Transport.TCP, flags, i, 0, 0, i * 1_000L);
            tracker.track(packet.wrapInto(view, buffer), nobody);
            if (i == FLOWS / 3) {
                before = usedBytes();
            }
        }
        assertThat(usedBytes() - before).isLessThan(MOST_GROWTH_BYTES);
        assertThat(tracker.flowCount()).isLessThanOrEqualTo(LIMIT);
        assertThat(tracker.stats().flowsEnded(EndReason.EVICTED)).isGreaterThan(FLOWS / 2);
    }

    @Test
    void anEndedFlowIsLetGo() {
        FlowTracker<Integer, Object> tracker =
                FlowTracker.of(new SyntheticPacket.Extractor(), TrackerConfig.defaults(), key -> new Object());
        SyntheticPacket packet = new SyntheticPacket(1, true, Transport.UDP, 0, 0, 0, 0, 0);
        tracker.track(packet.wrapInto(new PacketView(), ByteBuffer.allocate(16)));
        WeakReference<Object> state =
                new WeakReference<>(tracker.flows().findFirst().orElseThrow().userState());
        tracker.flush();
        usedBytes();
        assertThat(state.get()).isNull();
    }
}
