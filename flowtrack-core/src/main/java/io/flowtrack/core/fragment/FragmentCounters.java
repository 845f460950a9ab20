package io.flowtrack.core.fragment;

import io.flowtrack.api.FragmentStats;
import io.flowtrack.api.PassReason;
import java.util.EnumMap;
import java.util.Map;

/** What became of fragments, counted in packets of the capture, and of their datagrams. */
public final class FragmentCounters {
    private final Map<PassReason, Long> fragmentsPassedOver = new EnumMap<>(PassReason.class);
    private final Map<PassReason, Long> datagramsUnfinished = new EnumMap<>(PassReason.class);
    private long fragmentsHeld;
    private long datagramsRebuilt;

    FragmentCounters() {}

    void hold(int frames) {
        fragmentsHeld += frames;
    }

    void passOver(PassReason reason, int frames) {
        fragmentsPassedOver.merge(reason, (long) frames, Long::sum);
    }

    void rebuilt(Datagram datagram) {
        fragmentsHeld -= datagram.frameCount();
        datagramsRebuilt++;
    }

    void unfinished(Datagram datagram, PassReason reason) {
        fragmentsHeld -= datagram.frameCount();
        passOver(reason, datagram.frameCount());
        datagramsUnfinished.merge(reason, 1L, Long::sum);
    }

    /** Packets held now. */
    public long fragmentsHeld() {
        return fragmentsHeld;
    }

    /** Fragments passed over, by reason; a view. */
    public Map<PassReason, Long> fragmentsPassedOver() {
        return fragmentsPassedOver;
    }

    /** A copy. */
    public FragmentStats snapshot() {
        return new FragmentStats(fragmentsHeld, datagramsRebuilt, datagramsUnfinished);
    }
}
