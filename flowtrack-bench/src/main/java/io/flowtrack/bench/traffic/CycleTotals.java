package io.flowtrack.bench.traffic;

import io.flowtrack.api.TcpFlags;

/**
 * What the packets of one cycle come to: the length of all frames, and by how much each side's sequence numbers go on. They
 * do by its payload, unless flows begin in the cycle: those begin again with the same numbers.
 */
final class CycleTotals {
    private long frameBytes;
    private boolean flowsBegin;
    private final int[] clientBytes;
    private final int[] serverBytes;

    private CycleTotals(int flows) {
        clientBytes = new int[flows];
        serverBytes = new int[flows];
    }

    /** Adds up a cycle of traffic that is at its beginning, and is used up by that. */
    static CycleTotals of(Traffic traffic) {
        Segment segment = new Segment();
        for (int i = 0; i < traffic.openingLength(); i++) {
            traffic.next(segment);
        }
        // No cycle has more flows than packets, and flows have numbers from 0.
        CycleTotals totals = new CycleTotals(traffic.cycleLength());
        for (int i = 0; i < traffic.cycleLength(); i++) {
            traffic.next(segment);
            totals.add(segment);
        }
        return totals;
    }

    private void add(Segment segment) {
        flowsBegin |= (segment.flags & TcpFlags.SYN) != 0;
        frameBytes += FrameWriter.length(segment);
        (segment.isFromClient ? clientBytes : serverBytes)[segment.flow] += segment.payloadLength;
    }

    long frameBytes() {
        return frameBytes;
    }

    int sequenceStep(int flow, boolean isFromClient) {
        return flowsBegin ? 0 : (isFromClient ? clientBytes : serverBytes)[flow];
    }
}
