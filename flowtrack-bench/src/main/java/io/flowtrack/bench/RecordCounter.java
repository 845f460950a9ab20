package io.flowtrack.bench;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowRecord;
import org.jspecify.annotations.Nullable;

/** Takes a record of every flow that ends, as any output does, and counts. */
final class RecordCounter implements FlowListener<FiveTuple, @Nullable Void> {
    private long flows;
    private long packets;

    @Override
    public void onEnded(Flow<FiveTuple, @Nullable Void> flow, EndReason reason) {
        FlowRecord<FiveTuple> record = flow.snapshot(reason);
        flows++;
        packets += record.initiator().packets() + record.responder().packets();
    }

    long flows() {
        return flows;
    }

    long packets() {
        return packets;
    }
}
