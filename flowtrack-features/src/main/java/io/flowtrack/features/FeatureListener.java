package io.flowtrack.features;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.FlowState;
import io.flowtrack.api.Side;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Feeds every packet of a flow to its {@link FlowFeatures}, then tells another listener, as everything else. That one finds
 * the packet counted, and in {@link #onEnded} all packets of the flow. A listener that has to be of some other type, too, as
 * those of several threads that hear of batches, calls {@link FlowFeatures#add} in its own {@code onPacket} instead.
 *
 * @param <K> the flows' key
 * @param <S> the user's own state of a flow, in which the features are
 */
public final class FeatureListener<K, S extends @Nullable Object> implements FlowListener<K, S> {
    private final Function<? super S, ? extends FlowFeatures> features;
    private final FlowListener<K, S> next;

    private FeatureListener(Function<? super S, ? extends FlowFeatures> features, FlowListener<K, S> next) {
        this.features = features;
        this.next = next;
    }

    /** Where the features are the user's state. */
    public static <K> FeatureListener<K, FlowFeatures> before(FlowListener<K, FlowFeatures> next) {
        return new FeatureListener<>(state -> state, next);
    }

    /**
     * Where the features are a part of the user's state.
     *
     * @param features finds them there
     */
    public static <K, S extends @Nullable Object> FeatureListener<K, S> before(
            FlowListener<K, S> next, Function<? super S, ? extends FlowFeatures> features) {
        return new FeatureListener<>(features, next);
    }

    @Override
    public void onStarted(Flow<K, S> flow) {
        next.onStarted(flow);
    }

    @Override
    public void onEstablished(Flow<K, S> flow) {
        next.onEstablished(flow);
    }

    @Override
    public void onStateChange(Flow<K, S> flow, FlowState from, FlowState to) {
        next.onStateChange(flow, from, to);
    }

    @Override
    public void onPacket(Flow<K, S> flow, FlowPacket packet) {
        features.apply(flow.userState()).add(packet);
        next.onPacket(flow, packet);
    }

    @Override
    public void onIcmpError(Flow<K, S> flow, Side sender, int type, int code) {
        next.onIcmpError(flow, sender, type, code);
    }

    @Override
    public void onInterim(Flow<K, S> flow) {
        next.onInterim(flow);
    }

    @Override
    public void onEnded(Flow<K, S> flow, EndReason reason) {
        next.onEnded(flow, reason);
    }

    @Override
    public void onEmergencyEntered(int flowCount) {
        next.onEmergencyEntered(flowCount);
    }

    @Override
    public void onEmergencyLeft(int flowCount) {
        next.onEmergencyLeft(flowCount);
    }
}
