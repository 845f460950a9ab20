package io.flowtrack.api;

/**
 * What a tracker does when its table is full of flows that nothing else ends, as under a flood: it is then in an
 * emergency, until the table has emptied far enough.
 *
 * <p>An emergency begins when a flow that is neither over nor closed would have to be given up. While it lasts, idle
 * timeouts are shorter, and the flows to be given up are at first those that are <em>half-open</em>: of which one side only
 * was heard, or which are TCP with a handshake that is not complete. Of these, and after them of all others, the least
 * recently used goes first. The linger of closed connections is not shortened: they go before all others anyway.
 *
 * @param timeoutDivisor how many times shorter the idle timeouts are, from 1
 * @param exitPercent how full the table may be for the emergency to be over, in percent of {@link TrackerConfig#maxFlows}
 *     and of {@link TrackerConfig#memoryBudget}, 0 to 99. Far below 100, so that a table that hovers at its limit does not
 *     go in and out. It is looked at after each sweep
 */
public record EmergencyPolicy(int timeoutDivisor, int exitPercent) {
    /** The policy of {@link TrackerConfig#defaults}: timeouts a quarter as long, until the table is at most 70 % full. */
    public static final EmergencyPolicy DEFAULT = new EmergencyPolicy(4, 70);

    private static final int FULL_PERCENT = 100;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public EmergencyPolicy {
        if (timeoutDivisor < 1) {
            throw new IllegalArgumentException("divisor of timeouts is " + timeoutDivisor + ", below 1");
        }
        if (exitPercent < 0 || exitPercent >= FULL_PERCENT) {
            throw new IllegalArgumentException("percentage that ends emergencies is " + exitPercent + ", not 0 to 99");
        }
    }
}
