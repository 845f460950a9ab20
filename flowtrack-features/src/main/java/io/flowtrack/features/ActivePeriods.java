package io.flowtrack.features;

import java.io.Serializable;

/** When a flow was active and when idle: idle is every gap between packets that is longer than a threshold. */
final class ActivePeriods implements Serializable {
    private static final long serialVersionUID = 1;

    private final long threshold;
    private final boolean countsSinglePackets;
    private final Moments active = new Moments();
    private final Moments idle = new Moments();
    private long start;
    private long end;

    /**
     * No period yet.
     *
     * @param threshold in the units of time
     * @param countsSinglePackets whether a period that has no length is one
     */
    ActivePeriods(long threshold, boolean countsSinglePackets) {
        this.threshold = threshold;
        this.countsSinglePackets = countsSinglePackets;
    }

    /** The first packet. */
    void begin(long now) {
        start = now;
        end = now;
    }

    /** Any other packet. */
    void add(long now) {
        if (now - end > threshold) {
            if (countsSinglePackets || end > start) {
                active.add(end - start);
            }
            idle.add(now - end);
            start = now;
        }
        end = now;
    }

    /** When the latest packet came. */
    long end() {
        return end;
    }

    /** Lengths of the periods that idleness ended. */
    Moments ended() {
        return active;
    }

    /** Lengths of these, and of the one that the last packet belongs to. */
    Moments all() {
        return active.and(end - start);
    }

    Moments idle() {
        return idle;
    }
}
