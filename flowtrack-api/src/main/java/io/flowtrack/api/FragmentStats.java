package io.flowtrack.api;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What became of fragmented datagrams. An immutable copy.
 *
 * @param fragmentsHeld packets held now, because more of their datagram may come; 0 after a flush
 * @param datagramsRebuilt datagrams put together
 * @param datagramsUnfinished datagrams given up, by the reason for which their fragments were passed over; reasons that did
 *     not occur are absent
 */
public record FragmentStats(long fragmentsHeld, long datagramsRebuilt, Map<PassReason, Long> datagramsUnfinished) {
    /** No fragments. */
    public static final FragmentStats NONE = new FragmentStats(0, 0, Map.of());

    /** Copies the map. */
    public FragmentStats {
        EnumMap<PassReason, Long> copy = new EnumMap<>(PassReason.class);
        copy.putAll(datagramsUnfinished);
        datagramsUnfinished = Collections.unmodifiableMap(copy);
    }

    /** Datagrams given up for any reason. */
    public long datagramsUnfinishedTotal() {
        return datagramsUnfinished.values().stream().mapToLong(Long::longValue).sum();
    }
}
