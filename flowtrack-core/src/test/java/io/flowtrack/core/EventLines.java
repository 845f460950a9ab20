package io.flowtrack.core;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.FlowState;
import io.flowtrack.api.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every event as a line of text, with all that is known of the flow where that can be told. */
final class EventLines implements FlowListener<FiveTuple, @Nullable Void> {
    final List<String> lines = new ArrayList<>();
    private final Supplier<String> prefix;

    EventLines() {
        this(() -> "");
    }

    /** Each line begins with what is supplied then. */
    EventLines(Supplier<String> prefix) {
        this.prefix = prefix;
    }

    private void add(String line) {
        lines.add(prefix.get() + line);
    }

    private void add(Flow<FiveTuple, @Nullable Void> flow, String what) {
        add(flow.key() + " " + flow.history() + " " + what);
    }

    @Override
    public void onStarted(Flow<FiveTuple, @Nullable Void> flow) {
        add(flow, "started " + flow.tunnels() + flow.vlanIds());
    }

    @Override
    public void onEstablished(Flow<FiveTuple, @Nullable Void> flow) {
        add(flow, "established");
    }

    @Override
    public void onStateChange(Flow<FiveTuple, @Nullable Void> flow, FlowState from, FlowState to) {
        add(flow, from + "-" + to);
    }

    @Override
    public void onPacket(Flow<FiveTuple, @Nullable Void> flow, FlowPacket packet) {
        add(
                flow,
                packet.side() + " " + packet.frame().timestampNanos() + " "
                        + packet.frame().wireLength() + " " + packet.payloadOffset() + " "
                        + packet.payloadCapturedLength());
    }

    @Override
    public void onIcmpError(Flow<FiveTuple, @Nullable Void> flow, Side sender, int type, int code) {
        add(flow, "error " + sender + " " + type + " " + code);
    }

    @Override
    public void onInterim(Flow<FiveTuple, @Nullable Void> flow) {
        add(flow, "interim");
    }

    @Override
    public void onEnded(Flow<FiveTuple, @Nullable Void> flow, EndReason reason) {
        add(flow.snapshot(reason).toString());
    }

    @Override
    public void onEmergencyEntered(int flowCount) {
        add("emergency " + flowCount);
    }

    @Override
    public void onEmergencyLeft(int flowCount) {
        add("calm " + flowCount);
    }
}
