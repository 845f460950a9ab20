package io.flowtrack.features;

import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.TcpFlags;
import java.io.Serializable;

/** What one side of a flow has sent. */
final class CicSide implements Serializable {
    private static final long serialVersionUID = 1;

    private final Moments lengths;
    private final Moments gaps;
    private final BulkRuns bulks = new BulkRuns();
    private long headerBytes;
    private long dataPackets;
    private long pushPackets;
    private long urgentPackets;
    private long last;
    private int shortestHeader = Integer.MAX_VALUE;
    private char firstWindow;
    private char lastWindow;

    CicSide() {
        this(new Moments(), new Moments());
    }

    private CicSide(Moments lengths, Moments gaps) {
        this.lengths = lengths;
        this.gaps = gaps;
    }

    /**
     * What both have sent, as if it were one.
     *
     * @param first who sent the first packet
     * @param other may have sent nothing
     * @param gaps between all packets
     */
    static CicSide ofBoth(CicSide first, CicSide other, Moments gaps) {
        CicSide both = new CicSide(Moments.of(first.lengths, other.lengths), gaps);
        both.headerBytes = first.headerBytes + other.headerBytes;
        both.dataPackets = first.dataPackets + other.dataPackets;
        both.pushPackets = first.pushPackets + other.pushPackets;
        both.urgentPackets = first.urgentPackets + other.urgentPackets;
        both.shortestHeader = Math.min(first.shortestHeader, other.shortestHeader);
        both.firstWindow = first.firstWindow;
        return both;
    }

    void add(FlowPacket packet, long now, int length) {
        if (lengths.count() == 0) {
            firstWindow = (char) packet.window();
        } else {
            gaps.add(now - last);
        }
        last = now;
        lastWindow = (char) packet.window();
        lengths.add(length);
        dataPackets += length > 0 ? 1 : 0;
        int header = packet.transportHeaderLength();
        headerBytes += header;
        shortestHeader = Math.min(shortestHeader, header);
        int flags = packet.tcpFlags();
        pushPackets += (flags & TcpFlags.PSH) != 0 ? 1 : 0;
        urgentPackets += (flags & TcpFlags.URG) != 0 ? 1 : 0;
    }

    long packets() {
        return lengths.count();
    }

    Moments lengths() {
        return lengths;
    }

    Moments gaps() {
        return gaps;
    }

    BulkRuns bulks() {
        return bulks;
    }

    long payloadBytes() {
        return lengths.sum();
    }

    long headerBytes() {
        return headerBytes;
    }

    long dataPackets() {
        return dataPackets;
    }

    long pushPackets() {
        return pushPackets;
    }

    long urgentPackets() {
        return urgentPackets;
    }

    /** From the first packet to the last. */
    long duration() {
        return gaps.sum();
    }

    int shortestHeader() {
        return packets() == 0 ? 0 : shortestHeader;
    }

    int firstWindow() {
        return firstWindow;
    }

    int lastWindow() {
        return lastWindow;
    }
}
