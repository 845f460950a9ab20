package io.flowtrack.cli;

import java.util.List;

/** Turns packets into records, and a summary behind them. */
interface Report extends PacketTaker, AutoCloseable {
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
