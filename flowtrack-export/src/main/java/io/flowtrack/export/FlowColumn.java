package io.flowtrack.export;

import io.flowtrack.api.FlowRecord;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table of flows: what it is called, what it holds, and how it is read from a record. {@link FlowColumns} has
 * them all. Columns are immutable and may be used by several threads.
 *
 * <p>A value is read as a {@code long} where it is one, so that nothing is boxed, and as text in any case.
 */
public final class FlowColumn {
    /** What {@link #number} returns if a column that may be without a value has none. */
    public static final long NO_VALUE = Long.MIN_VALUE;

    /** What kind of value a column holds. */
    public enum Type {
        /** A whole number that fits into 32 bits with a sign. */
        INT,
        /** A whole number of 64 bits with a sign. */
        LONG,
        /** As a number, 1 for yes and 0 for no. */
        BOOL,
        /** As a number, nanoseconds since 1970-01-01T00:00Z; as text, ISO 8601 with nine decimals, UTC. */
        TIMESTAMP,
        /** No number. */
        TEXT
    }

    /** What a column's numbers count. */
    public enum Unit {
        /** Nothing, or what the column's name says. */
        NONE,
        /** Packets. */
        PACKETS,
        /** Bytes. */
        BYTES,
        /** Nanoseconds. */
        NANOSECONDS;

        /** Names of numbers end with their unit. */
        private static Unit of(String name, Type type) {
            if (type == Type.TIMESTAMP || name.endsWith("_ns")) {
                return NANOSECONDS;
            }
            if (name.endsWith("_bytes") || name.endsWith("_length")) {
                return BYTES;
            }
            return name.endsWith("_packets") ? PACKETS : NONE;
        }
    }

    private record Heading(String name, Type type, boolean isNullable, String description) {}

    private final Heading heading;
    private final ToLongFunction<FlowRecord<?>> number;
    private final Function<FlowRecord<?>, @Nullable String> text;

    private FlowColumn(
            Heading heading, ToLongFunction<FlowRecord<?>> number, Function<FlowRecord<?>, @Nullable String> text) {
        this.heading = heading;
        this.number = number;
        this.text = text;
    }

    /** A column of text, which is there in every record. */
    static FlowColumn text(String name, String description, Function<FlowRecord<?>, @Nullable String> text) {
        ToLongFunction<FlowRecord<?>> none = flow -> {
            throw new IllegalStateException("column " + name + " holds text");
        };
        return new FlowColumn(new Heading(name, Type.TEXT, /* isNullable= */ false, description), none, text);
    }

    /** A column of numbers, which are there in every record. */
    static FlowColumn number(String name, Type type, String description, ToLongFunction<FlowRecord<?>> number) {
        return number(new Heading(name, type, /* isNullable= */ false, description), number);
    }

    private static FlowColumn number(Heading heading, ToLongFunction<FlowRecord<?>> number) {
        boolean isTime = heading.type() == Type.TIMESTAMP;
        return new FlowColumn(heading, number, flow -> {
            long value = number.applyAsLong(flow);
            if (heading.isNullable() && value == NO_VALUE) {
                return null;
            }
            return isTime ? Times.isoNanos(value) : Long.toString(value);
        });
    }

    /** The same column, where some records have no value: {@link #NO_VALUE}, or null for text. */
    FlowColumn nullable() {
        Heading nullable = new Heading(name(), type(), /* isNullable= */ true, description());
        return type() == Type.TEXT ? new FlowColumn(nullable, number, text) : number(nullable, number);
    }

    /** The same column under another name. */
    FlowColumn named(String name) {
        Heading renamed = new Heading(name, type(), isNullable(), description());
        return new FlowColumn(renamed, number, text);
    }

    /** The name: lower case with underscores, never renamed. */
    public String name() {
        return heading.name();
    }

    /** What kind of value it holds. */
    public Type type() {
        return heading.type();
    }

    /** What its numbers count. */
    public Unit unit() {
        return Unit.of(name(), type());
    }

    /** Whether a record may have no value here. */
    public boolean isNullable() {
        return heading.isNullable();
    }

    /** What it means, in a few words. */
    public String description() {
        return heading.description();
    }

    /**
     * The value of a record, see {@link Type}; {@link #NO_VALUE} if there is none.
     *
     * @throws IllegalStateException if the column holds text
     * @throws IllegalArgumentException if the record's key is none of the ready-made ones, and the value depends on it
     */
    public long number(FlowRecord<?> flow) {
        return number.applyAsLong(flow);
    }

    /** Whether that number, which came from this column, stands for no value. */
    public boolean isNone(long value) {
        return value == NO_VALUE && isNullable();
    }

    /**
     * The value of a record as text; null if there is none. Numbers are in decimal, yes and no are {@code 1} and {@code 0}.
     *
     * @throws IllegalArgumentException if the record's key is none of the ready-made ones, and the value depends on it
     */
    public @Nullable String text(FlowRecord<?> flow) {
        return text.apply(flow);
    }

    /** The name. */
    @Override
    public String toString() {
        return name();
    }
}
