package io.flowtrack.features;

import io.flowtrack.api.Orientation;
import java.io.Serializable;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** Sizes, directions and inter-arrival times of a flow's first packets. */
final class FirstPackets implements Serializable {
    private static final long serialVersionUID = 1;
    /** What stands where there was no packet. */
    private static final int MISSING = -1;

    /** Complemented, so negative, for packets that run in reverse along the key. */
    private final int[] sizes;

    private final int[] gapMillis;
    private int count;

    FirstPackets(int length) {
        sizes = new int[length];
        gapMillis = new int[length];
    }

    void add(Orientation orientation, int size, long gap) {
        if (count < sizes.length) {
            sizes[count] = orientation == Orientation.FORWARD ? size : ~size;
            gapMillis[count] = (int) Math.min(gap, Integer.MAX_VALUE);
            count++;
        }
    }

    /** 0 for the initiator's packets, 1 for the responder's. */
    int[] directions(Orientation initiator) {
        return padded(i -> sizes[i] >= 0 == (initiator == Orientation.FORWARD) ? 0 : 1);
    }

    int[] sizes() {
        return padded(i -> Math.max(sizes[i], ~sizes[i]));
    }

    int[] gapMillis() {
        return padded(i -> gapMillis[i]);
    }

    private int[] padded(IntUnaryOperator value) {
        int[] values = new int[sizes.length];
        Arrays.setAll(values, i -> i < count ? value.applyAsInt(i) : MISSING);
        return values;
    }
}
