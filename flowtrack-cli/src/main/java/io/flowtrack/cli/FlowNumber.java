package io.flowtrack.cli;

/** A flow's number in order of beginning, from 1; known later than the flow where several threads track. */
final class FlowNumber {
    private long startNanos;
    private long packetNumber;
    private long number;

    /** A number that is known. */
    static FlowNumber of(long number) {
        FlowNumber known = new FlowNumber();
        known.number(number);
        return known;
    }

    /** Says which packet of all, from 1, began the flow, and when by the tracker's time. */
    void begin(long newPacketNumber, long nowNanos) {
        packetNumber = newPacketNumber;
        startNanos = nowNanos;
    }

    /** Whether that was said. */
    boolean isBegun() {
        return packetNumber != 0;
    }

    /** Says which number it is. */
    void number(long newNumber) {
        number = newNumber;
    }

    long number() {
        return number;
    }

    /** The tracker's time when the flow began. */
    long startNanos() {
        return startNanos;
    }

    /** Which packet of all began it. */
    long packetNumber() {
        return packetNumber;
    }
}
