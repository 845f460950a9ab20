package io.flowtrack.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.FlowIdentity;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class IdentityHashTest {
    private static final int COUNT = 1 << 16;

    private final IdentityHash hash = new IdentityHash(new SplittableRandom(42));

    /** How many identities fall into the fullest of as many buckets as there are identities, by the low bits. */
    private int fullestBucket(IntFunction<FlowIdentity> identities) {
        int[] buckets = new int[COUNT];
        int fullest = 0;
        for (int i = 0; i < COUNT; i++) {
            int bucket = hash.hash(identities.apply(i)) & (COUNT - 1);
            buckets[bucket]++;
            fullest = Math.max(fullest, buckets[bucket]);
        }
        return fullest;
    }

    @Test
    void neighbouringAddressesAndPortsSpread() {
        FlowIdentity identity = new FlowIdentity();
        int limit = 12; // a random function stays below it, but for one seed in a million
        assertThat(fullestBucket(i -> identity.set(6L << 48 | (0x0A000000L + i) << 16 | 80, 6L << 48 | 1)))
                .isLessThan(limit);
        assertThat(fullestBucket(i -> identity.set(6L << 48 | i, 6L << 48 | 1))).isLessThan(limit);
        assertThat(fullestBucket(i -> identity.set(6L << 48 | i, 6L << 48 | i))).isLessThan(limit);
        assertThat(fullestBucket(i -> identity.set((long) i << 48, 7))).isLessThan(limit);
        assertThat(fullestBucket(i -> identity.set(5, 7).append(1).append(i).append(2)))
                .isLessThan(limit);
        assertThat(fullestBucket(i -> identity.set(5, 7).append(1).append(2).append((long) i << 40)))
                .isLessThan(limit);
    }

    @Test
    void identitiesChosenToCollideUnderOneSeedDoNotUnderAnother() {
        Set<Integer> under = new HashSet<>();
        IdentityHash other = new IdentityHash(new SplittableRandom(43));
        FlowIdentity identity = new FlowIdentity();
        int chosen = 0;
        for (int i = 0; chosen < 1_000; i++) {
            identity.set(6L << 48 | i, 6L << 48 | 80);
            if ((hash.hash(identity) & 0xFFF) == 0) {
                chosen++;
                under.add(other.hash(identity) & 0xFFF);
            }
        }
        assertThat(under.size())
                .as("slots that 1000 identities of one slot take under another seed")
                .isGreaterThan(800);
    }

    @Test
    void everyWordCounts() {
        Set<Integer> hashes = new HashSet<>();
        for (int word = 0; word < FlowIdentity.MAX_WORDS; word++) {
            FlowIdentity identity = new FlowIdentity().set(word == 0 ? 9 : 1, word == 1 ? 9 : 1);
            for (int i = 2; i < FlowIdentity.MAX_WORDS; i++) {
                identity.append(word == i ? 9 : 1);
            }
            hashes.add(hash.hash(identity));
        }
        assertThat(hashes).hasSize(FlowIdentity.MAX_WORDS);
    }
}
