package io.flowtrack.cli;

import io.flowtrack.api.PacketBatch;
import java.util.List;
import java.util.function.Consumer;

/** Turns packets into records, and a summary behind them. */
interface Report extends Consumer<PacketBatch>, AutoCloseable {
    /** Takes packets in that are at hand together. */
    @Override
    void accept(PacketBatch batch);

    /** Says whether the bytes of the packets that follow stay where they are until all is finished. */
    default void bytesStay(boolean doStay) {}

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
