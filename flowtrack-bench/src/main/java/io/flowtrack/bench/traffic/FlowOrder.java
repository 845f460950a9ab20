package io.flowtrack.bench.traffic;

import java.util.Random;

/** Orders of all flows. {@link Random} is used because its numbers are specified: the same on every Java. */
final class FlowOrder {
    private FlowOrder() {}

    static int[] ascending(int flows) {
        int[] order = new int[flows];
        for (int flow = 0; flow < flows; flow++) {
            order[flow] = flow;
        }
        return order;
    }

    /** Fisher and Yates' shuffle: every order is as likely. */
    static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int flow = order[i];
            order[i] = order[other];
            order[other] = flow;
        }
    }
}
