package io.flowtrack.core.table;

import io.flowtrack.api.FlowIdentity;
import org.jspecify.annotations.Nullable;

/** An entry of the {@link FlowTable}: identity, place and age. What the entry means is added by extending it. */
public abstract class FlowNode {
    private static final int HEAD_WORDS = 2;

    private long first;
    private long second;
    private long @Nullable [] tail;

    /** Place in the table's arrays, from 1; 0 while in no table. */
    int number;
    /** The list this entry is in. */
    byte list;

    long touchedNanos;
    long turn;

    /** An entry in no table. */
    protected FlowNode() {}

    /** The table's time when this entry was last touched, in nanoseconds. */
    public final long touchedNanos() {
        return touchedNanos;
    }

    /** Lets the time since the last touch run from another time on; the entry's place among others stays. */
    public final void restart(long nanos) {
        touchedNanos = nanos;
    }

    /** Which touch of the table's life this entry's last one was: smaller is older, and no two are the same. */
    public final long turn() {
        return turn;
    }

    /** The list this entry is in. */
    public final int list() {
        return list;
    }

    /** Whether this entry is in a table. */
    public final boolean isInTable() {
        return number != 0;
    }

    /** Reads a word of the identity. */
    protected final int touchIdentity() {
        return (int) first;
    }

    final void identify(FlowIdentity identity) {
        first = identity.first();
        second = identity.second();
        int words = identity.wordCount();
        if (words > HEAD_WORDS) {
            long[] rest = new long[words - HEAD_WORDS];
            for (int i = 0; i < rest.length; i++) {
                rest[i] = identity.word(i + HEAD_WORDS);
            }
            tail = rest;
        }
    }

    /** Fills in the words of this entry, which is or was in a table. */
    public final void copyIdentity(FlowIdentity into) {
        into.set(first, second);
        if (tail != null) {
            for (long word : tail) {
                into.append(word);
            }
        }
    }

    final boolean is(FlowIdentity identity) {
        if (first != identity.first() || second != identity.second()) {
            return false;
        }
        long[] rest = tail;
        return rest == null ? identity.wordCount() == HEAD_WORDS : isTail(rest, identity);
    }

    private static boolean isTail(long[] rest, FlowIdentity identity) {
        if (identity.wordCount() != rest.length + HEAD_WORDS) {
            return false;
        }
        for (int i = 0; i < rest.length; i++) {
            if (rest[i] != identity.word(i + HEAD_WORDS)) {
                return false;
            }
        }
        return true;
    }
}
