package io.flowtrack.cli;

import io.flowtrack.api.PacketBatch;
import java.util.List;
import java.util.function.Consumer;

/** Turns packets into records, and a summary behind them. */
interface Report extends Consumer<PacketBatch>, AutoCloseable {
    /**
     * Ends what is left, and says how many packets and flows there were.
     *
     * @param notes more lines for the end of the summary
     */
    void finish(List<String> notes);

    /** Lets go of whatever is still held. */
    @Override
    default void close() {}
}
