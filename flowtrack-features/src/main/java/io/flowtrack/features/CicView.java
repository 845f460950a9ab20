package io.flowtrack.features;

/**
 * A flow when its row is written.
 *
 * @param flow all that was counted
 * @param forward the side that counts as forward
 * @param backward the other one
 * @param ends between whom, forward first
 */
record CicView(CicFeatures flow, CicSide forward, CicSide backward, FlowEnds ends) {
    private static final double MICROS_PER_SECOND = 1e6;

    /** Microseconds of that many of the mode's units of time. */
    double micros(long time) {
        return micros((double) time);
    }

    /** Microseconds of that many of the mode's units of time. */
    double micros(double time) {
        return time * MICROS_PER_SECOND / flow.perSecond();
    }

    /** So many in each second of the flow; 0 if it takes no time. */
    double perSecond(long count) {
        return perSecond(count, flow.duration());
    }

    /** So many in each second of that many of the mode's units of time; 0 if these are none. */
    double perSecond(long count, long duration) {
        return duration == 0 ? 0 : (double) count * flow.perSecond() / duration;
    }

    /** Payload lengths of all packets. */
    Moments lengths() {
        return Moments.of(forward.lengths(), backward.lengths());
    }

    long payloadBytes() {
        return forward.payloadBytes() + backward.payloadBytes();
    }

    /** Runs of packets between pauses. */
    long subflows() {
        return flow.pauses() + 1;
    }
}
