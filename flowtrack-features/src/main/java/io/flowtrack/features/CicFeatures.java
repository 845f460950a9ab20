package io.flowtrack.features;

import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.Orientation;

/** What is counted for the columns of CICFlowMeter. How it is counted differs in details between the two modes. */
abstract sealed class CicFeatures extends FlowFeatures permits ExactCicFeatures, LegacyCicFeatures {
    private static final long serialVersionUID = 1;
    private static final int FLAGS = 8;

    private final CicSide forwardOfKey = new CicSide();
    private final CicSide reverseOfKey = new CicSide();
    private final Moments gaps = new Moments();
    private final ActivePeriods periods;
    private final long[] flagPackets = new long[FLAGS];
    private long firstNanos;
    private long pauses;
    private int firstLength;
    private int firstFlags;
    private Orientation firstOrientation = Orientation.FORWARD;

    CicFeatures(ActivePeriods periods) {
        this.periods = periods;
    }

    /** The time of a packet in the mode's units, from its own. */
    abstract long time(long nanos, long last, boolean isFirst);

    /** How many of the mode's units are a second. */
    abstract long perSecond();

    /** Bytes of a packet's payload, from 0. */
    abstract int payloadLength(FlowPacket packet);

    /** A packet with payload that may belong to a bulk. */
    abstract void addToBulks(Orientation from, long now, int length);

    @Override
    public final void add(FlowPacket packet) {
        boolean isFirst = packets() == 0;
        long last = periods.end();
        long now = time(packet.timestampNanos(), last, isFirst);
        int length = payloadLength(packet);
        Orientation from = packet.orientation();
        if (isFirst) {
            begin(packet, now, length);
        } else {
            gaps.add(now - last);
            pauses += now - last > perSecond() ? 1 : 0;
            periods.add(now);
        }
        side(from).add(packet, now, length);
        countFlags(packet.tcpFlags());
        if (length > 0) {
            addToBulks(from, now, length);
        }
    }

    private void begin(FlowPacket packet, long now, int length) {
        firstNanos = packet.timestampNanos();
        firstLength = length;
        firstFlags = packet.tcpFlags();
        firstOrientation = packet.orientation();
        periods.begin(now);
    }

    private void countFlags(int flags) {
        for (int rest = flags; rest != 0; rest &= rest - 1) {
            flagPackets[Integer.numberOfTrailingZeros(rest)]++;
        }
    }

    final CicSide side(Orientation orientation) {
        return orientation == Orientation.FORWARD ? forwardOfKey : reverseOfKey;
    }

    final long packets() {
        return forwardOfKey.packets() + reverseOfKey.packets();
    }

    final Orientation firstOrientation() {
        return firstOrientation;
    }

    final boolean firstHas(int flag) {
        return (firstFlags & flag) != 0;
    }

    final int firstLength() {
        return firstLength;
    }

    final long firstNanos() {
        return firstNanos;
    }

    final long duration() {
        return gaps.sum();
    }

    final Moments gaps() {
        return gaps;
    }

    final ActivePeriods periods() {
        return periods;
    }

    /** Gaps of more than a second. */
    final long pauses() {
        return pauses;
    }

    /** Packets with that flag, one of {@link io.flowtrack.api.TcpFlags}. */
    final long flagPackets(int flag) {
        return flagPackets[Integer.numberOfTrailingZeros(flag)];
    }
}
