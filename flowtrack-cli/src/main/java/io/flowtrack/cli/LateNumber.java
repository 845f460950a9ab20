package io.flowtrack.cli;

import io.flowtrack.features.FlowFeatures;
import org.jspecify.annotations.Nullable;

/** A flow's number in order of beginning, known later than the flow where several threads track; and its statistics. */
final class LateNumber implements RecordState {
    private static final long serialVersionUID = 1L;

    private final @Nullable FlowFeatures features;
    private long startNanos;
    private long packetNumber;
    private long number;

    LateNumber(@Nullable FlowFeatures features) {
        this.features = features;
    }

    @Override
    public @Nullable FlowFeatures features() {
        return features;
    }

    /** Says which packet of all, from 1, began the flow, and when by the tracker's time. */
    void begin(long newPacketNumber, long nowNanos) {
        packetNumber = newPacketNumber;
        startNanos = nowNanos;
    }

    /** Says which number it is. */
    void number(long newNumber) {
        number = newNumber;
    }

    @Override
    public long flowNumber() {
        return number;
    }

    /** The tracker's time when the flow began. */
    long startNanos() {
        return startNanos;
    }

    /** Which packet of all began it. */
    long packetNumber() {
        return packetNumber;
    }
}
