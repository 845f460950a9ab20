package io.flowtrack.core.jfr;

import jdk.jfr.FlightRecorder;

/**
 * Whether there is a Flight Recorder at all, and whether anybody has used it. Event classes are not loaded before, so that a Java
 * runtime without the module {@code jdk.jfr} never misses it, and starting costs nothing.
 */
final class Recorder {
    private static final boolean IS_PRESENT = ModuleLayer.boot()
            .findModule("jdk.jfr")
            .filter(Recorder.class.getModule()::canRead)
            .isPresent();

    private Recorder() {}

    static boolean isStarted() {
        return IS_PRESENT && FlightRecorder.isInitialized();
    }
}
