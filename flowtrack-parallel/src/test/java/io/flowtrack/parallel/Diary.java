package io.flowtrack.parallel;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.FlowState;
import io.flowtrack.api.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Everything a listener is told, by key, with the tracker's time. */
final class Diary<K> implements FlowListener<K, @Nullable Void> {
    private final Map<K, List<String>> lines = new HashMap<>();
    private final LongSupplier now;

    Diary(LongSupplier now) {
        this.now = now;
    }

    private void write(K key, String line) {
        lines.computeIfAbsent(key, none -> new ArrayList<>()).add(now.getAsLong() + " " + line);
    }

    /** Adds what another diary holds; no key may be in both. */
    Diary<K> and(Diary<K> other) {
        other.lines.forEach((key, all) -> {
            if (lines.put(key, all) != null) {
                throw new AssertionError(key + " is in two shards");
            }
        });
        return this;
    }

    Map<K, List<String>> lines() {
        return lines;
    }

    @Override
    public void onStarted(Flow<K, @Nullable Void> flow) {
        write(flow.key(), "Started " + flow.initiatorOrientation());
    }

    @Override
    public void onEstablished(Flow<K, @Nullable Void> flow) {
        write(flow.key(), "Established");
    }

    @Override
    public void onStateChange(Flow<K, @Nullable Void> flow, FlowState from, FlowState to) {
        write(flow.key(), from + "-" + to);
    }

    @Override
    public void onPacket(Flow<K, @Nullable Void> flow, FlowPacket packet) {
        int sum = 0;
        for (int i = 0; i < packet.payloadCapturedLength(); i++) {
            sum = 31 * sum + packet.frame().u8(packet.payloadOffset() + i);
        }
        write(
                flow.key(),
                packet.side() + " " + packet.timestampNanos() + " "
                        + packet.frame().wireLength() + " " + sum);
    }

    @Override
    public void onIcmpError(Flow<K, @Nullable Void> flow, Side sender, int type, int code) {
        write(flow.key(), "Error " + sender + " " + type + " " + code);
    }

    @Override
    public void onInterim(Flow<K, @Nullable Void> flow) {
        write(flow.key(), "Interim " + flow.snapshot(EndReason.ACTIVE_TIMEOUT));
    }

    @Override
    public void onEnded(Flow<K, @Nullable Void> flow, EndReason reason) {
        write(flow.key(), "Ended " + flow.snapshot(reason));
    }
}
