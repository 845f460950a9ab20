package io.flowtrack.parallel;

import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * How packets are spread over trackers. Immutable.
 *
 * @param shardCount how many trackers, 1 to {@value #MOST_SHARDS}
 * @param executor whose threads run them; still the caller's, and never shut down here. With fewer threads than shards these
 *     take turns
 * @param batchLength how many packets are handed over at once, 1 to {@value #LONGEST_BATCH}
 * @param queueLength how many batches may wait for a shard, 1 to {@value #LONGEST_QUEUE}
 * @param dropsWhenFull whether a packet is dropped, and counted, when as many wait for its shard; otherwise the caller waits
 */
public record Sharding(int shardCount, Executor executor, int batchLength, int queueLength, boolean dropsWhenFull) {
    /** The most shards. */
    public static final int MOST_SHARDS = 256;
    /** The most packets in a batch. */
    public static final int LONGEST_BATCH = 1 << 16;
    /** The most batches that can be let wait. */
    public static final int LONGEST_QUEUE = 1 << 16;

    private static final int USUAL_BATCH = 128;
    private static final int USUAL_QUEUE = 32;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Sharding {
        Objects.requireNonNull(executor, "executor");
        check("number of shards", shardCount, MOST_SHARDS);
        check("length of batches", batchLength, LONGEST_BATCH);
        check("length of queues", queueLength, LONGEST_QUEUE);
    }

    private static void check(String what, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(what + " is " + value + ", not within 1 to " + most);
        }
    }

    /**
     * That many shards; {@value #USUAL_QUEUE} batches of {@value #USUAL_BATCH} packets may wait for each, then the caller waits.
     *
     * @throws IllegalArgumentException if the number is out of range
     */
    public static Sharding of(int shardCount, Executor executor) {
        return new Sharding(shardCount, executor, USUAL_BATCH, USUAL_QUEUE, /* dropsWhenFull= */ false);
    }

    /**
     * The same with other batches: longer ones cost less to hand over, and keep packets waiting for longer.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public Sharding batchLength(int packets) {
        return new Sharding(shardCount, executor, packets, queueLength, dropsWhenFull);
    }

    /**
     * The same with other queues.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public Sharding queueLength(int batches) {
        return new Sharding(shardCount, executor, batchLength, batches, dropsWhenFull);
    }

    /** The same, dropping packets where there is no room for them, for sources that cannot wait. */
    public Sharding droppingWhenFull() {
        return new Sharding(shardCount, executor, batchLength, queueLength, /* dropsWhenFull= */ true);
    }
}
