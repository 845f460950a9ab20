package io.flowtrack.api;

/**
 * How much memory a tracker's flows may take, as an estimate: each flow counts with the most it can take on a 64-bit
 * HotSpot with compressed references and keys of the ready-made extractors, its share of the table included. Without
 * compressed references, that is with heaps of 32 GiB and more, objects are about half as large again.
 *
 * @param bytes the most bytes, from {@link #LEAST_BYTES}. One flow is always kept, whatever its size
 * @param userBytesPerFlow bytes that the user's own state adds to each flow, from 0
 */
public record MemoryBudget(long bytes, int userBytesPerFlow) {
    /** The smallest budget, 1 MiB. */
    public static final long LEAST_BYTES = 1 << 20;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public MemoryBudget {
        if (bytes < LEAST_BYTES) {
            throw new IllegalArgumentException("memory budget is " + bytes + " bytes, below " + LEAST_BYTES);
        }
        if (userBytesPerFlow < 0) {
            throw new IllegalArgumentException("user's bytes for each flow are " + userBytesPerFlow + ", below 0");
        }
    }

    /** A budget for flows without user state. */
    public static MemoryBudget ofBytes(long bytes) {
        return new MemoryBudget(bytes, 0);
    }
}
