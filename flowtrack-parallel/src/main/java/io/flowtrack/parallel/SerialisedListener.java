package io.flowtrack.parallel;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.FlowState;
import io.flowtrack.api.Side;
import org.jspecify.annotations.Nullable;

/** Tells one listener what all shards tell, one call at a time. */
final class SerialisedListener<K, S extends @Nullable Object> implements FlowListener<K, S> {
    private final FlowListener<K, S> listener;

    SerialisedListener(FlowListener<K, S> listener) {
        this.listener = listener;
    }

    @Override
    public synchronized void onStarted(Flow<K, S> flow) {
        listener.onStarted(flow);
    }

    @Override
    public synchronized void onEstablished(Flow<K, S> flow) {
        listener.onEstablished(flow);
    }

    @Override
    public synchronized void onStateChange(Flow<K, S> flow, FlowState from, FlowState to) {
        listener.onStateChange(flow, from, to);
    }

    @Override
    public synchronized void onPacket(Flow<K, S> flow, FlowPacket packet) {
        listener.onPacket(flow, packet);
    }

    @Override
    public synchronized void onIcmpError(Flow<K, S> flow, Side sender, int type, int code) {
        listener.onIcmpError(flow, sender, type, code);
    }

    @Override
    public synchronized void onInterim(Flow<K, S> flow) {
        listener.onInterim(flow);
    }

    @Override
    public synchronized void onEnded(Flow<K, S> flow, EndReason reason) {
        listener.onEnded(flow, reason);
    }

    @Override
    public synchronized void onEmergencyEntered(int flowCount) {
        listener.onEmergencyEntered(flowCount);
    }

    @Override
    public synchronized void onEmergencyLeft(int flowCount) {
        listener.onEmergencyLeft(flowCount);
    }
}
