package io.flowtrack.parallel;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.PacketBatch;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.core.FlowTracker;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.atomic.SpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * One tracker and the batches that wait for it. It is given to the executor when there is something to do and gives its
 * thread back when there is not, or when it had it for a while. So no core is busy for nothing, and any number of shards
 * gets along with any number of threads.
 *
 * <p>Whoever makes it go from READY to RUNNING owns all of it but the queues, until it leaves RUNNING. That is a thread of
 * the executor or, if none has come yet, the feeding thread while it has to wait.
 */
final class Shard<K, S extends @Nullable Object> implements Runnable, ShardProgress {
    private static final int IDLE = 0;
    private static final int READY = 1;
    private static final int RUNNING = 2;

    /** Looks at an empty queue before the thread is given back, some with the processor kept, the others without. */
    private static final int LOOKS = 96;

    private static final int BUSY_LOOKS = 64;

    /** Batches before another shard may have the thread. */
    private static final int BATCHES_IN_A_TURN = 256;

    private final int index;
    private final FlowExtractor<K> extractor;
    private final FlowTracker<K, S> tracker;
    private final Executor executor;
    private final AtomicReference<@Nullable Throwable> failure;
    private final SpscAtomicArrayQueue<ShardBatch<K, S>> waiting;
    private final SpscAtomicArrayQueue<ShardBatch<K, S>> free;
    private final int comfort;
    private final AtomicInteger state = new AtomicInteger(IDLE);
    private final Extraction looked = new Extraction();
    private final ShardBatch<K, S> nothing = new ShardBatch<>(1);
    private volatile @Nullable Thread feeder;
    private @Nullable FlowListener<K, S> listener;
    private ShardBatch<K, S> batch = nothing;
    private int cursor;
    private boolean hasFailed;

    Shard(
            int index,
            FlowExtractor<K> extractor,
            FlowTracker<K, S> tracker,
            Sharding sharding,
            AtomicReference<@Nullable Throwable> failure) {
        looked.fragments().reassembling(true, true);
        this.index = index;
        this.extractor = extractor;
        this.tracker = tracker;
        this.executor = sharding.executor();
        this.failure = failure;
        int batches = batchCount(sharding);
        this.waiting = new SpscAtomicArrayQueue<>(batches);
        this.free = new SpscAtomicArrayQueue<>(batches);
        this.comfort = (batches + 1) / 2;
    }

    /** How many batches there are for a shard: those that may wait, and the one that is being filled. */
    static int batchCount(Sharding sharding) {
        return sharding.queueLength() + 1;
    }

    /** Says who hears what happens here, before anything does. */
    void listener(FlowListener<K, S> newListener) {
        listener = newListener;
    }

    /** Puts a batch in the queue, which has room for all that there are. */
    void put(ShardBatch<K, S> full) {
        waiting.offer(full);
        VarHandle.fullFence(); // the offer is seen by whoever leaves RUNNING, or that is seen here
        if (state.compareAndSet(IDLE, READY)) {
            submit();
        }
    }

    private void submit() {
        try {
            executor.execute(this);
        } catch (RejectedExecutionException e) {
            failure.compareAndSet(null, e);
        }
    }

    /** A batch that was used and is empty now; null if there is none. */
    @Nullable ShardBatch<K, S> takeFree() {
        return free.poll();
    }

    /** Waits for a batch to be free, or for a while, as the only thread that takes them. */
    @Nullable ShardBatch<K, S> awaitFree(long nanos) {
        feeder = Thread.currentThread();
        VarHandle.fullFence();
        ShardBatch<K, S> batch = free.poll();
        if (batch == null) {
            LockSupport.parkNanos(this, nanos);
            batch = free.poll();
        }
        feeder = null;
        return batch;
    }

    /** Does what no thread of the executor has begun with. */
    boolean help() {
        if (state.get() != READY || !state.compareAndSet(READY, RUNNING)) {
            return false;
        }
        work(/* looks= */ 0, comfort);
        return true;
    }

    @Override
    public void run() {
        if (state.compareAndSet(READY, RUNNING)) {
            work(LOOKS, BATCHES_IN_A_TURN);
        }
    }

    private void work(int looks, int turn) {
        int vain = 0;
        for (int left = turn; left > 0; ) {
            ShardBatch<K, S> next = waiting.poll();
            if (next != null) {
                use(next);
                vain = 0;
                left--;
            } else if (vain < looks) {
                pause(vain);
                vain++;
            } else {
                state.set(IDLE);
                if (waiting.isEmpty() || !state.compareAndSet(IDLE, RUNNING)) {
                    return;
                }
            }
        }
        state.set(READY);
        submit();
    }

    @SuppressWarnings("ThreadPriorityCheck") // only saves a wake-up: nothing depends on what the scheduler makes of it
    private static void pause(int vain) {
        if (vain < BUSY_LOOKS) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }

    private void use(ShardBatch<K, S> next) {
        batch = next;
        cursor = 0;
        ShardCommand<K, S> command = next.command();
        FlowListener<K, S> told = listener;
        if (!hasFailed && told != null) {
            try {
                perform(next, told);
                if (command != null) {
                    command.action().run(tracker, told);
                }
                if (told instanceof ShardListener<K, S> progressListener) {
                    progressListener.onBatchEnd();
                }
            } catch (Throwable e) {
                hasFailed = true;
                failure.compareAndSet(null, e);
            }
        }
        batch = nothing;
        next.clear();
        giveBack(next);
        if (command != null) {
            command.done();
        }
    }

    private void giveBack(ShardBatch<K, S> used) {
        free.offer(used);
        VarHandle.fullFence();
        Thread waiter = feeder;
        if (waiter != null && (free.size() >= comfort || waiting.isEmpty())) {
            LockSupport.unpark(waiter);
        }
    }

    private void perform(ShardBatch<K, S> from, FlowListener<K, S> told) {
        PacketBatch packets = from.packets();
        if (from.isPlain()) {
            tracker.track(packets, told);
            return;
        }
        for (int i = 0; i < packets.size(); i++) {
            PacketView packet = packets.get(i);
            switch (from.kind(i)) {
                case TRACK -> {
                    if (packet.timestampNanos() < from.nowNanos(i)) {
                        tracker.passTime(from.nowNanos(i), told);
                    }
                    tracker.track(packet, told);
                }
                case LOOK -> {
                    looked.reset();
                    extractor.extract(packet, looked);
                }
                case QUOTE -> {
                    tracker.passTime(from.nowNanos(i), told);
                    tracker.tellIcmpError(packet, told);
                }
                case TIME -> tracker.passTime(from.nowNanos(i), told);
            }
        }
    }

    /** What was counted; while nothing is under way. */
    TrackerStats stats() {
        return tracker.stats();
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public long nowNanos() {
        return tracker.nowNanos();
    }

    @Override
    public long packetNumber(FlowPacket packet) {
        PacketView frame = packet.frame();
        PacketBatch packets = batch.packets();
        while (isOther(packets.get(cursor), frame)) {
            cursor++;
        }
        return batch.number(cursor);
    }

    @SuppressWarnings("ReferenceEquality") // the view that was handed over, not an equal one
    private static boolean isOther(PacketView view, PacketView frame) {
        return view != frame;
    }
}
