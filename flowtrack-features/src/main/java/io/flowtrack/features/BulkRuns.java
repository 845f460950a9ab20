package io.flowtrack.features;

import java.io.Serializable;

/**
 * The bulks of one side: runs of at least four packets with payload, none of which came more than a second after the one
 * before. Whoever feeds it says when something interrupts the run.
 */
final class BulkRuns implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int FEWEST_PACKETS = 4;

    private long runPackets;
    private long runBytes;
    private long runStart;
    private long last;
    private long count;
    private long packets;
    private long bytes;
    private long duration;

    /** A packet with payload; times are in units of which {@code perSecond} are a second. */
    void add(long now, int length, long perSecond) {
        if (runPackets == 0 || now - last > perSecond) {
            runPackets = 0;
            runBytes = 0;
            runStart = now;
        }
        runPackets++;
        runBytes += length;
        if (runPackets == FEWEST_PACKETS) {
            count++;
            packets += runPackets;
            bytes += runBytes;
            duration += now - runStart;
        } else if (runPackets > FEWEST_PACKETS) {
            packets++;
            bytes += length;
            duration += now - last;
        }
        last = now;
    }

    /** The next packet begins a run. */
    void interrupt() {
        runPackets = 0;
    }

    /** When the last run began; 0 before there is one. */
    long runStart() {
        return runStart;
    }

    long count() {
        return count;
    }

    long packets() {
        return packets;
    }

    long bytes() {
        return bytes;
    }

    /** From the first to the last packet of all bulks together. */
    long duration() {
        return duration;
    }
}
