package io.flowtrack.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Holds the records of one time until all of them are told, and passes them on in the order of {@link ToldRecord}. */
final class HeldRecords {
    private final Consumer<List<ToldRecord>> taker;
    private final List<ToldRecord> held = new ArrayList<>();
    private long heldNanos;

    /** Holds records back from that taker, to whom a list is lent for the call. */
    HeldRecords(Consumer<List<ToldRecord>> taker) {
        this.taker = taker;
    }

    /** Holds a record, and passes on those of an earlier time. */
    void hold(ToldRecord record) {
        if (record.toldNanos() != heldNanos) {
            release();
            heldNanos = record.toldNanos();
        }
        held.add(record);
    }

    /** Passes on those that are held. */
    void release() {
        if (held.isEmpty()) {
            return;
        }
        held.sort(ToldRecord.ORDER);
        try {
            taker.accept(held);
        } finally {
            held.clear();
        }
    }
}
