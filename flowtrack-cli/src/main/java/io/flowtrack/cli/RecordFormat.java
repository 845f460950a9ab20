package io.flowtrack.cli;

import io.flowtrack.api.CommunityId;
import io.flowtrack.export.CsvRecordWriter;
import io.flowtrack.export.EveRecordWriter;
import io.flowtrack.export.ExtraColumns;
import io.flowtrack.export.FlowRecordWriter;
import io.flowtrack.export.NdjsonRecordWriter;
import io.flowtrack.export.TableRecordWriter;
import io.flowtrack.export.TunnelParents;
import io.flowtrack.export.ZeekJsonRecordWriter;
import io.flowtrack.export.ZeekRecordWriter;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * How records are written, and what is in them.
 *
 * @param format the format
 * @param namesCommunities whether Community IDs are written in a format that has them on request only
 * @param communitySeed the seed of Community IDs
 * @param extra columns behind all others, for formats that have a place for them; null for none
 * @param ipfix what is asked for of IPFIX
 */
record RecordFormat(
        Format format,
        boolean namesCommunities,
        int communitySeed,
        @Nullable ExtraColumns extra,
        IpfixOptions ipfix) {
    /**
     * A writer of this format.
     *
     * @param colour whether to use colours, where the format has them
     * @param span when the first and the latest packet were captured
     * @param parents hears of all packets
     * @throws OutputFailure if a collector is not there
     */
    FlowRecordWriter writer(Output output, boolean colour, CaptureSpan span, TunnelParents parents) {
        OutputStream out = output.stream();
        return switch (format) {
            case TABLE -> TableRecordWriter.of(out, colour);
            case NDJSON -> with(NdjsonRecordWriter.of(out, communityIds()));
            case ZEEK -> zeek(ZeekRecordWriter.of(out, parents, span));
            case ZEEK_JSON -> zeekJson(ZeekJsonRecordWriter.of(out, parents));
            case EVE -> eve(out);
            case CSV -> with(CsvRecordWriter.of(out, communityIds()));
            case IPFIX -> ipfix(output);
        };
    }

    private CsvRecordWriter with(CsvRecordWriter writer) {
        return extra == null ? writer : writer.with(extra);
    }

    private NdjsonRecordWriter with(NdjsonRecordWriter writer) {
        return extra == null ? writer : writer.with(extra);
    }

    private FlowRecordWriter ipfix(Output output) {
        try {
            return ipfix.writer(output.stream());
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
     * @throws IllegalStateException for others
     */
    FlowRecordWriter appending(OutputStream out) {
        return switch (format) {
            case NDJSON -> with(NdjsonRecordWriter.of(out, communityIds()));
            case CSV -> with(CsvRecordWriter.appending(out, communityIds()));
            case EVE -> eve(out);
            case TABLE, ZEEK, ZEEK_JSON, IPFIX -> throw new IllegalStateException(format + " is written in one piece");
        };
    }

    private CommunityId communityIds() {
        return CommunityId.seeded(communitySeed);
    }
}
