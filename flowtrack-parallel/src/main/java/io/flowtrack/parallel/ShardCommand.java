package io.flowtrack.parallel;

import io.flowtrack.api.FlowListener;
import io.flowtrack.core.FlowTracker;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What all shards are to do once, each in its own thread, while the one who asks for it waits. */
final class ShardCommand<K, S extends @Nullable Object> {
    /** What a shard is to do. */
    interface Action<K, S extends @Nullable Object> {
        void run(FlowTracker<K, S> tracker, FlowListener<K, S> listener);
    }

    private final Action<K, S> action;
    private final Thread waiter = Thread.currentThread();
    private final AtomicInteger left;

    ShardCommand(Action<K, S> action, int shardCount) {
        this.action = action;
        this.left = new AtomicInteger(shardCount);
    }

    Action<K, S> action() {
        return action;
    }

    /** Says that one shard more is done with it. */
    void done() {
        if (left.decrementAndGet() == 0) {
            LockSupport.unpark(waiter);
        }
    }

    boolean isDone() {
        return left.get() == 0;
    }
}
