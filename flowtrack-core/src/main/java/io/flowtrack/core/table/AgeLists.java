package io.flowtrack.core.table;

import java.util.Arrays;

/**
 * Doubly linked lists of entry numbers, each from oldest to newest. Links lie side by side in one array ({@code older} at
 * 2n, {@code newer} at 2n + 1), so that moving an entry touches no neighbour's object.
 */
final class AgeLists {
    private static final int NONE = 0;

    private final int[] oldest;
    private final int[] newest;
    private int[] links;

    /** That many empty lists, with room for numbers from 1 to {@code capacity}. */
    AgeLists(int listCount, int capacity) {
        oldest = new int[listCount];
        newest = new int[listCount];
        links = new int[2 * (capacity + 1)];
    }

    /** Makes room for numbers up to {@code capacity}. */
    void grow(int capacity) {
        links = Arrays.copyOf(links, 2 * (capacity + 1));
    }

    /** The oldest number of a list, 0 if it is empty. */
    int oldest(int list) {
        return oldest[list];
    }

    /** The number before that one in its list, 0 if it is the oldest; of 0, anything. */
    int older(int number) {
        return links[2 * number];
    }

    /** The number behind that one in its list, 0 if it is the newest; of 0, anything. */
    int newer(int number) {
        return links[2 * number + 1];
    }

    /** Makes a number that is in that list the newest of it. */
    void renew(int list, int number) {
        int last = newest[list];
        if (last == number) {
            return;
        }
        int older = links[2 * number];
        int newer = links[2 * number + 1];
        if (older == NONE) {
            oldest[list] = newer;
        } else {
            links[2 * older + 1] = newer;
        }
        links[2 * newer] = older;
        links[2 * number] = last;
        links[2 * number + 1] = NONE;
        links[2 * last + 1] = number;
        newest[list] = number;
    }

    /** Puts a number that is in no list at the newest end. */
    void append(int list, int number) {
        int last = newest[list];
        links[2 * number] = last;
        links[2 * number + 1] = NONE;
        if (last == NONE) {
            oldest[list] = number;
        } else {
            links[2 * last + 1] = number;
        }
        newest[list] = number;
    }

    /** Takes a number out of the list it is in. */
    void remove(int list, int number) {
        int older = links[2 * number];
        int newer = links[2 * number + 1];
        if (older == NONE) {
            oldest[list] = newer;
        } else {
            links[2 * older + 1] = newer;
        }
        if (newer == NONE) {
            newest[list] = older;
        } else {
            links[2 * newer] = older;
        }
    }
}
