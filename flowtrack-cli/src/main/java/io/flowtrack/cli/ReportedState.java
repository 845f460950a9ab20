package io.flowtrack.cli;

import io.flowtrack.export.FlowNumbered;
import java.util.List;

/** The state of a flow that goes on, as it was when the flow was reported. */
final class ReportedState implements FlowNumbered {
    private static final long serialVersionUID = 1L;

    private final FlowNumbered flow;

    @SuppressWarnings("serial") // of numbers, texts and lists of numbers, which can be serialised
    private final List<Object> features;

    ReportedState(FlowNumbered flow, List<Object> features) {
        this.flow = flow;
        this.features = features;
    }

    @Override
    public long flowNumber() {
        return flow.flowNumber();
    }

    /** The values of the statistics. */
    List<Object> features() {
        return features;
    }
}
