package io.flowtrack.features;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Columns with what they show, in order.
 *
 * @param <V> what is known of a flow when its row is written
 */
final class Columns<V> {
    private final List<Column<V>> columns = new ArrayList<>();

    private interface Writer<V> {
        void write(V view, FeatureColumn column, FeatureSink sink);
    }

    private record Column<V>(FeatureColumn column, Writer<V> writer) {}

    Columns<V> integer(String name, String unit, String formula, ToLongFunction<V> value) {
        return put(
                new FeatureColumn(name, FeatureType.INTEGER, unit, formula),
                (view, column, sink) -> sink.integer(column, value.applyAsLong(view)));
    }

    Columns<V> real(String name, String unit, String formula, ToDoubleFunction<V> value) {
        return put(
                new FeatureColumn(name, FeatureType.REAL, unit, formula),
                (view, column, sink) -> sink.real(column, value.applyAsDouble(view)));
    }

    Columns<V> text(String name, String unit, String formula, Function<V, String> value) {
        return put(
                new FeatureColumn(name, FeatureType.TEXT, unit, formula),
                (view, column, sink) -> sink.text(column, value.apply(view)));
    }

    Columns<V> integers(String name, String unit, String formula, Function<V, int[]> value) {
        return put(
                new FeatureColumn(name, FeatureType.INTEGERS, unit, formula),
                (view, column, sink) -> sink.integers(column, value.apply(view)));
    }

    /** In the place of the column of that name if there is one, else behind all others. */
    private Columns<V> put(FeatureColumn column, Writer<V> writer) {
        int index = names().indexOf(column.name());
        if (index < 0) {
            columns.add(new Column<>(column, writer));
        } else {
            columns.set(index, new Column<>(column, writer));
        }
        return this;
    }

    private List<String> names() {
        return columns.stream().map(each -> each.column.name()).toList();
    }

    List<FeatureColumn> heads() {
        return columns.stream().map(Column::column).toList();
    }

    void write(V view, FeatureSink sink) {
        for (Column<V> each : columns) {
            each.writer.write(view, each.column, sink);
        }
    }
}
