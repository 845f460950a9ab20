package io.flowtrack.core.count;

import io.flowtrack.api.SideStats;
import org.jspecify.annotations.Nullable;

/**
 * What one side of a live flow has sent. All that is known of a side is in one object, because every packet looks at it: the
 * sides of a TCP connection extend this one. What only few sides have is in another object, made when it is needed first.
 *
 * <p>Of each counter the lower 32 bits are here; how often they ran over, if they did, is kept among what is rare.
 */
public class SideCounters implements SideStats {
    private static final long LOW = 0xFFFF_FFFFL;

    private int packets;
    private int wireBytes;
    private int ipBytes;
    private int payloadBytes;
    private @Nullable RareCounts rare;

    /** Counters of a side that has sent nothing. */
    public SideCounters() {}

    /** Counts a packet by its bytes on the wire, of IP and of payload. */
    public final void count(int wireLength, int ipLength, int payloadLength) {
        countFragments(1, wireLength, ipLength, payloadLength);
    }

    /** Reads what every packet of a flow reads of this side. */
    public int touch() {
        return packets;
    }

    /** Counts payload whose packet is not counted. */
    public final void countPayload(int payloadLength) {
        countFragments(0, 0, 0, payloadLength);
    }

    /** Counts a datagram that came in that many packets. */
    public final void countFragments(int count, long wireLength, long ipLength, int payloadLength) {
        long packetSum = (packets & LOW) + count;
        long wireSum = (wireBytes & LOW) + wireLength;
        long ipSum = (ipBytes & LOW) + ipLength;
        long payloadSum = (payloadBytes & LOW) + payloadLength;
        packets = (int) packetSum;
        wireBytes = (int) wireSum;
        ipBytes = (int) ipSum;
        payloadBytes = (int) payloadSum;
        if ((packetSum | wireSum | ipSum | payloadSum) >>> Integer.SIZE != 0) {
            RareCounts overflows = makeRare();
            overflows.packetOverflows += (int) (packetSum >> Integer.SIZE);
            overflows.wireOverflows += (int) (wireSum >> Integer.SIZE);
            overflows.ipOverflows += (int) (ipSum >> Integer.SIZE);
            overflows.payloadOverflows += (int) (payloadSum >> Integer.SIZE);
        }
    }

    /** What is rare, or null if this side has nothing of that. */
    protected final @Nullable RareCounts rare() {
        return rare;
    }

    /** What is rare; from now on this side has it. */
    protected final RareCounts makeRare() {
        RareCounts known = rare;
        if (known == null) {
            known = newRare();
            rare = known;
        }
        return known;
    }

    /** A new object for what is rare. */
    protected RareCounts newRare() {
        return new RareCounts();
    }

    private static long sum(int overflows, int low) {
        return ((long) overflows << Integer.SIZE) + (low & LOW);
    }

    @Override
    public final long packets() {
        return sum(rare == null ? 0 : rare.packetOverflows, packets);
    }

    @Override
    public final long wireBytes() {
        return sum(rare == null ? 0 : rare.wireOverflows, wireBytes);
    }

    @Override
    public final long ipBytes() {
        return sum(rare == null ? 0 : rare.ipOverflows, ipBytes);
    }

    @Override
    public final long payloadBytes() {
        return sum(rare == null ? 0 : rare.payloadOverflows, payloadBytes);
    }

    @Override
    public long streamBytes() {
        return payloadBytes();
    }
}
