package io.flowtrack.core.table;

import io.flowtrack.core.jfr.GrowthWatch;
import java.util.Arrays;

/**
 * From hash to entry number: open addressing with linear probing, at most three quarters full.
 *
 * <pre>
 *   slot: | hash, 32 bits | entry number, 32 bits |      0 is an empty slot; numbers begin at 1
 * </pre>
 *
 * <p>The home slot comes from the hash in the slot itself, so growing and removing touch no entry. Removing shifts later
 * slots of the run back instead of leaving a mark, so lookups never slow down with age.
 */
final class SlotIndex {
    private static final int EMPTY = 0;

    private long[] slots;
    private int mask;
    private int size;

    /** Room for that many entries before growing, from 1. */
    SlotIndex(int capacity) {
        slots = new long[slotsFor(capacity)];
        mask = slots.length - 1;
    }

    private static int slotsFor(int capacity) {
        long least = Math.max(2, 4L * capacity / 3 + 1);
        return Integer.highestOneBit((int) least - 1) << 1;
    }

    /** Where a run of slots for that hash begins. */
    int home(int hash) {
        return hash & mask;
    }

    int next(int slot) {
        return slot + 1 & mask;
    }

    /** The slot's content, 0 if empty. */
    long at(int slot) {
        return slots[slot];
    }

    /**
     * Of the first three slots for that hash the content of one that has it, if there is one. No branch is in this: which of
     * them it is nobody could predict, and the processor would begin anew when it knows.
     */
    long near(int hash) {
        int slot = home(hash);
        long third = slots[(slot + 2) & mask];
        return either(hash, slots[slot], either(hash, slots[next(slot)], third));
    }

    /** The first content if it has that hash, else the other. */
    private static long either(int hash, long first, long other) {
        long isOther = -((first >>> Integer.SIZE) ^ Integer.toUnsignedLong(hash)) >> (Long.SIZE - 1);
        return first ^ ((first ^ other) & isOther);
    }

    void clear() {
        Arrays.fill(slots, EMPTY);
        size = 0;
    }

    static int hashOf(long content) {
        return (int) (content >>> Integer.SIZE);
    }

    static int numberOf(long content) {
        return (int) content;
    }

    void insert(int hash, int number) {
        if (4L * (size + 1) > 3L * slots.length) {
            grow();
        }
        place((long) hash << Integer.SIZE | number);
        size++;
    }

    private void place(long content) {
        int slot = home(hashOf(content));
        while (slots[slot] != EMPTY) {
            slot = next(slot);
        }
        slots[slot] = content;
    }

    private void grow() {
        long[] old = slots;
        GrowthWatch growth = GrowthWatch.index(mostIn(old.length), mostIn(2 * old.length));
        slots = new long[old.length << 1];
        mask = slots.length - 1;
        for (long content : old) {
            if (content != EMPTY) {
                place(content);
            }
        }
        growth.end();
    }

    private static int mostIn(int slotCount) {
        return (int) (3L * slotCount / 4);
    }

    /** Removes an entry that is there. */
    void remove(int hash, int number) {
        int gap = home(hash);
        while (numberOf(slots[gap]) != number) {
            gap = next(gap);
        }
        int slot = next(gap);
        while (slots[slot] != EMPTY) {
            int home = home(hashOf(slots[slot]));
            if ((slot - home & mask) >= (slot - gap & mask)) {
                slots[gap] = slots[slot];
                gap = slot;
            }
            slot = next(slot);
        }
        slots[gap] = EMPTY;
        size--;
    }
}
