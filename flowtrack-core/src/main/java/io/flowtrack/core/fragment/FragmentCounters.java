package io.flowtrack.core.fragment;

import io.flowtrack.api.FragmentStats;
import io.flowtrack.api.PassReason;
import java.util.EnumMap;
import java.util.Map;

/** What became of fragments, counted in packets of the capture, and of their datagrams. */
@SuppressWarnings("EnumOrdinal") // the ordinals never leave this class
public final class FragmentCounters {
    private final long[] fragmentsPassedOver = new long[PassReason.values().length];
    private final long[] datagramsUnfinished = new long[PassReason.values().length];
    private long fragmentsHeld;
    private long datagramsRebuilt;

    /** Nothing counted yet. */
    public FragmentCounters() {}

    void hold(int frames) {
        fragmentsHeld += frames;
    }

    void passOver(PassReason reason, int frames) {
        fragmentsPassedOver[reason.ordinal()] += frames;
    }

    void rebuilt(Datagram datagram) {
        fragmentsHeld -= datagram.frameCount();
        datagramsRebuilt++;
    }

    void unfinished(Datagram datagram, PassReason reason) {
        fragmentsHeld -= datagram.frameCount();
        passOver(reason, datagram.frameCount());
        datagramsUnfinished[reason.ordinal()]++;
    }

    /** Packets held now. */
    public long fragmentsHeld() {
        return fragmentsHeld;
    }

    /** Fragments passed over, by reason; a copy. */
    public Map<PassReason, Long> fragmentsPassedOver() {
        return map(fragmentsPassedOver);
    }

    /** A copy. */
    public FragmentStats snapshot() {
        return new FragmentStats(fragmentsHeld, datagramsRebuilt, map(datagramsUnfinished));
    }

    private static Map<PassReason, Long> map(long[] counts) {
        Map<PassReason, Long> map = new EnumMap<>(PassReason.class);
        for (PassReason reason : PassReason.values()) {
            if (counts[reason.ordinal()] != 0) {
                map.put(reason, counts[reason.ordinal()]);
            }
        }
        return map;
    }
}
