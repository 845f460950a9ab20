package io.flowtrack.core;

import io.flowtrack.api.EmergencyStats;
import io.flowtrack.api.EndReason;
import io.flowtrack.api.InnerStats;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.core.fragment.FragmentCounters;
import io.flowtrack.core.fragment.Rebuilt;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a tracker has counted. */
@SuppressWarnings("EnumOrdinal") // the ordinals never leave this class, and counting must not box
final class TrackerCounters {
    private final boolean countsStrays;
    private final long[] passedOver = new long[PassReason.values().length];
    private final long[] innerPassedOver = new long[PassReason.values().length];
    private final long[] flowsEnded = new long[EndReason.values().length];
    private long packetsInFlows;
    private long innerPacketsInFlows;
    private boolean isInner;
    private long flowsStarted;
    private long flowsLive;
    private long emergencies;
    private long flowsEvictedInEmergency;
    private long halfOpenFlowsEvicted;
    private boolean isEmergency;

    /**
     * Nothing counted yet.
     *
     * @param countsStrays whether packets that belong to no flow, and fragments that are held, are counted here
     */
    TrackerCounters(boolean countsStrays) {
        this.countsStrays = countsStrays;
    }

    /** Says whether what is counted next was found inside of a packet that is counted already. */
    void inner(boolean isInnerNow) {
        isInner = isInnerNow;
    }

    /** Counts a packet of the capture itself. */
    void packetInFlow() {
        packetsInFlows++;
    }

    /** Counts the packets in which a datagram's fragments came, or a single one where there is no such datagram. */
    void packetsInFlow(@Nullable Rebuilt datagram) {
        int count = datagram == null ? 1 : datagram.frameCount();
        if (isInner) {
            innerPacketsInFlows += count;
        } else {
            packetsInFlows += count;
        }
    }

    void packetsPassedOver(PassReason reason, @Nullable Rebuilt datagram) {
        int count = datagram == null ? 1 : datagram.frameCount();
        long[] counts = isInner ? innerPassedOver : passedOver;
        counts[reason.ordinal()] += count;
    }

    /** Counts packets that belong to no flow, and so to no share of flows more than to others. */
    void straysPassedOver(PassReason reason, @Nullable Rebuilt datagram) {
        if (countsStrays) {
            packetsPassedOver(reason, datagram);
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

    /** Live flows that made room for others, or went when limits became smaller. */
    long flowsEvicted() {
        return flowsEnded[EndReason.EVICTED.ordinal()];
    }

    long halfOpenFlowsEvicted() {
        return halfOpenFlowsEvicted;
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

    /**
     * A copy.
     *
     * @param fragments of packets as they were given
     * @param inner of packets inside of those
     */
    TrackerStats snapshot(FragmentCounters fragments, FragmentCounters inner) {
        return countsStrays ? of(fragments, inner) : of(new FragmentCounters(), new FragmentCounters());
    }

    private TrackerStats of(FragmentCounters fragments, FragmentCounters inner) {
        Map<PassReason, Long> reasons = reasons(passedOver, fragments);
        return new TrackerStats(
                packetsInFlows + sum(reasons) + fragments.fragmentsHeld(),
                packetsInFlows,
                reasons,
                new InnerStats(innerPacketsInFlows, reasons(innerPassedOver, inner), inner.snapshot()),
                flowsStarted,
                map(EndReason.class, flowsEnded),
                flowsLive,
                fragments.snapshot(),
                new EmergencyStats(isEmergency, emergencies, flowsEvictedInEmergency, halfOpenFlowsEvicted));
    }

    private static Map<PassReason, Long> reasons(long[] passedOver, FragmentCounters fragments) {
        Map<PassReason, Long> reasons = map(PassReason.class, passedOver);
        fragments.fragmentsPassedOver().forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
        return reasons;
    }

    private static long sum(Map<PassReason, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
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
