package io.flowtrack.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The values of one flow as objects. */
final class RowValues implements FeatureSink {
    private final List<Object> values = new ArrayList<>();

    @Override
    public void integer(FeatureColumn column, long value) {
        values.add(value);
    }

    @Override
    public void real(FeatureColumn column, double value) {
        values.add(value);
    }

    @Override
    public void text(FeatureColumn column, String value) {
        values.add(value);
    }

    @Override
    public void integers(FeatureColumn column, int[] numbers) {
        values.add(Arrays.stream(numbers).boxed().toList());
    }

    List<Object> values() {
        return Collections.unmodifiableList(values);
    }
}
