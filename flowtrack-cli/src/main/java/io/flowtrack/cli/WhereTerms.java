package io.flowtrack.cli;

import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.IpAddress;
import io.flowtrack.export.FlowColumn;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** All kinds of {@link WhereTerm}. */
final class WhereTerms {
    private WhereTerms() {}

    /** True or false. */
    record Truth(Predicate<FlowRecord<?>> test) implements WhereTerm {
        @Override
        public String kind() {
            return "a condition";
        }
    }

    /**
     * A number.
     *
     * @param value NaN if a record has none
     * @param whole exactly, {@link FlowColumn#NO_VALUE} if a record has none; null if it is not always whole
     * @param isFlag whether it is 1 for yes and 0 for no
     */
    record Figure(
            ToDoubleFunction<FlowRecord<?>> value, @Nullable ToLongFunction<FlowRecord<?>> whole, boolean isFlag)
            implements WhereTerm {
        /** A number that is always whole. */
        static Figure whole(ToLongFunction<FlowRecord<?>> whole) {
            return new Figure(
                    flow -> {
                        long number = whole.applyAsLong(flow);
                        return number == FlowColumn.NO_VALUE ? Double.NaN : number;
                    },
                    whole,
                    /* isFlag= */ false);
        }

        /** Any number. */
        static Figure of(ToDoubleFunction<FlowRecord<?>> value) {
            return new Figure(value, /* whole= */ null, /* isFlag= */ false);
        }

        @Override
        public String kind() {
            return "a number";
        }
    }

    /** A point in time: nanoseconds since 1970-01-01T00:00Z. */
    record Time(ToLongFunction<FlowRecord<?>> nanos) implements WhereTerm {
        @Override
        public String kind() {
            return "a time";
        }
    }

    /** A text of a record, null if it has none; only the words can come, if there are any. */
    record Text(Function<FlowRecord<?>, @Nullable String> text, List<String> words) implements WhereTerm {
        @Override
        public String kind() {
            return "a text";
        }
    }

    /** An address of a record: as bytes, where it is of IP, and as text. */
    record Address(Function<FlowRecord<?>, @Nullable IpAddress> address, Function<FlowRecord<?>, @Nullable String> text)
            implements WhereTerm {
        @Override
        public String kind() {
            return "an address";
        }
    }

    /** A text in quotes. */
    record Literal(String text) implements WhereTerm {
        @Override
        public String kind() {
            return "a text in quotes";
        }
    }

    /** The word for no value. */
    record Nothing() implements WhereTerm {
        @Override
        public String kind() {
            return "null";
        }
    }

    /** Several fields under one name: what is asked is true if it is for any of them. */
    record AnyOf(List<WhereTerm> terms) implements WhereTerm {
        @Override
        public String kind() {
            return "one of several fields";
        }
    }
}
