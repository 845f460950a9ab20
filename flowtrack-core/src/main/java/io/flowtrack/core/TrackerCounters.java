package io.flowtrack.core;

import io.flowtrack.api.EmergencyStats;
import io.flowtrack.api.EndReason;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.TrackerStats;
import java.util.EnumMap;
import java.util.Map;

/** What a tracker has counted. */
@SuppressWarnings("EnumOrdinal") // the ordinals never leave this class, and counting must not box
final class TrackerCounters {
    private final long[] passedOver = new long[PassReason.values().length];
    private final long[] flowsEnded = new long[EndReason.values().length];
    private long packetsInFlows;
    private long packetsPassedOver;
    private long flowsStarted;
    private long flowsLive;
    private long emergencies;
    private long flowsEvictedInEmergency;
    private long halfOpenFlowsEvicted;
    private boolean isEmergency;

    void packetInFlow() {
        packetsInFlows++;
    }

    void packetPassedOver(PassReason reason) {
        packetsPassedOver++;
        passedOver[reason.ordinal()]++;
    }

    void flowStarted() {
        flowsStarted++;
        flowsLive++;
    }

    void flowEnded(EndReason reason) {
        flowsLive--;
        flowsEnded[reason.ordinal()]++;
    }

    long flowsLive() {
        return flowsLive;
    }

    void emergencyEntered() {
        isEmergency = true;
        emergencies++;
    }

    void emergencyLeft() {
        isEmergency = false;
    }

    boolean isEmergency() {
        return isEmergency;
    }

    void flowEvictedInEmergency(boolean isHalfOpen) {
        flowsEvictedInEmergency++;
        halfOpenFlowsEvicted += isHalfOpen ? 1 : 0;
    }

    TrackerStats snapshot() {
        return new TrackerStats(
                packetsInFlows + packetsPassedOver,
                packetsInFlows,
                map(PassReason.class, passedOver),
                flowsStarted,
                map(EndReason.class, flowsEnded),
                flowsLive,
                new EmergencyStats(isEmergency, emergencies, flowsEvictedInEmergency, halfOpenFlowsEvicted));
    }

    private static <E extends Enum<E>> Map<E, Long> map(Class<E> reasons, long[] counts) {
        Map<E, Long> map = new EnumMap<>(reasons);
        for (E reason : reasons.getEnumConstants()) {
            if (counts[reason.ordinal()] != 0) {
                map.put(reason, counts[reason.ordinal()]);
            }
        }
        return map;
    }
}
