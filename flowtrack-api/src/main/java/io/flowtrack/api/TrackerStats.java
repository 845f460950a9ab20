package io.flowtrack.api;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a tracker has counted so far: an immutable copy. It always adds up: every packet is in a flow, was passed over
 * for one reason, or is a fragment that is held; and every flow that began has ended for one reason or is live. Where packets
 * inside of others have flows of their own, a packet counts by the outermost one that its extractor names, and the inner ones
 * count beside it: flows hold {@code packetsInFlows + inner.packetsInFlows} packets in all.
 *
 * @param packets packets given to the tracker
 * @param packetsInFlows packets counted in a flow
 * @param passedOver packets passed over, by reason; reasons that did not occur are absent
 * @param inner what was counted of packets inside of others that have flows of their own
 * @param flowsStarted flows that began
 * @param flowsEnded flows whose end was told, by reason; reasons that did not occur are absent
 * @param flowsLive flows whose end is still to be told
 * @param fragments what became of fragmented datagrams, those of {@code inner} left aside
 * @param emergency what was counted of emergencies
 */
public record TrackerStats(
        long packets,
        long packetsInFlows,
        Map<PassReason, Long> passedOver,
        InnerStats inner,
        long flowsStarted,
        Map<EndReason, Long> flowsEnded,
        long flowsLive,
        FragmentStats fragments,
        EmergencyStats emergency) {

    /** Copies the maps. */
    public TrackerStats {
        passedOver = copy(new EnumMap<>(PassReason.class), passedOver);
        flowsEnded = copy(new EnumMap<>(EndReason.class), flowsEnded);
    }

    private static <E extends Enum<E>> Map<E, Long> copy(EnumMap<E, Long> target, Map<E, Long> source) {
        target.putAll(source);
        return Collections.unmodifiableMap(target);
    }

    /** Packets passed over for that reason. */
    public long passedOver(PassReason reason) {
        return passedOver.getOrDefault(reason, 0L);
    }

    /** Packets passed over for any reason. */
    public long passedOverTotal() {
        return passedOver.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Flows that ended for that reason. */
    public long flowsEnded(EndReason reason) {
        return flowsEnded.getOrDefault(reason, 0L);
    }

    /** Flows that ended for any reason. */
    public long flowsEndedTotal() {
        return flowsEnded.values().stream().mapToLong(Long::longValue).sum();
    }
}
