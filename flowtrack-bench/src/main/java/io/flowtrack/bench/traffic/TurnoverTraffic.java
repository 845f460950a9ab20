package io.flowtrack.bench.traffic;

import io.flowtrack.api.TcpFlags;

/**
 * A window of live flows that moves on: each group of eight packets ends the oldest flow of the window, begins a new one, and
 * takes six others one step further, which are spread over the window. Every flow has eight packets: handshake, six bytes
 * each way, and an orderly close. So all packets are of the shortest length.
 */
final class TurnoverTraffic implements Traffic {
    static final int PACKETS_PER_FLOW = 8;
    private static final int GAPS = PACKETS_PER_FLOW - 1;
    private static final int LEAST_FLOWS = 250_000;
    private static final int DATA_LENGTH = 6;
    private static final int DATA = TcpFlags.ACK | TcpFlags.PSH;
    private static final int CLOSE = TcpFlags.ACK | TcpFlags.FIN;

    /** Groups between two packets of a flow. */
    private final int spacing;
    /** The flow that begins behind so many others is the first one again. */
    private final int distinctFlows;

    private long group;
    private int place = GAPS;

    /**
     * Makes traffic with at most that many flows alive.
     *
     * @param window from 7
     */
    TurnoverTraffic(int window) {
        if (window < GAPS) {
            throw new IllegalArgumentException("turnover needs a window of " + GAPS + " flows, not " + window);
        }
        spacing = window / GAPS;
        distinctFlows = Math.max(LEAST_FLOWS, 2 * window);
    }

    @Override
    public void next(Segment segment) {
        long flow;
        // In the first groups there are no flows yet that could be further than at their beginning.
        while ((flow = group - (long) place * spacing) < 0) {
            place--;
        }
        fill(segment, (int) (flow % distinctFlows), place);
        if (--place < 0) {
            place = GAPS;
            group++;
        }
    }

    private static void fill(Segment segment, int flow, int place) {
        int sent = 1 + DATA_LENGTH;
        switch (place) {
            case 3 -> segment.begin(flow, true, DATA).numbers(1, 1).payload(DATA_LENGTH);
            case 4 -> segment.begin(flow, false, DATA).numbers(1, sent).payload(DATA_LENGTH);
            case 5 -> segment.begin(flow, true, CLOSE).numbers(sent, sent);
            case 6 -> segment.begin(flow, false, CLOSE).numbers(sent, sent + 1);
            case 7 -> segment.begin(flow, true, TcpFlags.ACK).numbers(sent + 1, sent + 1);
            default -> Handshake.fill(segment, flow, place);
        }
    }

    /** Until the window is full: one packet in each of the first groups, two in the next ones, up to seven. */
    @Override
    public int openingLength() {
        return spacing * GAPS * (GAPS + 1) / 2;
    }

    @Override
    public int cycleLength() {
        return distinctFlows * PACKETS_PER_FLOW;
    }
}
