package io.flowtrack.api;

/**
 * Up to where the last report on a flow counted, for the next one to count on from there.
 *
 * @param number which report on the flow it was, from 1
 * @param nowNanos the tracker's time when it was made, nanoseconds since 1970-01-01T00:00Z
 * @param initiator what the initiator of today had sent by then
 * @param responder what the responder of today had sent by then
 */
public record LastReport(long number, long nowNanos, SideCounts initiator, SideCounts responder) {
    /** The same after the roles were swapped. */
    public LastReport flipped() {
        return new LastReport(number, nowNanos, /* initiator= */ responder, /* responder= */ initiator);
    }
}
