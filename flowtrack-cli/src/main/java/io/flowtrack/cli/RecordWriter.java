package io.flowtrack.cli;

import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.FlowRecord;
import java.io.IOException;
import java.util.OptionalLong;

/** Writes flow records in one format. {@link #start} is called first, {@link #finish} last, each once. */
interface RecordWriter {
    /**
     * Writes what belongs before the first record.
     *
     * @param firstNanos time of the first packet read, nanoseconds since 1970-01-01T00:00Z; empty if there was none
     */
    void start(OptionalLong firstNanos) throws IOException;

    /** Hears of a packet before the record of its flow; most formats do not listen. */
    default void packet(Flow<?, Long> flow, FlowPacket packet) {}

    /**
     * Writes a record, or nothing if the format has no place for it.
     *
     * @param flowNumber the flow's number in order of beginning, from 1
     */
    void write(long flowNumber, FlowRecord<?> flow) throws IOException;

    /** Writes what was held back to make the output look better: somebody waits for it. */
    default void show() throws IOException {}

    /**
     * Writes what belongs behind the last record, and whatever was held back.
     *
     * @param latestNanos latest time of any packet read, nanoseconds since 1970-01-01T00:00Z; empty if there was none
     */
    void finish(OptionalLong latestNanos) throws IOException;
}
