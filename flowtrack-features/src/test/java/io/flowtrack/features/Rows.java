package io.flowtrack.features;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.FlowTracker;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.testdata.Frame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of a capture's flows, in the order in which they end, as values by column. */
final class Rows {
    private Rows() {}

    static List<Map<String, Object>> of(FeatureSet set, List<Frame> capture) {
        return of(set, capture, TrackerConfig.defaults());
    }

    static List<Map<String, Object>> of(FeatureSet set, List<Frame> capture, TrackerConfig config) {
        List<Map<String, Object>> rows = new ArrayList<>();
        FlowListener<FiveTuple, FlowFeatures> listener = FeatureListener.before(new FlowListener<>() {
            @Override
            public void onEnded(Flow<FiveTuple, FlowFeatures> flow, EndReason reason) {
                rows.add(row(set, flow.userState().values(flow)));
            }
        });
        FlowTracker<FiveTuple, FlowFeatures> tracker =
                FlowTracker.of(FiveTupleExtractor.bidirectional(), config, key -> set.begin());
        PacketView view = new PacketView();
        for (Frame frame : capture) {
            tracker.track(frame.wrapInto(view), listener);
        }
        tracker.flush(listener);
        return rows;
    }

    /** Of a capture of one flow. */
    static Map<String, Object> only(FeatureSet set, List<Frame> capture) {
        List<Map<String, Object>> rows = of(set, capture);
        if (rows.size() != 1) {
            throw new IllegalArgumentException(rows.size() + " flows");
        }
        return rows.get(0);
    }

    private static Map<String, Object> row(FeatureSet set, List<Object> values) {
        Map<String, Object> row = new LinkedHashMap<>();
        List<FeatureColumn> columns = set.columns();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i).name(), values.get(i));
        }
        return row;
    }
}
