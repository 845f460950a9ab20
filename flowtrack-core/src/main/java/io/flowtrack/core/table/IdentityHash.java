package io.flowtrack.core.table;

import io.flowtrack.api.FlowIdentity;
import java.util.random.RandomGenerator;

/**
 * A seeded hash of a flow's identity, so that nobody who does not know the seed can choose packets that collide.
 *
 * <p>Words are mixed with secret keys by folded multiplication: the 128-bit product's halves, xored. Two rounds, so that
 * no output bit depends on only a few input bits.
 */
final class IdentityHash {
    private static final int HEAD_WORDS = 2;

    private final long key0;
    private final long key1;
    private final long key2;
    private final long key3;

    /** Draws the keys from {@code source}: a secure one, or a seeded one for runs that must be repeatable. */
    IdentityHash(RandomGenerator source) {
        key0 = source.nextLong();
        key1 = source.nextLong();
        key2 = source.nextLong();
        key3 = source.nextLong() | 1;
    }

    int hash(FlowIdentity identity) {
        long mixed = fold(identity.first() ^ key0, identity.second() ^ key1);
        if (identity.wordCount() > HEAD_WORDS) {
            mixed = foldTail(identity, mixed);
        }
        return (int) (fold(mixed ^ key2, key3) >>> Integer.SIZE);
    }

    private long foldTail(FlowIdentity identity, long head) {
        long mixed = head;
        for (int i = HEAD_WORDS; i < identity.wordCount(); i++) {
            mixed = fold(mixed ^ key2 ^ identity.word(i), key3 + 2L * i);
        }
        return mixed;
    }

    private static long fold(long a, long b) {
        return Math.multiplyHigh(a, b) ^ (a * b);
    }
}
