package io.flowtrack.testdata;

import java.time.Duration;

/** When the next frame of a script is captured. */
final class Clock {
    private long nowNanos = Frames.START_NANOS;
    private long stepNanos = Duration.ofMillis(1).toNanos();

    void set(long nanos) {
        this.nowNanos = nanos;
    }

    void step(Duration step) {
        this.stepNanos = step.toNanos();
    }

    void pause(Duration pause) {
        this.nowNanos += pause.toNanos();
    }

    /** The time now; then the clock goes on by a step. */
    long tick() {
        long nanos = nowNanos;
        nowNanos += stepNanos;
        return nanos;
    }
}
