package io.flowtrack.parallel;

import io.flowtrack.api.FlowIdentity;
import java.security.SecureRandom;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Which shard a flow belongs to: the upper bits of the sum of its words, each times a secret odd number of its own
 * (multilinear hashing). Who does not know the numbers cannot choose flows that all go to one shard. An identity is the same
 * for both directions, so this is, too.
 */
final class ShardHash {
    private final long[] keys = new long[FlowIdentity.MAX_WORDS];
    private final int shardCount;

    ShardHash(int shardCount, OptionalLong seed) {
        this.shardCount = shardCount;
        RandomGenerator random = seed.isPresent() ? new SplittableRandom(~seed.getAsLong()) : new SecureRandom();
        for (int i = 0; i < keys.length; i++) {
            keys[i] = random.nextLong() | 1;
        }
    }

    /** The number of the flow's shard, from 0. */
    int shard(FlowIdentity flow) {
        long sum = flow.first() * keys[0] + flow.second() * keys[1];
        for (int i = 2; i < flow.wordCount(); i++) {
            sum += flow.word(i) * keys[i];
        }
        return (int) (((sum >>> Integer.SIZE) * shardCount) >>> Integer.SIZE);
    }
}
