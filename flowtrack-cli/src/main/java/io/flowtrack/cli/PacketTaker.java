package io.flowtrack.cli;

import io.flowtrack.api.PacketBatch;
import java.util.function.Consumer;

/** Takes packets that are at hand together. */
interface PacketTaker extends Consumer<PacketBatch> {
    @Override
    void accept(PacketBatch batch);

    /** Whether it gains something if they do, because it would copy them otherwise. */
    default boolean likesBytesToStay() {
        return false;
    }

    /** Says whether the bytes of the packets that follow stay where they are until all is finished. */
    default void bytesStay(boolean doStay) {}
}
