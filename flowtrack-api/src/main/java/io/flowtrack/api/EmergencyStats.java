package io.flowtrack.api;

/**
 * What a tracker has counted of its emergencies (see {@link EmergencyPolicy}).
 *
 * @param isActive whether it is in one now
 * @param entered how often it got into one
 * @param flowsEvicted live flows given up in them; lingering ones do not count
 * @param halfOpenFlowsEvicted those of them that were half-open
 */
public record EmergencyStats(boolean isActive, long entered, long flowsEvicted, long halfOpenFlowsEvicted) {
    /** No emergency so far. */
    public static final EmergencyStats NONE = new EmergencyStats(false, 0, 0, 0);
}
