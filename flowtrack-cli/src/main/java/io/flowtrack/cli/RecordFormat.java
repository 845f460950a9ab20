package io.flowtrack.cli;

import io.flowtrack.api.CommunityId;
import io.flowtrack.export.CsvRecordWriter;
import io.flowtrack.export.EveRecordWriter;
import io.flowtrack.export.ExtraColumns;
import io.flowtrack.export.FlowColumn;
import io.flowtrack.export.FlowColumns;
import io.flowtrack.export.FlowRecordWriter;
import io.flowtrack.export.LogTimes;
import io.flowtrack.export.NdjsonRecordWriter;
import io.flowtrack.export.TableRecordWriter;
import io.flowtrack.export.TunnelParents;
import io.flowtrack.export.ZeekJsonRecordWriter;
import io.flowtrack.export.ZeekRecordWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How records are written, and what is in them.
 *
 * @param format the format
 * @param namesCommunities whether Community IDs are written in a format that has them on request only
 * @param communitySeed the seed of Community IDs
 * @param extra columns behind all others, for formats that have a place for them; null for none
 * @param ipfix what is asked for of IPFIX
 * @param fields what is written, in formats that have a choice; empty for all
 */
record RecordFormat(
        Format format,
        boolean namesCommunities,
        int communitySeed,
        @Nullable ExtraColumns extra,
        IpfixOptions ipfix,
        List<FlowColumn> fields) {
    /**
     * A writer of this format.
     *
     * @param out a stream of the output, or to it
     * @param colour whether to use colours, where the format has them
     * @param span when the first and the latest packet were captured
     * @param parents hears of all packets
     * @throws OutputFailure if a collector is not there, or a file cannot be written
     */
    FlowRecordWriter writer(Output output, OutputStream out, boolean colour, LogTimes span, TunnelParents parents) {
        return switch (format) {
            case TABLE ->
                fields.isEmpty() ? TableRecordWriter.of(out, colour) : TableRecordWriter.of(out, colour, columns());
            case NDJSON -> with(ndjson(out));
            case ZEEK -> zeek(ZeekRecordWriter.of(out, parents, span));
            case ZEEK_JSON -> zeekJson(ZeekJsonRecordWriter.of(out, parents));
            case EVE -> eve(out);
            case CSV -> with(CsvRecordWriter.of(out, columns()));
            case IPFIX -> ipfix(output, out);
            case PARQUET -> output.fileWriter(format.toString(), communityIds(), extra);
        };
    }

    private CsvRecordWriter with(CsvRecordWriter writer) {
        return extra == null ? writer : writer.with(extra);
    }

    private NdjsonRecordWriter with(NdjsonRecordWriter writer) {
        return extra == null ? writer : writer.with(extra);
    }

    private FlowRecordWriter ipfix(Output output, OutputStream out) {
        try {
            return ipfix.writer(out);
        } catch (IOException e) {
            throw output.failed(e);
        }
    }

    private ZeekRecordWriter zeek(ZeekRecordWriter writer) {
        return namesCommunities ? writer.withCommunityIds(communityIds()) : writer;
    }

    private ZeekJsonRecordWriter zeekJson(ZeekJsonRecordWriter writer) {
        return namesCommunities ? writer.withCommunityIds(communityIds()) : writer;
    }

    private EveRecordWriter eve(OutputStream out) {
        EveRecordWriter writer = EveRecordWriter.of(out);
        return namesCommunities ? writer.withCommunityIds(communityIds()) : writer;
    }

    /**
     * A writer behind what another has written, for formats in which no record depends on another.
     *
     * @throws IllegalStateException for others, and for a table, whose columns only the first writer knows
     */
    FlowRecordWriter appending(OutputStream out) {
        return switch (format) {
            case NDJSON -> with(ndjson(out));
            case CSV -> with(CsvRecordWriter.appending(out, columns()));
            case EVE -> eve(out);
            case TABLE, ZEEK, ZEEK_JSON, IPFIX, PARQUET ->
                throw new IllegalStateException("more of " + format + " needs what was written of it");
        };
    }

    private NdjsonRecordWriter ndjson(OutputStream out) {
        return fields.isEmpty() ? NdjsonRecordWriter.of(out, communityIds()) : NdjsonRecordWriter.of(out, columns());
    }

    /** The columns that are wanted, for one writer. */
    private List<FlowColumn> columns() {
        List<FlowColumn> all = FlowColumns.all(communityIds());
        if (fields.isEmpty()) {
            return all;
        }
        Map<String, FlowColumn> own = new HashMap<>();
        all.forEach(column -> own.put(column.name(), column));
        return fields.stream()
                .map(column -> own.getOrDefault(column.name(), column))
                .toList();
    }

    private CommunityId communityIds() {
        return CommunityId.seeded(communitySeed);
    }
}
