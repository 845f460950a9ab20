package io.flowtrack.api;

import java.security.SecureRandom;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * One of several shares of all flows, for those who track them in several places: every flow is in exactly one share, both
 * directions of it in the same. A tracker of a share is given all packets, and leaves those of other shares alone.
 *
 * <p>The share of a flow is the upper bits of the sum of its identity's words, each times a secret odd number of its own
 * (multilinear hashing). Who does not know the numbers cannot choose flows that are all in one share. Immutable.
 */
public final class FlowShare {
    /** The most shares there can be. */
    public static final int MAX_COUNT = 1 << 16;

    /** The one share that holds all flows. */
    public static final FlowShare ALL = split(1, OptionalLong.of(0)).get(0);

    private final int index;
    private final int count;
    private final long[] keys;

    private FlowShare(int index, int count, long[] keys) {
        this.index = index;
        this.count = count;
        this.keys = keys;
    }

    /**
     * Splits all flows into shares of the same size, but for chance.
     *
     * @param count how many, 1 to {@link #MAX_COUNT}
     * @param seed decides which flow is in which share: shares of the same count and seed, in whichever process, are the same.
     *     Empty for one from a secure random source
     * @return the shares, by {@link #index}
     * @throws IllegalArgumentException if {@code count} is out of range
     */
    public static List<FlowShare> split(int count, OptionalLong seed) {
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException("number of shares is " + count + ", not within 1 to " + MAX_COUNT);
        }
        RandomGenerator random = seed.isPresent() ? new SplittableRandom(~seed.getAsLong()) : new SecureRandom();
        long[] keys = new long[FlowIdentity.MAX_WORDS];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = random.nextLong() | 1;
        }
        return IntStream.range(0, count)
                .mapToObj(i -> new FlowShare(i, count, keys))
                .toList();
    }

    /** Which share this is, from 0. */
    public int index() {
        return index;
    }

    /** How many shares there are. */
    public int count() {
        return count;
    }

    /** Whether a flow is in this share. */
    public boolean holds(FlowIdentity flow) {
        return count == 1 || indexOf(flow) == index;
    }

    /** The {@link #index} of the share that a flow is in, be it this one or another. */
    public int indexOf(FlowIdentity flow) {
        long sum = flow.first() * keys[0] + flow.second() * keys[1];
        for (int i = 2; i < flow.wordCount(); i++) {
            sum += flow.word(i) * keys[i];
        }
        return (int) (((sum >>> Integer.SIZE) * count) >>> Integer.SIZE);
    }
}
