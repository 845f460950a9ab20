package io.flowtrack.bench;

import java.util.Random;

/** In which order the flows send their packets, one packet each per round. */
public enum PacketOrder {
    /** Always the same order: the flow that sends next is the one that was silent for longest. */
    ROUND_ROBIN {
        @Override
        int[] places(int flowCount, Random random) {
            int[] places = new int[flowCount];
            for (int flow = 0; flow < flowCount; flow++) {
                places[flow] = flow;
            }
            return places;
        }
    },

    /** A new random order each round, so that neither caches nor branch prediction can know what comes next. */
    SHUFFLED {
        @Override
        int[] places(int flowCount, Random random) {
            int[] places = ROUND_ROBIN.places(flowCount, random);
            for (int i = flowCount - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                int place = places[i];
                places[i] = places[other];
                places[other] = place;
            }
            return places;
        }
    };

    /** Each flow's place in one round. */
    abstract int[] places(int flowCount, Random random);
}
