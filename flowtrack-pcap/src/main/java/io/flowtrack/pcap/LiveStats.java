package io.flowtrack.pcap;

/**
 * What the kernel counted while an interface was listened to. What the numbers mean differs a little from system to
 * system; this is Linux.
 *
 * @param receivedCount packets that matched the filter, those that were dropped and those that still wait among them
 * @param droppedCount of these, packets dropped because the buffer was full
 * @param interfaceDroppedCount packets that the interface or its driver dropped; 0 where that is not known
 */
public record LiveStats(long receivedCount, long droppedCount, long interfaceDroppedCount) {
    /** Nothing counted. */
    static final LiveStats NONE = new LiveStats(0, 0, 0);

    private static final long UINT_MASK = 0xFFFF_FFFFL;

    /** These counts, moved on to where libpcap's counters are now, which begin again at zero after 2^32 - 1. */
    LiveStats movedOn(int received, int dropped, int interfaceDropped) {
        return new LiveStats(
                movedOn(receivedCount, received),
                movedOn(droppedCount, dropped),
                movedOn(interfaceDroppedCount, interfaceDropped));
    }

    private static long movedOn(long count, int low) {
        return count + (low - count & UINT_MASK);
    }
}
