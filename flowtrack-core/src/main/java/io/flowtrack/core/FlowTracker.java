package io.flowtrack.core;

import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowEvent;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowIdentity;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowShare;
import io.flowtrack.api.PacketBatch;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.core.table.FlowTable;
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
    private final FlowExtractor<K> extractor;
    private final FlowTable<TrackedFlow<K, S>> table;
    private final PacketLoop<K, S> loop;
    private final LookAhead<K, S> lookAhead;
    private final FlowIdentity wanted = new FlowIdentity();
    private TrackerConfig config;

    private FlowTracker(
            FlowExtractor<K> extractor,
            TrackerConfig config,
            FlowShare share,
            @Nullable Function<? super K, ? extends S> initialiser) {
        this.extractor = extractor;
        this.config = config;
        this.table = new FlowTable<>(Timeouts.LIST_COUNT, FlowMemory.capacity(config), keys(config.hashSeed()));
        this.loop = new PacketLoop<>(extractor, config, share, initialiser, table);
        this.lookAhead = new LookAhead<>(extractor, share, table, loop, config);
    }

    private static RandomGenerator keys(OptionalLong seed) {
        return seed.isPresent() ? new SplittableRandom(seed.getAsLong()) : new SecureRandom();
    }

    /** A tracker of flows without user state. */
    public static <K> FlowTracker<K, @Nullable Void> of(FlowExtractor<K> extractor, TrackerConfig config) {
        return new FlowTracker<>(extractor, config, FlowShare.ALL, null);
    }

    /**
     * A tracker of flows that carry state of the user's own.
     *
     * @param extractor decides which packets belong together; used by this tracker alone
     * @param initialiser makes the state of a flow that begins, from its key
     */
    public static <K, S extends @Nullable Object> FlowTracker<K, S> of(
            FlowExtractor<K> extractor, TrackerConfig config, Function<? super K, ? extends S> initialiser) {
        return new FlowTracker<>(extractor, config, FlowShare.ALL, initialiser);
    }

    /** A tracker of a share of the flows, without user state. */
    public static <K> FlowTracker<K, @Nullable Void> of(
            FlowExtractor<K> extractor, TrackerConfig config, FlowShare share) {
        return new FlowTracker<>(extractor, config, share, null);
    }

    /**
     * A tracker of a share of the flows. Given all packets, as the trackers of the other shares are, it tells of its flows what
     * a tracker of all would; and together they count what that would: packets that are of no flow are counted by the first share,
     * all others by the share of their flow.
     */
    public static <K, S extends @Nullable Object> FlowTracker<K, S> of(
            FlowExtractor<K> extractor,
            TrackerConfig config,
            FlowShare share,
            Function<? super K, ? extends S> initialiser) {
        return new FlowTracker<>(extractor, config, share, initialiser);
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
     * the counter of its reason; one that comes late also passes time; one that is held changes nothing at all. A packet that
     * somebody else {@linkplain PacketView#rebuiltFrom put together} counts as its fragments.
     */
    public void track(PacketView packet, FlowListener<K, S> listener) {
        loop.track(packet, listener);
    }

    /**
     * Tracks the packets of a batch one after another, as {@link #track(PacketView, FlowListener)} does, with the same
     * events in the same order. If the listener throws, the packets behind the one it was told of are not tracked.
     */
    public void track(PacketBatch batch, FlowListener<K, S> listener) {
        lookAhead.track(batch, listener);
    }

    /**
     * Passes time as a packet does that another tracker is given, for those who spread packets over several trackers: the
     * clock moves there, if that is later, and flows that are over end if the sweep interval has passed. Given the time of
     * every packet that passes time, in order, a tracker ends its flows when a tracker of all packets would.
     *
     * @param now nanoseconds since 1970-01-01T00:00Z
     */
    public void passTime(long now, FlowListener<K, S> listener) {
        loop.passTimeTo(now, listener);
    }

    /**
     * Tells the flow that an ICMP error quotes, if it is here and live, for those who spread packets over several trackers:
     * the error itself is a packet that another tracker is given. It is not counted here, and passes no time.
     */
    public void tellIcmpError(PacketView error, FlowListener<K, S> listener) {
        loop.tellIcmpError(error, listener);
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
        loop.advanceTo(now, listener);
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
        loop.flush(listener);
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
        lookAhead.reconfigure(newConfig);
        loop.reconfigure(newConfig, listener);
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
        return loop.flowCount();
    }

    /** What was counted so far. */
    public TrackerStats stats() {
        return loop.stats();
    }

    /** How many packets it was given so far, with the one that a listener is just told of. */
    public long packetCount() {
        return loop.packetCount();
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
        return loop.nowNanos();
    }
}
