package io.flowtrack.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.flowtrack.api.FlowRecord;
import java.io.IOException;
import java.io.Writer;
import java.util.OptionalLong;

/** One JSON object for each flow. */
final class NdjsonRecordWriter implements RecordWriter {
    private final JsonLines lines;
    private final FlowUids uids = new FlowUids();

    NdjsonRecordWriter(Writer out) {
        this.lines = new JsonLines(out);
    }

    @Override
    public void start(OptionalLong firstNanos) {}

    @Override
    public void write(long flowNumber, FlowRecord<?> flow) throws IOException {
        JsonGenerator json = lines.begin();
        JsonRecord.write(json, JsonName.UID, uids.uid(flowNumber, flow));
        JsonRecord.write(json, JsonName.FLOW_NUMBER, flowNumber);
        JsonRecord.writeFields(json, flow);
        lines.end();
    }

    @Override
    public void finish(OptionalLong latestNanos) {}
}
