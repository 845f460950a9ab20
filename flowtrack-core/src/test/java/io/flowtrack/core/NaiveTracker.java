package io.flowtrack.core;

import static java.util.Objects.requireNonNull;

import io.flowtrack.api.EmergencyPolicy;
import io.flowtrack.api.EndReason;
import io.flowtrack.api.EndedAt;
import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowState;
import io.flowtrack.api.Side;
import io.flowtrack.api.TcpFlags;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.Transport;
import io.flowtrack.core.tcp.ConnectionRules;
import io.flowtrack.core.tcp.TcpConnection;
import io.flowtrack.core.tcp.TcpSegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the tracker promises, written as plainly as can be: a map in order of touch, and a full scan for everything. */
final class NaiveTracker {
    private static final class NaiveFlow {
        final SyntheticPacket first;
        final boolean initiatorForward;
        final @Nullable TcpConnection tcp;
        long touched;
        long reported;
        long packets;
        long payloadBytes;

        @Nullable EndReason closed;

        boolean told;
        boolean heardInitiator;
        boolean heardResponder;
        boolean halfOpen = true;

        NaiveFlow(SyntheticPacket first, long now) {
            this.first = first;
            boolean answer = first.transport() == Transport.TCP && TcpFlags.isSynAck(first.flags());
            this.initiatorForward = first.forward() != answer;
            this.tcp = first.transport() == Transport.TCP ? new TcpConnection(ConnectionRules.STANDARD) : null;
            this.touched = now;
            this.reported = first.nanos();
        }
    }

    private final Map<Integer, NaiveFlow> flows = new LinkedHashMap<>();
    private final List<String> events = new ArrayList<>();
    private TrackerConfig config;
    private long now = Long.MIN_VALUE;
    private long swept;
    private boolean emergency;
    long late;
    long inFlows;
    long emergencies;
    long evictedInEmergency;
    long halfOpenEvicted;

    NaiveTracker(TrackerConfig config) {
        this.config = config;
    }

    List<String> takeEvents() {
        List<String> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    int liveCount() {
        return (int) flows.values().stream().filter(flow -> !flow.told).count();
    }

    private long overdue(NaiveFlow flow, long time) {
        if (flow.closed != null) {
            return time - flow.touched - config.closeLinger().toNanos();
        }
        Duration timeout = switch (flow.first.transport()) {
            case TCP -> config.tcpIdleTimeout();
            case UDP -> config.udpIdleTimeout();
            default -> config.otherIdleTimeout();
        };
        int divisor = emergency && config.emergency().isPresent()
                ? config.emergency().get().timeoutDivisor()
                : 1;
        return time - flow.touched - Math.max(1, timeout.toNanos() / divisor);
    }

    private static Side side(NaiveFlow flow, SyntheticPacket packet) {
        return flow.initiatorForward == packet.forward() ? Side.INITIATOR : Side.RESPONDER;
    }

    private static boolean replaces(SyntheticPacket packet, NaiveFlow flow) {
        return flow.tcp != null && flow.tcp.isReplacedBy(side(flow, packet), packet.flags(), packet.sequence());
    }

    private void passTime(long time) {
        swept = now == Long.MIN_VALUE ? time : swept;
        now = time;
        if (now - swept >= config.sweepInterval().toNanos()) {
            sweep();
        }
    }

    void track(SyntheticPacket packet) {
        long time = Math.max(now, packet.nanos());
        NaiveFlow flow = flows.get(packet.id());
        if (flow != null && flow.told && overdue(flow, time) < 0 && !replaces(packet, flow)) {
            late++;
            passTime(time);
            return;
        }
        inFlows++;
        passTime(time);
        flow = flows.get(packet.id());
        if (flow != null && overdue(flow, now) >= 0) {
            end(packet.id(), EndReason.IDLE_TIMEOUT);
            flow = null;
        } else if (flow != null && replaces(packet, flow)) {
            if (flow.tcp != null && flow.closed == null) {
                events.add(packet.id() + " " + flow.tcp.state() + "-ABORTED");
            }
            end(packet.id(), EndReason.REUSED);
            flow = null;
        }
        if (flow == null) {
            evictDownTo(config.maxFlows() - 1);
            flow = new NaiveFlow(packet, now);
            flows.put(packet.id(), flow);
            events.add(packet.id() + " Started");
        }
        follow(flow, packet);
    }

    private void follow(NaiveFlow flow, SyntheticPacket packet) {
        int id = packet.id();
        if (config.activeTimeout().isPresent()
                && now - flow.reported >= config.activeTimeout().get().toNanos()) {
            events.add(id + " Interim " + flow.packets);
            flow.reported = now;
        }
        flow.packets++;
        flow.payloadBytes += packet.payloadLength();
        flow.heardInitiator |= side(flow, packet) == Side.INITIATOR;
        flow.heardResponder |= side(flow, packet) == Side.RESPONDER;
        if (flow.closed == null) {
            touch(id, flow);
        }
        FlowState before = FlowState.ACTIVE;
        FlowState after = FlowState.ACTIVE;
        if (flow.tcp != null) {
            before = flow.tcp.state();
            after = flow.tcp.follow(
                    side(flow, packet),
                    new TcpSegment(new Extraction()
                            .tcp(packet.flags(), packet.sequence(), packet.acknowledgement(), 0)
                            .payload(0, 0, packet.payloadLength())));
        }
        if (after != before) {
            events.add(id + (after == FlowState.ESTABLISHED ? " Established" : " " + before + "-" + after));
        }
        flow.halfOpen = !flow.heardInitiator
                || !flow.heardResponder
                || after == FlowState.SYN_SENT
                || after == FlowState.SYN_RECEIVED;
        events.add(id + " Packet " + side(flow, packet));
        if (after.isFinal() && !before.isFinal()) {
            close(id, flow, after == FlowState.RESET ? EndReason.RST : EndReason.FIN);
        }
    }

    private void touch(int id, NaiveFlow flow) {
        flows.remove(id);
        flows.put(id, flow);
        flow.touched = now;
    }

    private void close(int id, NaiveFlow flow, EndReason reason) {
        flow.closed = reason;
        if (config.closeLinger().isZero()) {
            end(id, reason);
        } else {
            touch(id, flow);
            if (config.endedAt() == EndedAt.CLOSE) {
                tell(id, flow, reason);
            }
        }
    }

    private void end(int id, EndReason reason) {
        NaiveFlow flow = flows.remove(id);
        if (flow != null && !flow.told) {
            tell(id, flow, flow.closed == null ? reason : flow.closed);
        }
    }

    private void tell(int id, NaiveFlow flow, EndReason reason) {
        flow.told = true;
        events.add(id + " Ended " + reason + " " + flow.packets + " " + flow.payloadBytes);
    }

    private void sweep() {
        swept = now;
        endAllOver();
        calmDown();
    }

    private void endAllOver() {
        flows.entrySet().stream()
                .filter(entry -> overdue(entry.getValue(), now) >= 0)
                .sorted(Comparator.comparingLong(entry -> -overdue(entry.getValue(), now)))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(id -> end(id, EndReason.IDLE_TIMEOUT));
    }

    void advanceTo(long time) {
        now = Math.max(now, time);
        sweep();
    }

    void flush() {
        List.copyOf(flows.keySet()).forEach(id -> end(id, EndReason.FLUSHED));
        calmDown();
    }

    void reconfigure(TrackerConfig newConfig) {
        config = newConfig;
        calmDown();
        evictDownTo(config.maxFlows());
    }

    private void evictDownTo(int limit) {
        if (flows.size() > limit) {
            endAllOver();
        }
        while (flows.size() > limit) {
            if (flows.values().stream().anyMatch(flow -> flow.closed != null)) {
                end(oldest(flow -> flow.closed != null), EndReason.EVICTED);
            } else if (config.emergency().isPresent() && !emergency) {
                emergency = true;
                emergencies++;
                events.add("Emergency entered " + liveCount());
                endAllOver();
            } else {
                evictLive();
            }
        }
    }

    private void evictLive() {
        int id = oldest(flow -> emergency && flow.halfOpen);
        if (emergency) {
            evictedInEmergency++;
            halfOpenEvicted += requireNonNull(flows.get(id)).halfOpen ? 1 : 0;
        }
        end(id, EndReason.EVICTED);
    }

    private void calmDown() {
        if (emergency
                && (config.emergency().isEmpty() || isEmptied(config.emergency().get()))) {
            emergency = false;
            events.add("Emergency left " + liveCount());
        }
    }

    private boolean isEmptied(EmergencyPolicy policy) {
        return flows.size() * 100 <= config.maxFlows() * policy.exitPercent();
    }

    private int oldest(Predicate<NaiveFlow> preferred) {
        return flows.entrySet().stream()
                .filter(entry -> preferred.test(entry.getValue()))
                .findFirst()
                .or(() -> flows.entrySet().stream().findFirst())
                .orElseThrow()
                .getKey();
    }
}
