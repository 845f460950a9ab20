package io.flowtrack.bench.traffic;

/** Flow after flow begins, and none ends: each shakes hands in three packets in a row. */
final class GrowthTraffic implements Traffic {
    private final int flows;
    private long packet;

    GrowthTraffic(int flows) {
        this.flows = flows;
    }

    @Override
    public void next(Segment segment) {
        int flow = (int) (packet / Handshake.LENGTH % FlowAddresses.MAX_FLOWS);
        Handshake.fill(segment, flow, (int) (packet % Handshake.LENGTH));
        packet++;
    }

    @Override
    public int openingLength() {
        return 0;
    }

    @Override
    public int cycleLength() {
        return Handshake.LENGTH * flows;
    }
}
