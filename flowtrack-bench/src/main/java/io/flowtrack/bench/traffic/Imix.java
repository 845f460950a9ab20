package io.flowtrack.bench.traffic;

import java.util.Random;

/** The simple IMIX: of 12 packets 7 have an IP length of 40 bytes, 4 of 576 and one of 1500; 340.3 on average. */
final class Imix {
    private static final int HEADERS_LENGTH = 40;
    private static final int SMALL_PARTS = 7;
    private static final int MEDIUM_PARTS = 4;
    private static final int LARGE_PARTS = 1;
    private static final int MEDIUM_LENGTH = 576;
    private static final int LARGE_LENGTH = 1500;

    private Imix() {}

    /** The payload of a segment without options that has a length of the mix. */
    static int payloadLength(Random random) {
        int part = random.nextInt(SMALL_PARTS + MEDIUM_PARTS + LARGE_PARTS);
        if (part < SMALL_PARTS) {
            return 0;
        }
        return (part < SMALL_PARTS + MEDIUM_PARTS ? MEDIUM_LENGTH : LARGE_LENGTH) - HEADERS_LENGTH;
    }
}
