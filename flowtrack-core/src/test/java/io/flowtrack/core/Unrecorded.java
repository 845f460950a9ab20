package io.flowtrack.core;

import io.flowtrack.api.TrackerConfig;
import io.flowtrack.testdata.Endpoint;
import java.time.Duration;

/** A main method that makes a tracker do all that the Flight Recorder is told of, for a Java runtime that has none. */
final class Unrecorded {
    /** The status of an end that no failure has. */
    static final int DONE = 77;

    private static final int FLOWS = 300;
    private static final int LIMIT = 100;

    private Unrecorded() {}

    /** Leaves with {@link #DONE} if all went well. */
    public static void main(String[] arguments) {
        if (ModuleLayer.boot().findModule("jdk.jfr").isPresent()) {
            throw new IllegalStateException("there is a Flight Recorder");
        }
        Tape tape = new Tape(
                TrackerConfig.builder().initialCapacity(1).maxFlows(LIMIT).build());
        for (int i = 0; i < FLOWS; i++) {
            tape.datagram(Endpoint.client(i), Endpoint.server(1, 53));
        }
        tape.pause(Duration.ofHours(1)).datagram(Endpoint.client(1), Endpoint.server(1, 53));
        System.exit(tape.tracker.stats().flowsStarted() == FLOWS + 1 ? DONE : 1);
    }
}
