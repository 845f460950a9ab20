package io.flowtrack.cli;

/** A flow's number in order of beginning, from 1; known later than the flow where several threads track. */
final class FlowNumber {
    private final long startNanos;
    private final long packetNumber;
    private long number;

    private FlowNumber(long number, long startNanos, long packetNumber) {
        this.number = number;
        this.startNanos = startNanos;
        this.packetNumber = packetNumber;
    }

    /** A number that is known. */
    static FlowNumber of(long number) {
        return new FlowNumber(number, 0, 0);
    }

    /** That of a flow which that packet began, at that time of the tracker. */
    static FlowNumber begun(long startNanos, long packetNumber) {
        return new FlowNumber(0, startNanos, packetNumber);
    }

    /** Says which it is. */
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
