package io.flowtrack.bench.traffic;

import java.util.Random;

/**
 * In each round every flow sends one packet: the client in one round, the server in the next. The first three rounds are
 * the handshakes, the others acknowledgements.
 */
final class RoundTraffic implements Traffic {
    private static final int LEAST_PACKETS = 200_000;
    /** An even number, so that the sides go on in turn when the rounds are repeated. */
    private static final int LEAST_ROUNDS = 4;

    private final int[] order;
    private final boolean isShuffled;
    private final Random random;
    private int round;
    private int place;

    private RoundTraffic(int flows, boolean isShuffled, long seed) {
        this.order = FlowOrder.ascending(flows);
        this.isShuffled = isShuffled;
        this.random = new Random(seed);
        begin();
    }

    /** Always the same order: the flow that sends next is the one that was silent for longest. */
    static RoundTraffic inOrder(int flows) {
        return new RoundTraffic(flows, false, 0);
    }

    /** A new random order each round, so that neither caches nor branch prediction can know what comes next. */
    static RoundTraffic shuffled(int flows, long seed) {
        return new RoundTraffic(flows, true, seed);
    }

    private void begin() {
        if (isShuffled) {
            FlowOrder.shuffle(order, random);
        }
    }

    @Override
    public void next(Segment segment) {
        if (place == order.length) {
            place = 0;
            round++;
            begin();
        }
        Handshake.fill(segment, order[place++], round);
    }

    @Override
    public int openingLength() {
        return Handshake.LENGTH * order.length;
    }

    @Override
    public int cycleLength() {
        int rounds = Math.max(LEAST_ROUNDS, (LEAST_PACKETS / order.length) & ~1);
        return rounds * order.length;
    }
}
