package io.flowtrack.parallel;

import io.flowtrack.api.PacketView;
import org.jspecify.annotations.Nullable;

/** The near end of the way to a shard: fills batches, hands them over, and waits where there is no room. For one thread. */
final class ShardFeed<K, S extends @Nullable Object> {
    private static final int BUSY_LOOKS = 64;
    private static final long NAP_NANOS = 1_000_000;

    private final Shard<K, S> shard;
    private final int batchLength;
    private final boolean drops;
    private int unmadeCount;
    private @Nullable ShardBatch<K, S> filling;
    private boolean isTimeMissed;

    ShardFeed(Shard<K, S> shard, Sharding sharding) {
        this.shard = shard;
        this.batchLength = sharding.batchLength();
        this.drops = sharding.dropsWhenFull();
        this.unmadeCount = Shard.batchCount(sharding);
    }

    Shard<K, S> shard() {
        return shard;
    }

    /**
     * Adds a packet.
     *
     * @param isCopied whether its bytes must be copied
     * @return false if there was no room, and it is to be dropped
     */
    boolean add(PacketView packet, boolean isCopied, long nowNanos, long number) {
        ShardBatch<K, S> batch = room(isCopied ? packet.capturedLength() : 0, drops);
        if (batch == null) {
            return false;
        }
        if (isTimeMissed) {
            batch = addMissedTime(batch, isCopied ? packet.capturedLength() : 0, nowNanos);
        }
        if (isCopied) {
            batch.addCopy(packet, nowNanos, number);
        } else {
            batch.add(packet, nowNanos, number);
        }
        handOverFull(batch);
        return true;
    }

    /** Whether an entry can be added, which must be so before something of several entries is begun. */
    boolean hasRoom() {
        return room(0, drops) != null;
    }

    /** Adds an entry, and waits for room if need be. */
    void put(ShardBatch.Kind kind, PacketView packet, boolean isCopied, long nowNanos, long number) {
        ShardBatch<K, S> batch = awaitRoom(isCopied ? packet.capturedLength() : 0);
        if (isCopied) {
            batch.addCopy(packet, nowNanos, number);
        } else {
            batch.add(packet, nowNanos, number);
        }
        batch.kind(kind);
        handOverFull(batch);
    }

    /** Passes time, with the next packet if there is no room. */
    void addTime(long nowNanos) {
        ShardBatch<K, S> batch = room(0, drops);
        if (batch == null) {
            isTimeMissed = true;
        } else {
            batch.addTime(nowNanos);
            handOverFull(batch);
        }
    }

    private ShardBatch<K, S> addMissedTime(ShardBatch<K, S> batch, int byteCount, long nowNanos) {
        isTimeMissed = false;
        batch.addTime(nowNanos);
        handOverFull(batch);
        return awaitRoom(byteCount);
    }

    /** Hands over what there is, and behind it what is to be done then. */
    void add(ShardCommand<K, S> command) {
        awaitRoom(0).command(command);
        handOver();
    }

    private void handOverFull(ShardBatch<K, S> batch) {
        if (batch.isFull()) {
            handOver();
        }
    }

    /** Hands over what there is. */
    void handOver() {
        ShardBatch<K, S> batch = filling;
        if (batch != null && !batch.isEmpty()) {
            filling = null;
            shard.put(batch);
        }
    }

    private @Nullable ShardBatch<K, S> room(int byteCount, boolean mayDrop) {
        ShardBatch<K, S> batch = filling;
        if (batch != null) {
            if (batch.hasRoom(byteCount)) {
                return batch;
            }
            handOver();
        }
        filling = free();
        return filling == null && !mayDrop ? awaitRoom(byteCount) : filling;
    }

    private @Nullable ShardBatch<K, S> free() {
        ShardBatch<K, S> batch = shard.takeFree();
        if (batch == null && unmadeCount > 0) {
            unmadeCount--;
            return new ShardBatch<>(batchLength);
        }
        return batch;
    }

    /** Waits as long as it takes; an interrupt is kept for later. */
    private ShardBatch<K, S> awaitRoom(int byteCount) {
        ShardBatch<K, S> batch = room(byteCount, /* mayDrop= */ true);
        boolean wasInterrupted = false;
        for (int looks = 0; batch == null; looks++) {
            if (shard.help()) {
                batch = free();
            } else if (looks < BUSY_LOOKS) {
                Thread.onSpinWait();
                batch = free();
            } else {
                batch = shard.awaitFree(NAP_NANOS);
                wasInterrupted |= Thread.interrupted();
            }
        }
        filling = batch;
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
        return batch;
    }
}
