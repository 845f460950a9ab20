package io.flowtrack.features;

import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.Orientation;
import java.io.Serializable;
import java.util.List;

/**
 * What is counted of one flow for a {@link FeatureSet}, which makes it: meant to be the flow's user state, or a part of it,
 * and fed by a {@link FeatureListener}. All memory is taken when it is made; a packet allocates nothing and costs the same
 * however long the flow is. Not safe for use by several threads at once.
 *
 * <p>What {@code write} tells is of the packets so far, and may be asked at any time and as often as wanted. Packets are
 * counted by their orientation along the key; which of the two is forward is decided when values are asked for, so that a
 * flow whose roles were swapped on the way is told as if they never had been.
 */
public abstract sealed class FlowFeatures implements Serializable permits CicFeatures, NfstreamFeatures {
    private static final long serialVersionUID = 1;

    FlowFeatures() {}

    /** Counts the flow's next packet. */
    public abstract void add(FlowPacket packet);

    /** Tells the values of the set's columns, in their order, of a live flow that this belongs to. */
    public final void write(Flow<?, ?> flow, FeatureSink sink) {
        write(flow.key(), flow.initiatorOrientation(), sink);
    }

    /** Tells the values of the set's columns, in their order, of a flow that this belongs to, from a copy of it. */
    public final void write(FlowRecord<?> flow, FeatureSink sink) {
        write(flow.key(), flow.initiatorOrientation(), sink);
    }

    /**
     * The values of the set's columns, in their order, immutable: {@code Long}, {@code Double}, {@code String} and
     * {@code List<Integer>} by {@link FeatureColumn#type}.
     */
    public final List<Object> values(Flow<?, ?> flow) {
        RowValues row = new RowValues();
        write(flow, row);
        return row.values();
    }

    /** As {@link #values(Flow)}, from a copy of the flow. */
    public final List<Object> values(FlowRecord<?> flow) {
        RowValues row = new RowValues();
        write(flow, row);
        return row.values();
    }

    abstract void write(Object key, Orientation initiator, FeatureSink sink);
}
