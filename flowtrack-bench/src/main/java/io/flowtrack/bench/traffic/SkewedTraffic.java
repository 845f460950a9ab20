package io.flowtrack.bench.traffic;

import io.flowtrack.api.TcpFlags;
import java.util.Random;

/**
 * Few flows send most packets ({@link Zipf}), from either side, in sizes of the {@link Imix}. All flows have shaken hands
 * before, one after the other in three rounds.
 */
final class SkewedTraffic implements Traffic {
    private static final int LEAST_PACKETS = 200_000;
    /** The frames of a cycle lie in memory, 360 bytes each. */
    private static final int MOST_PACKETS = 1_000_000;

    private static final int ROUNDS = 4;

    private final RoundTraffic opening;
    private final Random random;
    private final Zipf popularity;
    /** The next sequence number of each flow's sides. */
    private final int[] clientNext;

    private final int[] serverNext;
    private int opened;

    SkewedTraffic(int flows, long seed) {
        opening = RoundTraffic.inOrder(flows);
        random = new Random(seed);
        popularity = new Zipf(flows, random);
        clientNext = new int[flows];
        serverNext = new int[flows];
    }

    @Override
    public void next(Segment segment) {
        if (opened < openingLength()) {
            opened++;
            opening.next(segment);
            return;
        }
        int flow = popularity.draw();
        boolean isFromClient = random.nextBoolean();
        int length = Imix.payloadLength(random);
        int[] senderNext = isFromClient ? clientNext : serverNext;
        int[] receiverNext = isFromClient ? serverNext : clientNext;
        segment.begin(flow, isFromClient, length == 0 ? TcpFlags.ACK : TcpFlags.ACK | TcpFlags.PSH)
                .numbers(1 + senderNext[flow], 1 + receiverNext[flow])
                .payload(length);
        senderNext[flow] += length;
    }

    @Override
    public int openingLength() {
        return opening.openingLength();
    }

    @Override
    public int cycleLength() {
        return Math.max(LEAST_PACKETS, Math.min(MOST_PACKETS, ROUNDS * clientNext.length));
    }
}
