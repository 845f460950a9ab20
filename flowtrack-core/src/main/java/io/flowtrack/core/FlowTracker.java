package io.flowtrack.core;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.Extraction;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowEvent;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowIdentity;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.FlowState;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.Side;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.api.Transport;
import io.flowtrack.core.table.FlowTable;
import io.flowtrack.core.tcp.TcpConnection;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Turns packets into flows: give it packets in the order they were captured, and it tells what happens to their flows.
 *
 * <p>Its time is packet time: the latest timestamp of any tracked packet, or {@link #advanceTo}. It never runs backwards,
 * and there is no other clock. A flow that was silent for its idle timeout or longer is over: the next packet of its
 * identity begins a new flow, whenever the end of the old one is told. Ends are told in sweeps, every
 * {@link TrackerConfig#sweepInterval} of packet time and before any flow is evicted, and when a packet finds its flow over.
 *
 * <p>At most {@link TrackerConfig#maxFlows} flows are kept. One more makes the least recently used end first, lingering
 * ones before all others. A full table of live flows is an emergency, in which half-open flows go first and timeouts are
 * shorter ({@link TrackerConfig#emergency}).
 *
 * <p>A tracker belongs to one thread. It copies nothing of a packet, and a packet of a known flow allocates nothing.
 *
 * @param <K> the flows' key
 * @param <S> the user's own state of a flow
 */
public final class FlowTracker<K, S extends @Nullable Object> {
    private static final long NEVER = Long.MIN_VALUE;

    private final FlowExtractor<K> extractor;
    private final Function<? super K, ? extends S> initialiser;
    private final FlowTable<TrackedFlow<K, S>> table;
    private final Endings<K, S> endings;
    private final TableLimits<K, S> limits;
    private final Extraction found = new Extraction();
    private final Extraction quoted = new Extraction();
    private final FlowPacket packetView = new FlowPacket();
    private final ConnectionFollower<K, S> follower;
    private final FlowIdentity wanted = new FlowIdentity();
    private final TrackerCounters counters = new TrackerCounters();
    private TrackerConfig config;
    private FlowRules rules;
    private long sweepIntervalNanos;
    private long activeTimeoutNanos;
    private long nowNanos = NEVER;
    private long sweptNanos = NEVER;

    private FlowTracker(
            FlowExtractor<K> extractor, TrackerConfig config, Function<? super K, ? extends S> initialiser) {
        this.extractor = extractor;
        this.initialiser = initialiser;
        this.config = config;
        this.rules = FlowRules.of(config);
        int capacity = FlowMemory.capacity(config);
        this.table = new FlowTable<>(Timeouts.LIST_COUNT, capacity, keys(config.hashSeed()));
        this.endings = new Endings<>(table, new FlowMemory(capacity), counters, config);
        this.limits = new TableLimits<>(table, endings, counters, config);
        this.follower = new ConnectionFollower<>(table, endings, found, packetView);
        follower.reconfigure(rules);
        this.sweepIntervalNanos = config.sweepInterval().toNanos();
        this.activeTimeoutNanos = activeTimeoutNanos(config);
    }

    private static RandomGenerator keys(OptionalLong seed) {
        return seed.isPresent() ? new SplittableRandom(seed.getAsLong()) : new SecureRandom();
    }

    private static long activeTimeoutNanos(TrackerConfig config) {
        return config.activeTimeout().isPresent() ? config.activeTimeout().get().toNanos() : Long.MAX_VALUE;
    }

    /** A tracker of flows without user state. */
    public static <K> FlowTracker<K, @Nullable Void> of(FlowExtractor<K> extractor, TrackerConfig config) {
        return new FlowTracker<>(extractor, config, key -> null);
    }

    /**
     * A tracker of flows that carry state of the user's own.
     *
     * @param extractor decides which packets belong together; used by this tracker alone
     * @param initialiser makes the state of a flow that begins, from its key
     */
    public static <K, S extends @Nullable Object> FlowTracker<K, S> of(
            FlowExtractor<K> extractor, TrackerConfig config, Function<? super K, ? extends S> initialiser) {
        return new FlowTracker<>(extractor, config, initialiser);
    }

    /**
     * Tracks a packet.
     *
     * @return what happened, in order; empty if the packet was passed over
     */
    public List<FlowEvent<K>> track(PacketView packet) {
        return record(listener -> track(packet, listener));
    }

    /**
     * Tracks a packet and tells the listener what happened, in order. A packet that cannot be tracked changes nothing but
     * the counter of its reason.
     */
    public void track(PacketView packet, FlowListener<K, S> listener) {
        found.reset();
        if (!extractor.extract(packet, found)) {
            counters.packetPassedOver(found.passReason());
            return;
        }
        long timestamp = rules.time(packet.timestampNanos());
        long now = Math.max(nowNanos, timestamp);
        TrackedFlow<K, S> flow = table.find(found.identity());
        if (found.isDefective()) {
            passOver(flow, timestamp, listener);
            return;
        }
        if (flow != null && isLate(flow, now)) {
            counters.packetPassedOver(PassReason.LATE);
            return;
        }
        counters.packetInFlow();
        passTime(now, listener);
        if (flow == null || !goesOn(flow, listener)) {
            flow = begin(timestamp, listener);
        }
        follow(flow, packet, timestamp, listener);
    }

    /** Passes over a packet that names its flow, but is not to be believed. By Zeek's rules it may begin or end one. */
    private void passOver(@Nullable TrackedFlow<K, S> flow, long timestamp, FlowListener<K, S> listener) {
        counters.packetPassedOver(found.passReason());
        TrackedFlow<K, S> its = flow;
        if (rules.isZeek()) {
            passTime(Math.max(nowNanos, timestamp), listener);
            if (its == null || !goesOn(its, listener)) {
                its = begin(timestamp, listener);
                follower.place(its, nowNanos);
            }
        }
        if (its != null && found.passReason() == PassReason.BAD_TRANSPORT_CHECKSUM) {
            its.noteBadChecksum(its.side(found.orientation()));
        }
    }

    /** Whether the packet comes behind the end of a connection that was told. */
    private boolean isLate(TrackedFlow<K, S> flow, long now) {
        return flow.isEndTold() && !endings.isOver(flow, now) && !isReplaced(flow);
    }

    private boolean isReplaced(TrackedFlow<K, S> flow) {
        TcpConnection connection = flow.connection();
        return connection != null
                && connection.isReplacedBy(flow.side(found.orientation()), found.tcpFlags(), found.sequenceNumber());
    }

    private void passTime(long now, FlowListener<K, S> listener) {
        if (nowNanos == NEVER) {
            sweptNanos = now;
        }
        nowNanos = now;
        if (now - sweptNanos >= sweepIntervalNanos) {
            sweep(listener);
        }
    }

    private void sweep(FlowListener<K, S> listener) {
        sweptNanos = nowNanos;
        endings.sweep(nowNanos, listener);
        limits.calmDown(listener);
    }

    /** Whether a flow that was found still stands; if not, it has ended by this call or by the sweep before it. */
    private boolean goesOn(TrackedFlow<K, S> flow, FlowListener<K, S> listener) {
        if (!flow.isInTable()) {
            return false;
        }
        if (endings.isOver(flow, nowNanos)) {
            endings.end(flow, EndReason.IDLE_TIMEOUT, listener);
            return false;
        }
        TcpConnection connection = flow.connection();
        if (connection == null || !isReplaced(flow)) {
            return true;
        }
        FlowState before = connection.state();
        if (!before.isFinal() && flow.closeReason() == null) {
            connection.abort();
            listener.onStateChange(flow, before, FlowState.ABORTED);
        }
        endings.end(flow, EndReason.REUSED, listener);
        return false;
    }

    private TrackedFlow<K, S> begin(long timestamp, FlowListener<K, S> listener) {
        limits.makeRoomFor(found.transport(), nowNanos, listener);
        K key = extractor.key(found.identity());
        TrackedFlow<K, S> flow = new TrackedFlow<>(key, initialiser.apply(key), found, timestamp, rules);
        endings.begin(flow, found.identity(), nowNanos);
        listener.onStarted(flow);
        return flow;
    }

    private void follow(TrackedFlow<K, S> flow, PacketView packet, long timestamp, FlowListener<K, S> listener) {
        Side side = flow.side(found.orientation());
        if (nowNanos - flow.reportedNanos() >= activeTimeoutNanos) {
            flow.reported(nowNanos);
            listener.onInterim(flow);
        }
        flow.count(side, packet, found);
        if (!rules.isZeek()) {
            flow.seenUntil(timestamp);
        }
        TcpConnection connection = flow.connection();
        if (connection == null) {
            followDatagram(flow, packet, timestamp, listener);
        } else if (rules.isZeek()) {
            follower.followAsZeek(flow, connection, packet, nowNanos, listener);
        } else {
            follower.follow(flow, connection, packet, nowNanos, listener);
        }
    }

    private void followDatagram(
            TrackedFlow<K, S> flow, PacketView packet, long timestamp, FlowListener<K, S> listener) {
        Side side = flow.side(found.orientation());
        if (rules.isZeek()) {
            flow.lastSeen(timestamp);
            flow.noteDatagram(side);
        }
        if (Timeouts.isHalfOpen(flow.list()) && !flow.isHalfOpen()) {
            table.move(flow, Timeouts.listOf(flow.transport()), nowNanos);
        } else {
            table.touch(flow, nowNanos);
        }
        listener.onPacket(flow, packetView.wrap(packet, found, side));
        if (flow.transport() == Transport.ICMP || flow.transport() == Transport.ICMPV6) {
            tellIcmpError(packet, listener);
        }
    }

    /** Tells the flow that an ICMP error is about, if it is live. */
    private void tellIcmpError(PacketView packet, FlowListener<K, S> listener) {
        quoted.reset();
        if (!extractor.extractQuoted(packet, quoted)) {
            return;
        }
        TrackedFlow<K, S> flow = table.find(quoted.identity());
        if (flow != null && !flow.isEndTold() && !endings.isOver(flow, nowNanos)) {
            int icmp = found.transportOffset();
            listener.onIcmpError(flow, flow.side(quoted.orientation()), packet.u8(icmp), packet.u8(icmp + 1));
        }
    }

    /**
     * Passes time without a packet, for networks that are quiet: flows that are over by then end now. A time before the
     * present one counts as the present one.
     *
     * @param now nanoseconds since 1970-01-01T00:00Z
     * @return what happened, in order
     */
    public List<FlowEvent<K>> advanceTo(long now) {
        return record(listener -> advanceTo(now, listener));
    }

    /** Passes time without a packet and tells the listener what happened; see {@link #advanceTo(long)}. */
    public void advanceTo(long now, FlowListener<K, S> listener) {
        nowNanos = Math.max(nowNanos, now);
        sweep(listener);
    }

    /**
     * Ends all flows, the least recently used first: the input is over. The tracker can go on.
     *
     * @return what happened, in order
     */
    public List<FlowEvent<K>> flush() {
        return record(this::flush);
    }

    /** Ends all flows and tells the listener; see {@link #flush()}. */
    public void flush(FlowListener<K, S> listener) {
        endings.flush(listener);
        limits.calmDown(listener);
    }

    /**
     * Changes limits and timeouts from now on. If there are more flows than the new limits allow, flows end at once, as if
     * the table were full. {@link TrackerConfig#initialCapacity} and {@link TrackerConfig#hashSeed} are not looked at.
     *
     * @return what happened, in order
     */
    public List<FlowEvent<K>> reconfigure(TrackerConfig newConfig) {
        return record(listener -> reconfigure(newConfig, listener));
    }

    /** Changes limits and timeouts and tells the listener; see {@link #reconfigure(TrackerConfig)}. */
    public void reconfigure(TrackerConfig newConfig, FlowListener<K, S> listener) {
        config = newConfig;
        rules = FlowRules.of(newConfig);
        follower.reconfigure(rules);
        sweepIntervalNanos = newConfig.sweepInterval().toNanos();
        activeTimeoutNanos = activeTimeoutNanos(newConfig);
        endings.reconfigure(newConfig);
        limits.reconfigure(newConfig);
        limits.calmDown(listener);
        limits.shrink(nowNanos, listener);
    }

    private List<FlowEvent<K>> record(Consumer<FlowListener<K, S>> action) {
        EventRecorder<K, S> recorder = new EventRecorder<>(this);
        action.accept(recorder);
        return recorder.events();
    }

    /** The live flow of that key: begun, and its end not told yet. Valid until the tracker is next called. */
    public Optional<Flow<K, S>> find(K key) {
        extractor.identify(key, wanted);
        TrackedFlow<K, S> flow = table.find(wanted);
        return flow == null || flow.isEndTold() ? Optional.empty() : Optional.of(flow);
    }

    /** All live flows, in no promised order. Valid until the tracker is next called. */
    public Stream<Flow<K, S>> flows() {
        return StreamSupport.stream(table.spliterator(), false)
                .filter(flow -> !flow.isEndTold())
                .map(flow -> flow);
    }

    /** How many live flows there are: begun, and their end not told yet. */
    public int flowCount() {
        return (int) counters.flowsLive();
    }

    /** What was counted so far. */
    public TrackerStats stats() {
        return counters.snapshot();
    }

    /** The configuration in force. */
    public TrackerConfig config() {
        return config;
    }

    /**
     * The present time, in packet time: nanoseconds since 1970-01-01T00:00Z; {@link Long#MIN_VALUE} before the first
     * packet.
     */
    public long nowNanos() {
        return nowNanos;
    }
}
