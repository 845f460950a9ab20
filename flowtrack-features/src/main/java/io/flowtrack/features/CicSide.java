package io.flowtrack.features;

import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.TcpFlags;
import java.io.Serializable;

/** What one side of a flow has sent. */
final class CicSide implements Serializable {
    private static final long serialVersionUID = 1;

    private final Moments lengths = new Moments();
    private final Moments gaps = new Moments();
    private final BulkRuns bulks = new BulkRuns();
    private long payloadBytes;
    private long headerBytes;
    private long dataPackets;
    private long pushPackets;
    private long urgentPackets;
    private long first;
    private long last;
    private int shortestHeader = Integer.MAX_VALUE;
    private char firstWindow;
    private char lastWindow;

    void add(FlowPacket packet, long now) {
        if (lengths.count() == 0) {
            first = now;
            firstWindow = (char) packet.window();
        } else {
            gaps.add(now - last);
        }
        last = now;
        lastWindow = (char) packet.window();
        int length = packet.payloadLength();
        lengths.add(length);
        payloadBytes += length;
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
        return payloadBytes;
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
        return last - first;
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
