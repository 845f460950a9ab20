package io.flowtrack.cli;

import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.Side;
import io.flowtrack.export.FlowColumn;
import java.util.Comparator;

/**
 * The order of records by one field: numbers and times by size, addresses by their bytes, texts by their letters. What has no
 * value comes last, whichever way it goes.
 */
final class SortOrder implements Comparator<Comparable<?>> {
    private static final String OPTION = "--sort";

    /** Stands for no value. */
    private enum None {
        NONE
    }

    private final FlowColumn column;
    private final boolean isDescending;

    private SortOrder(FlowColumn column, boolean isDescending) {
        this.column = column;
        this.isDescending = isDescending;
    }

    /**
     * The order that a name stands for; with {@code -} before it, the largest come first.
     *
     * @throws BadUsage if there is no such field
     */
    static SortOrder of(String name) {
        boolean isDescending = name.startsWith("-");
        String field = isDescending ? name.substring(1) : name;
        return new SortOrder(FieldNames.get(OPTION, field.equals("duration") ? "duration_ns" : field), isDescending);
    }

    /** What a record is compared by. */
    Comparable<?> key(FlowRecord<?> record) {
        if (column.type() != FlowColumn.Type.TEXT) {
            long number = column.number(record);
            return column.isNone(number) ? None.NONE : (Comparable<?>) number;
        }
        Side side = AddressField.side(column);
        IpAddress address = side == null ? null : AddressField.address(record, side);
        if (address != null) {
            return address;
        }
        String text = column.text(record);
        return text == null ? None.NONE : text;
    }

    @Override
    public int compare(Comparable<?> one, Comparable<?> other) {
        if (one == None.NONE || other == None.NONE) {
            return Boolean.compare(one == None.NONE, other == None.NONE);
        }
        int comparison = compareValues(one, other);
        return isDescending ? -comparison : comparison;
    }

    private static int compareValues(Comparable<?> one, Comparable<?> other) {
        if (one instanceof Long a && other instanceof Long b) {
            return Long.compare(a, b);
        }
        if (one instanceof IpAddress a && other instanceof IpAddress b) {
            return a.compareTo(b);
        }
        return one.toString().compareTo(other.toString());
    }
}
