package io.flowtrack.core.table;

import java.util.Arrays;

/** Hands out numbers from 1 upwards, those given back first. */
final class FreeNumbers {
    private static final int INITIAL_ROOM = 16;

    private int[] free = new int[INITIAL_ROOM];
    private int freeCount;
    private int highest;

    int take() {
        if (freeCount == 0) {
            return ++highest;
        }
        freeCount--;
        return free[freeCount];
    }

    void giveBack(int number) {
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, 2 * freeCount);
        }
        free[freeCount] = number;
        freeCount++;
    }
}
