package io.flowtrack.parquet;

import io.flowtrack.api.FlowRecord;
import io.flowtrack.export.ExtraColumns;
import java.util.List;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;

/** Moves the values of all columns of one's own, which records tell together. None is missing; levels of lists as in {@link TunnelsFeed}. */
final class ExtraFeed implements ColumnFeed {
    private static final int ELEMENT = 1;

    private final ExtraColumns extra;
    private final List<ExtraColumns.Type> types;
    private final List<ColumnWriter> targets;
    private List<?> values = List.of();

    /** Writes to these, one for each column. */
    ExtraFeed(ExtraColumns extra, List<ColumnWriter> targets) {
        this.extra = extra;
        this.types = List.copyOf(extra.types());
        this.targets = targets;
    }

    @Override
    public void take(FlowRecord<?> flow) {
        List<?> read = extra.values(flow);
        if (read.size() != types.size()) {
            throw new IllegalArgumentException(read.size() + " values for " + types.size() + " columns");
        }
        for (int i = 0; i < read.size(); i++) {
            if (!isOf(types.get(i), read.get(i))) {
                throw new IllegalArgumentException(
                        extra.columns().get(i) + " is " + types.get(i) + ", not " + read.get(i));
            }
        }
        values = read;
    }

    private static boolean isOf(ExtraColumns.Type type, Object value) {
        return switch (type) {
            case LONG -> value instanceof Long;
            case DOUBLE -> value instanceof Double;
            case TEXT -> value instanceof String;
            case INTS -> value instanceof List<?> list && list.stream().allMatch(Integer.class::isInstance);
        };
    }

    @Override
    public void put() {
        for (int i = 0; i < targets.size(); i++) {
            put(targets.get(i), values.get(i));
        }
    }

    private static void put(ColumnWriter target, Object value) {
        if (value instanceof Long number) {
            target.write(number.longValue(), 0, 0);
        } else if (value instanceof Double number) {
            target.write(number.doubleValue(), 0, 0);
        } else if (value instanceof List<?> list) {
            put(target, list);
        } else {
            target.write(Binary.fromString(value.toString()), 0, 0);
        }
    }

    private static void put(ColumnWriter target, List<?> numbers) {
        if (numbers.isEmpty()) {
            target.writeNull(0, 0);
        }
        int repetition = 0;
        for (Object number : numbers) {
            target.write(((Integer) number).intValue(), repetition, ELEMENT);
            repetition = 1;
        }
    }
}
