package io.flowtrack.core;

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
    private long innerPacketsInFlows;
    private long innerPacketsPassedOver;
    private boolean isInner;
    private long packetsPassedOver;
    private long flowsStarted;
    private long flowsLive;

    /** Says whether what is counted next was found inside of a packet that is counted already. */
    void inner(boolean isInnerNow) {
        isInner = isInnerNow;
    }

    void packetInFlow() {
        if (isInner) {
            innerPacketsInFlows++;
        } else {
            packetsInFlows++;
        }
    }

    void packetPassedOver(PassReason reason) {
        if (isInner) {
            innerPacketsPassedOver++;
        } else {
            packetsPassedOver++;
            passedOver[reason.ordinal()]++;
        }
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

    TrackerStats snapshot() {
        return new TrackerStats(
                packetsInFlows + packetsPassedOver,
                packetsInFlows,
                map(PassReason.class, passedOver),
                innerPacketsInFlows,
                innerPacketsPassedOver,
                flowsStarted,
                map(EndReason.class, flowsEnded),
                flowsLive);
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
