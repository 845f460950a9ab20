package io.flowtrack.cli;

import io.flowtrack.api.FlowRecord;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which records are wanted; counts those that are not. For any number of threads. */
final class FlowSelection {
    /** Null for all. */
    private final @Nullable Predicate<FlowRecord<?>> condition;

    private final LongAdder leftOutCount = new LongAdder();

    private FlowSelection(@Nullable Predicate<FlowRecord<?>> condition) {
        this.condition = condition;
    }

    static FlowSelection ofAll() {
        return new FlowSelection(/* condition= */ null);
    }

    static FlowSelection of(Predicate<FlowRecord<?>> condition) {
        return new FlowSelection(condition);
    }

    /** Whether this record is wanted. */
    boolean takes(FlowRecord<?> record) {
        if (condition == null || condition.test(record)) {
            return true;
        }
        leftOutCount.increment();
        return false;
    }

    /** Takes records, and passes on those that are wanted. */
    <X extends Exception> ToldRecord.Taker<X> before(ToldRecord.Taker<X> taker) {
        return record -> {
            if (takes(record)) {
                taker.take(record);
            }
        };
    }

    /** How many were not wanted so far. */
    long leftOutCount() {
        return leftOutCount.sum();
    }

    /** What is to be said of those that were not, one line or none. */
    List<String> notes() {
        return condition == null ? List.of() : List.of(RunSummary.ofLeftOut(leftOutCount()));
    }
}
