package io.flowtrack.cli;

import io.flowtrack.api.FlowRecord;
import io.flowtrack.export.ExtraColumns;
import io.flowtrack.features.FeatureColumn;
import io.flowtrack.features.FeatureSet;
import io.flowtrack.features.FlowFeatures;
import java.util.List;

/** The statistics of flows, as columns behind the others. */
final class FeatureColumns implements ExtraColumns {
    private final List<String> columns;
    private final List<Type> types;

    FeatureColumns(FeatureSet set) {
        this.columns = set.columns().stream().map(FeatureColumn::name).toList();
        this.types = set.columns().stream().map(FeatureColumns::type).toList();
    }

    @Override
    public String name() {
        return "features";
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    private static Type type(FeatureColumn column) {
        return switch (column.type()) {
            case INTEGER -> Type.LONG;
            case REAL -> Type.DOUBLE;
            case TEXT -> Type.TEXT;
            case INTEGERS -> Type.INTS;
        };
    }

    @Override
    public List<Type> types() {
        return types;
    }

    @Override
    public List<?> values(FlowRecord<?> flow) {
        if (flow.userState() instanceof ReportedState reported) {
            return reported.features();
        }
        if (flow.userState() instanceof RecordState state) {
            FlowFeatures features = state.features();
            if (features != null) {
                return features.values(flow);
            }
        }
        throw new IllegalArgumentException("a flow without statistics");
    }
}
