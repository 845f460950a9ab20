package io.flowtrack.cli;

import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.Side;
import io.flowtrack.export.FlowColumn;
import io.flowtrack.export.FlowColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A flow that counts in totals, with what takes the longest to make of it.
 *
 * @param initiator address of the initiator
 * @param responder address of the responder
 */
record StatsFlow(FlowRecord<?> flow, String initiator, String responder) {
    private static final Map<Side, FlowColumn> ADDRESSES =
            Map.of(Side.INITIATOR, column("initiator_address"), Side.RESPONDER, column("responder_address"));

    static StatsFlow of(FlowRecord<?> flow) {
        return new StatsFlow(flow, address(flow, Side.INITIATOR), address(flow, Side.RESPONDER));
    }

    /** Those of these flows that are wanted, in the same order; for any thread. */
    static List<StatsFlow> of(List<ToldRecord> records, FlowSelection selection) {
        List<StatsFlow> flows = new ArrayList<>(records.size());
        ToldRecord.forEach(records, selection.before(record -> flows.add(of(record))));
        return flows;
    }

    private static FlowColumn column(String name) {
        return FlowColumns.named(name).orElseThrow();
    }

    private static String address(FlowRecord<?> flow, Side side) {
        return Objects.requireNonNull(
                Objects.requireNonNull(ADDRESSES.get(side)).text(flow));
    }
}
