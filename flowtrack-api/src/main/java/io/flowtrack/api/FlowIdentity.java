package io.flowtrack.api;

import java.util.Objects;

/**
 * What makes packets belong to the same flow: a short run of {@code long} words, two to eight. Two packets are of one
 * flow exactly if all their words are equal. Refilled for every packet, so that finding a known flow allocates nothing.
 *
 * <p>An {@link FlowExtractor} gives the words their meaning; the tracker only hashes and compares them. Use two words
 * where they suffice: that is the fast case.
 */
public final class FlowIdentity {
    /** The most words an identity may have. */
    public static final int MAX_WORDS = 8;

    private static final int HEAD_WORDS = 2;

    private final long[] tail = new long[MAX_WORDS - HEAD_WORDS];
    private long first;
    private long second;
    private int wordCount = HEAD_WORDS;

    /** An identity of two zero words. */
    public FlowIdentity() {}

    /** Starts anew with two words; {@link #append} adds more. */
    public FlowIdentity set(long first, long second) {
        this.first = first;
        this.second = second;
        this.wordCount = HEAD_WORDS;
        return this;
    }

    /**
     * Adds a word behind those already there.
     *
     * @throws IndexOutOfBoundsException if there are {@link #MAX_WORDS} already
     */
    public FlowIdentity append(long word) {
        tail[wordCount - HEAD_WORDS] = word;
        wordCount++;
        return this;
    }

    /** How many words there are, 2 to {@link #MAX_WORDS}. */
    public int wordCount() {
        return wordCount;
    }

    /** The first word. */
    public long first() {
        return first;
    }

    /** The second word. */
    public long second() {
        return second;
    }

    /**
     * One of the words.
     *
     * @param index from 0 to {@link #wordCount} - 1
     * @throws IndexOutOfBoundsException if there is no such word
     */
    public long word(int index) {
        Objects.checkIndex(index, wordCount);
        return index == 0 ? first : index == 1 ? second : tail[index - HEAD_WORDS];
    }
}
