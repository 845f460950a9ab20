package io.flowtrack.cli;

import io.flowtrack.api.PacketBatch;
import io.flowtrack.api.TrackerStats;
import java.util.function.Consumer;

/** Tracks packets, and tells of flows that have ended in the order of {@link ToldRecord}, however many threads there are. */
interface EndedFlows extends Consumer<PacketBatch>, AutoCloseable {
    /** Ends all flows that are left, and tells of them. */
    void finish();

    /** What was counted; after {@link #finish} all of it. */
    TrackerStats stats();

    /** Lets go of threads. */
    @Override
    default void close() {}
}
