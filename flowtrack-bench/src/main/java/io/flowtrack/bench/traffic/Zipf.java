package io.flowtrack.bench.traffic;

import java.util.Arrays;
import java.util.Random;

/**
 * Zipf's distribution with exponent 1: the flow of rank r is drawn with a probability proportional to 1/r. Of 10 000 flows
 * the first ten send 30 % of the packets. Which flow has which rank is random, so that popular flows are not neighbours.
 */
final class Zipf {
    private final double[] upTo;
    private final int[] flowOfRank;
    private final Random random;

    Zipf(int flows, Random random) {
        this.random = random;
        flowOfRank = FlowOrder.ascending(flows);
        FlowOrder.shuffle(flowOfRank, random);
        upTo = new double[flows];
        double sum = 0;
        for (int rank = 0; rank < flows; rank++) {
            // Only additions and divisions, which are the same on every machine.
            sum += 1.0 / (rank + 1);
            upTo[rank] = sum;
        }
    }

    int draw() {
        int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        return flowOfRank[found < 0 ? Math.min(~found, upTo.length - 1) : found];
    }
}
