package io.flowtrack.bench.traffic;

/** Which flow sends what next, for ever: first an opening, in which the flows begin, then what is measured. */
interface Traffic {
    /** Fills in the next segment. */
    void next(Segment segment);

    /** How many segments there are before the part that is measured. */
    int openingLength();

    /**
     * How many segments behind the opening are enough to be repeated: what follows them fits their beginning, but for the
     * sequence numbers of flows that carried data.
     */
    int cycleLength();
}
