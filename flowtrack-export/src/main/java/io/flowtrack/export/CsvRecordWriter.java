package io.flowtrack.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.flowtrack.api.CommunityId;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.Side;
import io.flowtrack.api.SideCounts;
import io.flowtrack.api.TcpAnalysis;
import io.flowtrack.api.Tunnel;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values (RFC 4180, but with plain line feeds): the fields of {@link NdjsonRecordWriter}, flattened. A
 * field that has no meaning is empty. The header row stands before the first record, or alone if there is none.
 */
public final class CsvRecordWriter implements FlowRecordWriter {
    private static final List<String> COLUMNS = List.of(
            "uid",
            "flow_number",
            "community_id",
            "proto",
            "ip_proto",
            "icmp_type",
            "icmp_code",
            "outer_vlan_id",
            "inner_vlan_id",
            "start",
            "start_ns",
            "end",
            "end_ns",
            "duration_ns",
            "initiator_address",
            "initiator_port",
            "initiator_packets",
            "initiator_wire_bytes",
            "initiator_ip_bytes",
            "initiator_payload_bytes",
            "initiator_stream_bytes",
            "responder_address",
            "responder_port",
            "responder_packets",
            "responder_wire_bytes",
            "responder_ip_bytes",
            "responder_payload_bytes",
            "responder_stream_bytes",
            "initiator_orientation",
            "state",
            "conn_state",
            "history",
            "missed_bytes",
            "end_reason",
            "report_number",
            "delta_start",
            "delta_start_ns",
            "delta_initiator_packets",
            "delta_initiator_wire_bytes",
            "delta_initiator_ip_bytes",
            "delta_initiator_payload_bytes",
            "delta_initiator_stream_bytes",
            "delta_responder_packets",
            "delta_responder_wire_bytes",
            "delta_responder_ip_bytes",
            "delta_responder_payload_bytes",
            "delta_responder_stream_bytes",
            "tunnels");

    private static final List<String> HEADER = header();

    private final FlowUids uids = new FlowUids();
    private final CommunityId communityIds;
    private final WholeLines out;
    private final CsvWriter csv;
    private boolean needsHeader;
    private @Nullable ExtraColumns extra;

    private CsvRecordWriter(OutputStream out, CommunityId communityIds, boolean needsHeader) {
        this.communityIds = communityIds;
        this.out = new WholeLines(out);
        this.csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .build(new OutputStreamWriter(this.out, StandardCharsets.UTF_8));
        this.needsHeader = needsHeader;
    }

    /** A writer of UTF-8. */
    public static CsvRecordWriter of(OutputStream out) {
        return of(out, CommunityId.withDefaultSeed());
    }

    /**
     * A writer of UTF-8, with Community IDs of a seed of one's own.
     *
     * @param communityIds used by this writer alone
     */
    public static CsvRecordWriter of(OutputStream out, CommunityId communityIds) {
        return new CsvRecordWriter(out, communityIds, /* needsHeader= */ true);
    }

    /** A writer of UTF-8 to where the header row is already. */
    public static CsvRecordWriter appending(OutputStream out) {
        return appending(out, CommunityId.withDefaultSeed());
    }

    /**
     * A writer of UTF-8 to where the header row is already, with Community IDs of a seed of one's own.
     *
     * @param communityIds used by this writer alone
     */
    public static CsvRecordWriter appending(OutputStream out, CommunityId communityIds) {
        return new CsvRecordWriter(out, communityIds, /* needsHeader= */ false);
    }

    /** Writes more columns behind all others, to be said before the first record. */
    public CsvRecordWriter with(ExtraColumns columns) {
        this.extra = columns;
        return this;
    }

    private static List<String> header() {
        List<String> names = new ArrayList<>(COLUMNS);
        TcpField.CONNECTION.forEach(field -> names.add("tcp_" + field.name()));
        for (Side side : Side.values()) {
            TcpField.SIDE.forEach(field -> names.add("tcp_" + FlowFacts.name(side) + "_" + field.name()));
        }
        return List.copyOf(names);
    }

    @Override
    public void write(FlowRecord<?> flow) throws IOException {
        FlowFacts facts = new FlowFacts(flow);
        writeHeader();
        List<String> row = new ArrayList<>(HEADER.size());
        row.add(uids.uid(flow));
        row.add(text(facts.flowNumber()));
        row.add(Objects.requireNonNullElse(communityIds.of(flow), ""));
        row.add(facts.proto());
        row.add(text(facts.ipProtocol()));
        row.add(text(facts.icmpType()));
        row.add(text(facts.icmpCode()));
        row.add(text(facts.outerVlanId()));
        row.add(text(facts.innerVlanId()));
        row.add(Times.isoNanos(flow.firstNanos()));
        row.add(Long.toString(flow.firstNanos()));
        row.add(Times.isoNanos(flow.lastNanos()));
        row.add(Long.toString(flow.lastNanos()));
        row.add(Long.toString(flow.lastNanos() - flow.firstNanos()));
        for (Side side : Side.values()) {
            addSide(row, facts, side);
        }
        row.add(facts.initiatorOrientation());
        row.add(facts.state());
        row.add(flow.connState().name());
        row.add(flow.history());
        row.add(Long.toString(flow.missedBytes()));
        row.add(facts.endReason());
        addReport(row, flow);
        row.add(flow.tunnels().stream().map(Tunnel::toString).collect(Collectors.joining("; ")));
        addTcp(row, flow.tcpAnalysis());
        if (extra != null) {
            extra.values(flow).forEach(value -> row.add(value.toString()));
        }
        write(row);
    }

    private static void addTcp(List<String> row, @Nullable TcpAnalysis analysis) {
        addAll(row, TcpField.CONNECTION, analysis);
        for (Side side : Side.values()) {
            addAll(row, TcpField.SIDE, analysis == null ? null : analysis.side(side));
        }
    }

    private static <A> void addAll(List<String> row, List<TcpField<A>> fields, @Nullable A analysis) {
        for (TcpField<A> field : fields) {
            long value = analysis == null ? TcpAnalysis.NOT_SEEN : field.value().applyAsLong(analysis);
            row.add(value < 0 ? "" : Long.toString(value));
        }
    }

    private void writeHeader() throws IOException {
        if (needsHeader) {
            needsHeader = false;
            List<String> names = new ArrayList<>(HEADER);
            if (extra != null) {
                names.addAll(extra.columns());
            }
            write(names);
        }
    }

    private void write(List<String> row) throws IOException {
        try {
            csv.writeRecord(row);
            csv.flush(); // out of its buffers
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
        out.endLine();
    }

    private static void addSide(List<String> row, FlowFacts facts, Side side) {
        row.add(facts.endpoint(side).address().toString());
        row.add(text(facts.port(side)));
        addCounts(row, facts.flow().counts(side));
    }

    private static void addReport(List<String> row, FlowRecord<?> flow) {
        row.add(Long.toString(flow.reportNumber()));
        row.add(Times.isoNanos(flow.deltaStartNanos()));
        row.add(Long.toString(flow.deltaStartNanos()));
        for (Side side : Side.values()) {
            addCounts(row, flow.delta(side));
        }
    }

    private static void addCounts(List<String> row, SideCounts counts) {
        row.add(Long.toString(counts.packets()));
        row.add(Long.toString(counts.wireBytes()));
        row.add(Long.toString(counts.ipBytes()));
        row.add(Long.toString(counts.payloadBytes()));
        row.add(Long.toString(counts.streamBytes()));
    }

    @Override
    public void flush() throws IOException {
        writeHeader();
        out.passOn();
    }

    @Override
    public void close() throws IOException {
        try {
            writeHeader();
        } finally {
            out.close();
        }
    }

    private static String text(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : "";
    }

    private static String text(OptionalInt number) {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
    }
}
