package io.flowtrack.features;

import io.flowtrack.api.FlowPacket;
import java.io.Serializable;

/** What one side of a flow has sent. Times are whole milliseconds. */
final class NfstreamSide implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int FLAGS = 8;

    private final Moments sizes = new Moments();
    private final Moments gaps = new Moments();
    private final long[] flagPackets = new long[FLAGS];
    private final FirstBytes firstBytes;
    private long firstMillis;

    NfstreamSide(int entropyLength) {
        firstBytes = new FirstBytes(entropyLength);
    }

    void add(FlowPacket packet, int size, long millis) {
        if (sizes.count() == 0) {
            firstMillis = millis;
        } else {
            gaps.add(millis - lastMillis());
        }
        sizes.add(size);
        for (int rest = packet.tcpFlags(); rest != 0; rest &= rest - 1) {
            flagPackets[Integer.numberOfTrailingZeros(rest)]++;
        }
        firstBytes.add(packet);
    }

    Moments sizes() {
        return sizes;
    }

    Moments gaps() {
        return gaps;
    }

    long bytes() {
        return sizes.sum();
    }

    long firstMillis() {
        return firstMillis;
    }

    long lastMillis() {
        return firstMillis + gaps.sum();
    }

    long flagPackets(int flag) {
        return flagPackets[Integer.numberOfTrailingZeros(flag)];
    }

    double entropy() {
        return firstBytes.entropy();
    }
}
