package io.flowtrack.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.Side;
import io.flowtrack.api.SideCounts;
import io.flowtrack.api.TcpAnalysis;
import io.flowtrack.api.Tunnel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values (RFC 4180, but with plain line feeds): the fields of {@link NdjsonRecordWriter}, flattened. A
 * field that has no meaning is empty.
 */
final class CsvRecordWriter implements RecordWriter {
    private static final List<String> COLUMNS = List.of(
            "uid",
            "flow_number",
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
            "tunnels");

    private static final List<String> HEADER = header();

    private final FlowUids uids = new FlowUids();
    private final CsvWriter csv;

    CsvRecordWriter(Writer out) {
        this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
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
    public void start(OptionalLong firstNanos) throws IOException {
        write(HEADER);
    }

    @Override
    public void write(long flowNumber, FlowRecord<?> flow) throws IOException {
        FlowFacts facts = new FlowFacts(flow);
        List<String> row = new ArrayList<>(HEADER.size());
        row.add(uids.uid(flowNumber, flow));
        row.add(Long.toString(flowNumber));
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
        row.add(flow.tunnels().stream().map(Tunnel::toString).collect(Collectors.joining("; ")));
        addTcp(row, flow.tcpAnalysis());
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

    private void write(List<String> row) throws IOException {
        try {
            csv.writeRecord(row);
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private static void addSide(List<String> row, FlowFacts facts, Side side) {
        SideCounts counts = facts.flow().counts(side);
        row.add(facts.endpoint(side).address().toString());
        row.add(text(facts.port(side)));
        row.add(Long.toString(counts.packets()));
        row.add(Long.toString(counts.wireBytes()));
        row.add(Long.toString(counts.ipBytes()));
        row.add(Long.toString(counts.payloadBytes()));
        row.add(Long.toString(counts.streamBytes()));
    }

    @Override
    public void show() throws IOException {
        csv.flush();
    }

    @Override
    public void finish(OptionalLong latestNanos) throws IOException {
        csv.flush();
    }

    private static String text(OptionalInt number) {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
    }
}
