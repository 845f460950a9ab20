package io.flowtrack.parallel;

import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowIdentity;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowShare;
import io.flowtrack.api.PacketBatch;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.core.FlowFinder;
import io.flowtrack.core.FlowTracker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Several {@link FlowTracker}s on several cores, with the results of one: give it packets in the order in which they were
 * captured, and listeners hear the same of each flow as from a single tracker, in the same order for each flow.
 *
 * <p>Every flow belongs to one shard. The calling thread finds out which (for most packets by a quick look), puts fragments
 * together, and hands packets over in batches; shards are run by threads of an {@link java.util.concurrent.Executor}, and
 * by the calling thread itself while it waits for a shard that no thread has taken up. So nothing hangs where the executor has too
 * few threads. Time is that of all packets: a flow is over when it would be with a single tracker.
 *
 * <p>What differs from a single tracker: the order of events of different shards; each shard has its share of {@link
 * TrackerConfig#maxFlows} and {@link TrackerConfig#memoryBudget}, so a table is full at another moment; events come some
 * batches later than the call of {@link #track}, but before {@link #flush} and {@link #close} return.
 *
 * <p>Packets that can be read more than once, such as those of a file, are tracked faster by a {@link ShardedReplay}.
 *
 * <p>If a listener throws, its shard tracks nothing more, and the next call here throws a {@link ShardFailedException}.
 *
 * <p>All methods belong to one thread. An interrupt does not end their waiting; it is kept.
 *
 * @param <K> the flows' key
 * @param <S> the user's own state of a flow
 */
public final class ShardedFlowTracker<K, S extends @Nullable Object> implements AutoCloseable {
    private static final long NEVER = Long.MIN_VALUE;
    private static final long NAP_NANOS = 1_000_000;
    /** After that many batches for each shard all are handed over, full or not, so that no shard lags far behind. */
    private static final int BATCHES_IN_A_ROUND = 4;

    private final FlowFinder finder;
    private final FlowShare shares;
    private final List<ShardFeed<K, S>> feeds = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final FlowIdentity quoted = new FlowIdentity();
    private final long roundLength;
    private boolean isCopying = true;
    private boolean isClosed;
    private boolean isFailureTold;
    private long packetCount;
    private long droppedCount;
    private long droppedErrorCount;
    private long roundEnd;

    private ShardedFlowTracker(
            Supplier<? extends FlowExtractor<K>> extractors,
            TrackerConfig config,
            Function<? super K, ? extends S> initialiser,
            Sharding sharding,
            Function<? super ShardProgress, ? extends FlowListener<K, S>> listeners) {
        finder = FlowFinder.of(extractors.get(), config);
        shares = FlowShare.split(sharding.shardCount(), config.hashSeed()).get(0);
        roundLength = (long) BATCHES_IN_A_ROUND * sharding.batchLength() * sharding.shardCount();
        roundEnd = roundLength;
        TrackerConfig share = ShareLimits.of(config, sharding.shardCount());
        for (int i = 0; i < sharding.shardCount(); i++) {
            FlowExtractor<K> extractor = extractors.get();
            Shard<K, S> shard =
                    new Shard<>(i, extractor, FlowTracker.of(extractor, share, initialiser), sharding, failure);
            shard.listener(listeners.apply(shard));
            feeds.add(new ShardFeed<>(shard, sharding));
        }
    }

    /**
     * A tracker in shards.
     *
     * @param extractors makes an extractor each time, all alike: one for each shard, and one for the calling thread
     * @param config for all shards together; its limits are shared out
     * @param initialiser makes the state of a flow that begins, from its key; called by several threads at once
     * @param sharding how many shards, and how they are run
     * @param listeners makes the listener of a shard, which is called by one thread at a time; one that is a {@link
     *     ShardListener} also hears when a batch is done. See {@link #serialised}
     * @throws IllegalArgumentException if flows cannot be tracked apart from one another: by Zeek's rules, and where packets in
     *     tunnels have outer flows; one packet then belongs to several flows, which may be of several shards
     */
    public static <K, S extends @Nullable Object> ShardedFlowTracker<K, S> of(
            Supplier<? extends FlowExtractor<K>> extractors,
            TrackerConfig config,
            Function<? super K, ? extends S> initialiser,
            Sharding sharding,
            Function<? super ShardProgress, ? extends FlowListener<K, S>> listeners) {
        return new ShardedFlowTracker<>(extractors, config, initialiser, sharding, listeners);
    }

    /**
     * Gives all shards the same listener, which hears one event at a time, in the order of each flow. Every event then costs a
     * lock, for which shards wait; listeners of their own cost nothing.
     */
    public static <K, S extends @Nullable Object> Function<ShardProgress, FlowListener<K, S>> serialised(
            FlowListener<K, S> listener) {
        SerialisedListener<K, S> serialised = new SerialisedListener<>(listener);
        return shard -> serialised;
    }

    /**
     * Says whether the bytes of packets that are given from now on stay as they are until the next {@link #flush} or {@link
     * #close}, as those of a mapped file do. If not, which is so until this is called, they are copied.
     */
    public ShardedFlowTracker<K, S> bytesStay(boolean doStay) {
        isCopying = !doStay;
        return this;
    }

    /**
     * Tracks a packet, sooner or later: hands it over to the shard of its flow. If there is no room, this waits, or drops and
     * counts the packet, as {@link Sharding#dropsWhenFull} says.
     *
     * @throws ShardFailedException if a shard has failed; nothing is tracked any more
     * @throws IllegalStateException if this is closed
     */
    public void track(PacketView packet) {
        check();
        packetCount++;
        long before = finder.nowNanos();
        if (!finder.find(packet)) {
            return;
        }
        long now = finder.nowNanos();
        if (now != before && (before == NEVER || finder.isSweepDue())) {
            passTime(before == NEVER);
        }
        ShardFeed<K, S> feed = feeds.get(shares.indexOf(finder.identity()));
        if (!finder.isOrdinary()) {
            trackSlowly(packet, feed);
        } else if (!feed.add(packet, isCopying, now, packetCount)) {
            droppedCount++;
        }
        if (packetCount >= roundEnd) {
            handOver();
        }
    }

    /** Tracks the packets of a batch one after another; see {@link #track(PacketView)}. */
    public void track(PacketBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            track(batch.get(i));
        }
    }

    private void passTime(boolean isFirst) {
        feeds.forEach(feed -> feed.addTime(finder.nowNanos()));
        if (!isFirst || finder.isSweepDue()) {
            finder.swept();
        }
    }

    /** Of a packet that may complete datagrams, or be an ICMP error about a flow of another shard. */
    private void trackSlowly(PacketView packet, ShardFeed<K, S> feed) {
        List<PacketView> datagrams = finder.datagrams();
        PacketView last = datagrams.isEmpty() ? packet : datagrams.get(datagrams.size() - 1);
        if (!add(ShardBatch.Kind.TRACK, packet, feed)) {
            droppedCount += Math.max(1, last.fragmentCount());
            return;
        }
        if (finder.findQuoted(last, quoted)) {
            ShardFeed<K, S> other = feeds.get(shares.indexOf(quoted));
            if (other != feed && !add(ShardBatch.Kind.QUOTE, packet, other)) {
                droppedErrorCount++;
            }
        }
    }

    /** Adds a packet, or in its place the last of the datagrams that it completes, behind all that an extractor must see first. */
    private boolean add(ShardBatch.Kind kind, PacketView packet, ShardFeed<K, S> feed) {
        if (!feed.hasRoom()) {
            return false;
        }
        List<PacketView> datagrams = finder.datagrams();
        long now = finder.nowNanos();
        feed.put(datagrams.isEmpty() ? kind : ShardBatch.Kind.LOOK, packet, isCopying, now, packetCount);
        for (int i = 0; i < datagrams.size(); i++) {
            boolean isLast = i == datagrams.size() - 1;
            feed.put(isLast ? kind : ShardBatch.Kind.LOOK, datagrams.get(i), /* isCopied= */ false, now, packetCount);
        }
        return true;
    }

    private void handOver() {
        roundEnd = packetCount + roundLength;
        feeds.forEach(ShardFeed::handOver);
    }

    /**
     * Passes time without a packet, for networks that are quiet, and waits until all that happened by then is told; see {@link
     * FlowTracker#advanceTo(long)}.
     *
     * @param now nanoseconds since 1970-01-01T00:00Z
     * @throws ShardFailedException if a shard has failed
     * @throws IllegalStateException if this is closed
     */
    public void advanceTo(long now) {
        check();
        finder.passTime(now);
        finder.swept();
        long time = finder.nowNanos();
        perform((tracker, listener) -> tracker.advanceTo(time, listener));
        check();
    }

    /**
     * Ends all flows: the input is over. Waits until all packets are tracked and all ends are told. The tracker can go on.
     *
     * @throws ShardFailedException if a shard has failed
     * @throws IllegalStateException if this is closed
     */
    public void flush() {
        check();
        flushAll();
        check();
    }

    private void flushAll() {
        finder.flush();
        long now = finder.nowNanos();
        perform((tracker, listener) -> {
            tracker.passTime(now, listener);
            tracker.flush(listener);
        });
    }

    /**
     * Ends all flows, as {@link #flush} does, and everything else here; the executor goes on. Closing again does nothing.
     *
     * @throws ShardFailedException if a shard has failed, and no call has said so yet; even so all has come to its end
     */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        if (failure.get() == null) {
            flushAll();
        } else {
            perform((tracker, listener) -> {});
        }
        isClosed = true;
        Throwable cause = failure.get();
        if (cause != null && !isFailureTold) {
            isFailureTold = true;
            throw new ShardFailedException(cause);
        }
    }

    private void check() {
        if (isClosed) {
            throw new IllegalStateException("the tracker is closed");
        }
        Throwable cause = failure.get();
        if (cause != null) {
            isFailureTold = true;
            throw new ShardFailedException(cause);
        }
    }

    /** Has all shards do something behind all that they were given, and waits until it is done. */
    private void perform(ShardCommand.Action<K, S> action) {
        ShardCommand<K, S> command = new ShardCommand<>(action, feeds.size());
        feeds.forEach(feed -> feed.add(command));
        boolean wasInterrupted = false;
        while (!command.isDone()) {
            boolean hasHelped = false;
            for (ShardFeed<K, S> feed : feeds) {
                hasHelped |= feed.shard().help();
            }
            if (!hasHelped && !command.isDone()) {
                LockSupport.parkNanos(this, NAP_NANOS);
                wasInterrupted |= Thread.interrupted();
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What was counted so far, of all shards together; waits until all packets are tracked. {@link TrackerStats#packets} and
     * {@link #droppedCount} make up all packets that were given.
     */
    public TrackerStats stats() {
        if (!isClosed) {
            perform((tracker, listener) -> {});
        }
        List<TrackerStats> parts = new ArrayList<>();
        parts.add(finder.stats());
        feeds.forEach(feed -> parts.add(feed.shard().stats()));
        return StatsSum.of(parts);
    }

    /** Packets dropped because there was no room for them; they are counted nowhere else. */
    public long droppedCount() {
        return droppedCount;
    }

    /** ICMP errors that were tracked, but not told to the flow that they are about, because there was no room for that. */
    public long droppedErrorCount() {
        return droppedErrorCount;
    }

    /** How many shards there are. */
    public int shardCount() {
        return feeds.size();
    }

    /** The present time, in packet time: nanoseconds since 1970-01-01T00:00Z; {@link Long#MIN_VALUE} before the first packet. */
    public long nowNanos() {
        return finder.nowNanos();
    }
}
