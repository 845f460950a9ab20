package io.flowtrack.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.flowtrack.api.CommunityId;
import io.flowtrack.api.FlowRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object on a line for each record: all that a record says. {@code docs/ndjson.md} says what the fields mean. Keys
 * must be those of the ready-made extractors.
 */
public final class NdjsonRecordWriter implements FlowRecordWriter {
    private final WholeLines out;
    private final JsonLines lines;
    private final FlowUids uids = new FlowUids();
    private final CommunityId communityIds;
    private @Nullable ExtraColumns extra;
    /** Null for all fields. */
    private final @Nullable ChosenFields fields;

    private NdjsonRecordWriter(OutputStream out, CommunityId communityIds, @Nullable ChosenFields fields) {
        this.communityIds = communityIds;
        this.fields = fields;
        this.out = new WholeLines(out);
        this.lines = new JsonLines(this.out);
    }

    /** A writer of UTF-8. */
    public static NdjsonRecordWriter of(OutputStream out) {
        return of(out, CommunityId.withDefaultSeed());
    }

    /**
     * A writer of UTF-8, with Community IDs of a seed of one's own.
     *
     * @param communityIds used by this writer alone
     */
    public static NdjsonRecordWriter of(OutputStream out, CommunityId communityIds) {
        return new NdjsonRecordWriter(out, communityIds, /* fields= */ null);
    }

    /**
     * A writer of UTF-8 that writes the fields of these columns only, each where it stands in a whole record.
     *
     * @param columns used by this writer alone if they name communities by IDs of one's own
     */
    public static NdjsonRecordWriter of(OutputStream out, List<FlowColumn> columns) {
        return new NdjsonRecordWriter(out, CommunityId.withDefaultSeed(), new ChosenFields(columns));
    }

    /** Writes an object with more fields behind all others, to be said before the first record. */
    public NdjsonRecordWriter with(ExtraColumns more) {
        this.extra = more;
        return this;
    }

    /** The JSON Schema of the lines, draft 2020-12; to be closed by the caller. */
    public static InputStream schema() {
        return Objects.requireNonNull(NdjsonRecordWriter.class.getResourceAsStream("flow.schema.json"), "no schema");
    }

    @Override
    public void write(FlowRecord<?> record) throws IOException {
        JsonGenerator json = lines.begin();
        if (fields == null) {
            writeAll(json, record);
        } else {
            fields.write(json, record);
        }
        if (extra != null) {
            write(json, extra, record);
        }
        lines.end();
    }

    private void writeAll(JsonGenerator json, FlowRecord<?> record) throws IOException {
        FlowFacts facts = new FlowFacts(record);
        JsonRecord.write(json, JsonName.UID, uids.uid(record));
        JsonRecord.writeNumber(json, JsonName.FLOW_NUMBER, facts.flowNumber());
        JsonRecord.write(json, JsonName.COMMUNITY_ID, communityIds.of(record));
        JsonRecord.writeFields(json, facts);
    }

    private static void write(JsonGenerator json, ExtraColumns extra, FlowRecord<?> record) throws IOException {
        json.writeFieldName(extra.name());
        json.writeStartObject();
        Iterator<String> names = extra.columns().iterator();
        for (Object value : extra.values(record)) {
            json.writeFieldName(names.next());
            write(json, value);
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object each : list) {
                write(json, each);
            }
            json.writeEndArray();
        } else {
            json.writeString(value.toString());
        }
    }

    @Override
    public void flush() throws IOException {
        out.passOn();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
