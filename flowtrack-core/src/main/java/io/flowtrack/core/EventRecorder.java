package io.flowtrack.core;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowEvent;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.FlowState;
import io.flowtrack.api.Side;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what a listener hears into a list of events. */
final class EventRecorder<K, S extends @Nullable Object> implements FlowListener<K, S> {
    private final List<FlowEvent<K>> events = new ArrayList<>(4);
    private final FlowTracker<K, S> tracker;

    EventRecorder(FlowTracker<K, S> tracker) {
        this.tracker = tracker;
    }

    List<FlowEvent<K>> events() {
        return events;
    }

    @Override
    public void onStarted(Flow<K, S> flow) {
        events.add(
                new FlowEvent.Started<>(flow.key(), flow.firstNanos(), flow.transport(), flow.initiatorOrientation()));
    }

    @Override
    public void onEstablished(Flow<K, S> flow) {
        events.add(new FlowEvent.Established<>(flow.key(), tracker.nowNanos()));
    }

    @Override
    public void onStateChange(Flow<K, S> flow, FlowState from, FlowState to) {
        events.add(new FlowEvent.StateChange<>(flow.key(), tracker.nowNanos(), from, to));
    }

    @Override
    public void onPacket(Flow<K, S> flow, FlowPacket packet) {
        events.add(new FlowEvent.Packet<>(
                flow.key(),
                packet.timestampNanos(),
                packet.side(),
                packet.frame().wireLength(),
                packet.payloadLength(),
                packet.tcpFlags()));
    }

    @Override
    public void onIcmpError(Flow<K, S> flow, Side sender, int type, int code) {
        events.add(new FlowEvent.IcmpError<>(flow.key(), tracker.nowNanos(), sender, type, code));
    }

    @Override
    public void onInterim(Flow<K, S> flow) {
        events.add(new FlowEvent.Interim<>(tracker.nowNanos(), flow.snapshot(EndReason.ACTIVE_TIMEOUT)));
    }

    @Override
    public void onEmergencyEntered(int flowCount) {
        events.add(new FlowEvent.EmergencyEntered<>(tracker.nowNanos(), flowCount));
    }

    @Override
    public void onEmergencyLeft(int flowCount) {
        events.add(new FlowEvent.EmergencyLeft<>(tracker.nowNanos(), flowCount));
    }

    @Override
    public void onEnded(Flow<K, S> flow, EndReason reason) {
        events.add(new FlowEvent.Ended<>(tracker.nowNanos(), flow.snapshot(reason)));
    }
}
