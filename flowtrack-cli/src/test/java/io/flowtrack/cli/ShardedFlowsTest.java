package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowtrack.api.PacketBatch;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Threads that do not find the same packets, because a file is written or cut while they read it. */
class ShardedFlowsTest {
    private static final List<Frame> FRAMES = Traffic.random(1, 300).capture();
    private static final int FEW = FRAMES.size() / 2;

    private static void play(List<Frame> frames, Consumer<PacketBatch> taker) {
        PacketBatch batch = new PacketBatch(PacketBatch.DEFAULT_CAPACITY);
        for (int i = 0; i < frames.size(); i++) {
            frames.get(i).wrapInto(batch.add());
            if (batch.isFull() || i == frames.size() - 1) {
                taker.accept(batch);
                batch.clear();
            }
        }
    }

    private static List<String> flows(List<Frame> first, Consumer<Consumer<PacketBatch>> rereading) {
        List<String> told = new ArrayList<>();
        try (ShardedFlows<?> flows = ShardedFlows.of(
                FiveTupleExtractor::bidirectional,
                TrackerConfig.defaults(),
                () -> null,
                new ThreadOptions.Plan(3, rereading),
                records -> records.forEach(
                        record -> told.add(record.flow().withUserState("").toString())))) {
            play(first, flows);
            flows.finish();
            assertThat(flows.stats().packets()).isEqualTo(first.size());
        }
        return told;
    }

    @Test
    void whatAFileGrowsByWhileItIsReadIsLeftAlone() {
        List<Frame> few = FRAMES.subList(0, FEW);
        List<String> expected = flows(few, taker -> play(few, taker));
        assertThat(flows(few, taker -> play(FRAMES, taker))).isEqualTo(expected).hasSizeGreaterThan(100);
    }

    @Test
    void aFileThatIsCutWhileItIsReadIsAnError() {
        assertThatThrownBy(() -> flows(FRAMES, taker -> play(FRAMES.subList(0, FEW), taker)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        "cut while it was read: one thread found " + FRAMES.size() + " packets, another " + FEW);
    }

    @Test
    void whatGoesWrongInAThreadComesOut() {
        assertThatThrownBy(() -> flows(FRAMES, taker -> {
                    throw new UnsupportedOperationException("told");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("told");
        assertThatThrownBy(() -> flows(FRAMES, taker -> {
                    throw new OutOfMemoryError("told");
                }))
                .isInstanceOf(OutOfMemoryError.class);
    }
}
