package io.flowtrack.cli;

import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.export.FlowNumbered;
import io.flowtrack.features.FlowFeatures;
import org.jspecify.annotations.Nullable;

/** What the command keeps of each flow: its number, and statistics where they are asked for. */
interface RecordState extends FlowNumbered {
    /** The statistics; null where they are not asked for. */
    @Nullable FlowFeatures features();

    /** Counts a packet for the statistics of its flow. */
    static void count(Flow<?, ? extends RecordState> flow, FlowPacket packet) {
        FlowFeatures features = flow.userState().features();
        if (features != null) {
            features.add(packet);
        }
    }
}
