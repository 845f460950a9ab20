package io.flowtrack.testdata;

import java.util.Random;

/** What happens to frames on their way. */
final class Mishap {
    private static final int KINDS = 4;

    private Mishap() {}

    /** One thing that goes wrong with a capture of at least one frame. */
    static Capture random(Random random, Capture capture) {
        int index = random.nextInt(capture.size());
        return switch (random.nextInt(KINDS)) {
            case 0 -> capture.dropping(index, random.nextInt(capture.size()));
            case 1 -> capture.reordering(random.nextLong());
            case 2 -> capture.duplicating(index);
            default -> capture.retransmitting(index, index + random.nextInt(capture.size() - index));
        };
    }
}
