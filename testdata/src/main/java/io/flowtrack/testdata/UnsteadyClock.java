package io.flowtrack.testdata;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Timestamps from a clock that is sometimes wrong for one frame, and sometimes set ahead for good. */
final class UnsteadyClock {
    private static final int BACKWARDS_PER_THOUSAND = 20;
    private static final int JUMPS_PER_THOUSAND = 2;
    private static final long LONGEST_BACKWARDS_NANOS = Duration.ofMillis(50).toNanos();
    private static final int LONGEST_JUMP_MINUTES = 10;

    private UnsteadyClock() {}

    static Capture applied(Random random, Capture capture) {
        List<Frame> frames = new ArrayList<>();
        long aheadNanos = 0;
        for (Frame frame : capture) {
            if (random.nextInt(1000) < JUMPS_PER_THOUSAND) {
                aheadNanos += Duration.ofMinutes(1L + random.nextInt(LONGEST_JUMP_MINUTES))
                        .toNanos();
            }
            boolean backwards = random.nextInt(1000) < BACKWARDS_PER_THOUSAND;
            long behindNanos = backwards ? Math.floorMod(random.nextLong(), LONGEST_BACKWARDS_NANOS) : 0;
            frames.add(frame.at(frame.timestampNanos() + aheadNanos - behindNanos));
        }
        return Capture.of(frames);
    }
}
